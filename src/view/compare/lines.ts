// The rows of a comparison as lines: each column has its events in the order in which they happen, so an event that the right side
// performs elsewhere has a line at both places.
import type { Comparison, Row, RowEvent, SideName } from '../messages/compare';

/** `moved`: where the left side performs it; `movedHere`: where the right side does. */
export type LineKind = Row['kind'] | 'movedHere';

export interface Line {
  /** The same as long as the comparison is. */
  readonly key: string;
  readonly kind: LineKind;
  /** Index in `comparison.rows`. */
  readonly row: number;
  readonly lane: number;
  readonly left?: RowEvent;
  readonly right?: RowEvent;
  /** Of `moved` and `movedHere`: the event that the other side performs elsewhere. */
  readonly elsewhere?: RowEvent;
  /** How many events of each side have happened after it: where a click on either column leads. */
  readonly after: Readonly<Record<SideName, number>>;
  /** Of an event with the mark `retry`, on each side: its number among those of its thread. */
  readonly retry: Readonly<Partial<Record<SideName, number>>>;
}

export const sides: readonly SideName[] = ['left', 'right'];

export function linesOf({ rows }: Comparison): readonly Line[] {
  const lines: Line[] = [];
  const after = { left: 0, right: 0 };
  const retries = new Map<string, number>();
  const count = (side: SideName, lane: number, event: RowEvent | undefined): Partial<Record<SideName, number>> => {
    if (event?.mark !== 'retry') return {};
    const number = (retries.get(`${side} ${lane}`) ?? 0) + 1;
    retries.set(`${side} ${lane}`, number);
    return { [side]: number };
  };
  const add = (row: number, kind: LineKind, left: RowEvent | undefined, right: RowEvent | undefined, elsewhere?: RowEvent): void => {
    const { lane } = rows[row]!;
    if (left) after.left = left.event + 1;
    if (right) after.right = right.event + 1;
    lines.push({
      key: `${kind === 'movedHere' ? 'there' : 'row'}${row}`, kind, row, lane, ...(left && { left }), ...(right && { right }), ...(elsewhere && { elsewhere }),
      after: { ...after }, retry: { ...count('left', lane, left), ...count('right', lane, right) },
    });
  };

  const there = rows.flatMap(({ kind, right }, row) => (kind === 'moved' && right ? [{ row, right }] : [])).sort((one, other) => one.right.event - other.right.event);
  let next = 0;
  /** Those whose turn it is on the right. */
  const addThere = (isDue: (event: number) => boolean): void => {
    for (; next < there.length && isDue(there[next]!.right.event); next++) {
      const { row, right } = there[next]!;
      add(row, 'movedHere', undefined, right, rows[row]!.left);
    }
  };
  rows.forEach(({ kind, left, right }, row) => {
    if (kind !== 'moved' && right) addThere((event) => event < right.event);
    if (kind === 'moved') add(row, kind, left, undefined, right);
    else add(row, kind, left, right);
    addThere((event) => event === after.right);
  });
  addThere(() => true);
  return lines;
}

/** The line of the event that led to a position; none at the beginning. */
export function lineAt(lines: readonly Line[], side: SideName, position: number): number | undefined {
  const found = lines.findIndex((line) => line[side]?.event === position - 1);
  return found < 0 ? undefined : found;
}

/** Whether the sides differ there. */
export function differs({ kind }: Line): boolean {
  return kind !== 'same';
}

/** Where differences begin: lines in a row that differ are one. */
export function differences(lines: readonly Line[]): readonly number[] {
  return lines.flatMap((line, index) => (differs(line) && !(index > 0 && differs(lines[index - 1]!)) ? [index] : []));
}
