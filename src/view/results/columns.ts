// Where verdicts change along the versions: that is what the table is read for. Cells that say the same beside each other are drawn as one
// stretch, and versions that say the same in every row can share a column.
import type { ResultCell, ResultRow, Results } from '../messages/results';

/** Neighbouring versions, by their indices: `to` is the last one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The columns of the table: every version, or, folded, as many as say the same in every row. */
export function columnsOf({ versions, rows }: Results, isFolded: boolean): Span[] {
  const each = versions.map((_, index): Span => ({ from: index, to: index }));
  return isFolded ? joined(each, (left, right) => rows.every(({ cells }) => isAlike(cells[left]!, cells[right]!))) : each;
}

/** The stretches of a row, as spans of columns. */
export function stretchesOf({ cells }: ResultRow, columns: readonly Span[]): Span[] {
  const each = columns.map((_, index): Span => ({ from: index, to: index }));
  return joined(each, (left, right) => isAlike(cells[columns[left]!.to]!, cells[columns[right]!.from]!));
}

/** `v4.19`, `v4.19 – v7.3`. */
export function rangeText(versions: readonly string[], { from, to }: Span): string {
  return from === to ? versions[from]! : `${versions[from]} – ${versions[to]}`;
}

export function columnOf(columns: readonly Span[], version: number): number {
  return columns.findIndex(({ from, to }) => from <= version && version <= to);
}

/** They say the same. */
function isAlike(one: ResultCell, other: ResultCell): boolean {
  return one.state === other.state && one.verdict === other.verdict && one.property === other.property && one.bound === other.bound
    && one.isUnexpected === other.isUnexpected && one.before === other.before;
}

/** Neighbours are joined while the last of the one and the first of the other are alike. */
function joined(spans: readonly Span[], areAlike: (left: number, right: number) => boolean): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last && areAlike(last.to, span.from)) found[found.length - 1] = { from: last.from, to: span.to };
    else found.push(span);
  }
  return found;
}
