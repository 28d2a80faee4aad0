// Where in the lines the sides differ, at the right edge, as in the overview ruler of an editor. The grid says the same.
import type { Shown } from './folds';
import type { Line } from './lines';

interface Props { lines: readonly Line[]; shown: readonly Shown[]; present: number | undefined }
interface Mark { readonly at: number; readonly kind: string; count: number }

export function Overview({ lines, shown, present }: Props) {
  const part = (number: number): string => `${(number / Math.max(1, shown.length) * 100).toFixed(3)}%`;
  return (
    <div class="overview" aria-hidden="true">
      {marksOf(lines, shown, present).map(({ at, kind, count }) => <i key={`${kind} ${at}`} class={kind} style={{ top: part(at), height: part(count) }} />)}
    </div>
  );
}

/** Those in a row are one. */
function marksOf(lines: readonly Line[], shown: readonly Shown[], present: number | undefined): readonly Mark[] {
  const marks: Mark[] = [];
  const last = new Map<string, Mark>();
  const add = (at: number, kind: string): void => {
    const before = last.get(kind);
    if (before && before.at + before.count === at) before.count++;
    else {
      const mark = { at, kind, count: 1 };
      last.set(kind, mark);
      marks.push(mark);
    }
  };
  shown.forEach((each, at) => {
    if (each.kind === 'parting') return;
    const line = lines[each.kind === 'fold' ? each.from : each.index]!;
    if (line.kind === 'left' || line.kind === 'different') add(at, 'left');
    if (line.kind === 'right' || line.kind === 'different') add(at, 'right');
    if (line.kind === 'moved' || line.kind === 'movedHere') add(at, 'moved');
    if (line.left?.mark === 'violation' || line.right?.mark === 'violation') add(at, 'violation');
    if (each.kind === 'line' && each.index === present) add(at, 'present');
  });
  return marks;
}
