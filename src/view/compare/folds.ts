// What is shown of the lines: what is alike on both sides is folded, but for what is beside a difference, marked, or where the debugger stands.
import { differs, type Line } from './lines';

export type Shown =
  | { readonly kind: 'line'; readonly key: string; readonly index: number }
  /** Where the sides part. */
  | { readonly kind: 'parting'; readonly key: string }
  | { readonly kind: 'fold'; readonly key: string; readonly from: number; readonly to: number };

/** So many lines beside a difference stay. */
const CONTEXT = 2;
/** A fold takes a line itself. */
const LEAST = 3;

interface Options {
  /** Index in the lines: the first that differs. */
  readonly parting?: number | undefined;
  /** Index in the lines. */
  readonly present?: number | undefined;
  /** The keys of lines that were unfolded. */
  readonly unfolded: ReadonlySet<string>;
  readonly foldsAlike: boolean;
}

/** `to` of a fold is not in it. */
export function shownOf(lines: readonly Line[], { parting, present, unfolded, foldsAlike }: Options): readonly Shown[] {
  const stays = lines.map((line, index) => !foldsAlike || unfolded.has(line.key) || isMarked(line) || isNear(lines, index) || (present !== undefined && Math.abs(index - present) <= 1));
  const shown: Shown[] = [];
  for (let index = 0; index < lines.length;) {
    if (index === parting) shown.push({ kind: 'parting', key: 'parting' });
    let end = index;
    while (end < lines.length && !stays[end] && (end === index || (end !== parting && lines[end]!.kind === lines[index]!.kind))) end++;
    if (end - index >= LEAST) {
      shown.push({ kind: 'fold', key: `fold ${lines[index]!.key}`, from: index, to: end });
      index = end;
    } else {
      // What is too short to be folded stays as a whole.
      for (const last = Math.max(end, index + 1); index < last; index++) shown.push({ kind: 'line', key: lines[index]!.key, index });
    }
  }
  return shown;
}

/** What is special on its own: a rule is broken, the last chance, a retry, a thread that is blocked from there on. */
function isMarked({ left, right }: Line): boolean {
  return (left?.mark ?? right?.mark ?? left?.wait ?? right?.wait) !== undefined;
}

/** Beside another kind of line. What only one side does is never folded: it is the difference. */
function isNear(lines: readonly Line[], index: number): boolean {
  const line = lines[index]!;
  if (line.kind === 'left' || line.kind === 'right' || line.kind === 'different') return true;
  const context = differs(line) ? 1 : CONTEXT;
  for (let other = Math.max(0, index - context); other <= Math.min(lines.length - 1, index + context); other++) {
    if (lines[other]!.kind !== line.kind) return true;
  }
  return false;
}
