import type { CompareLane } from '../messages/compare';
import { Bars } from './cell';
import type { Line } from './lines';
import type { WaitPiece } from './waits';

interface Props {
  id: string;
  lanes: readonly CompareLane[];
  lines: readonly Line[];
  pieces: { readonly left: readonly WaitPiece[]; readonly right: readonly WaitPiece[] };
  isTabbable: boolean;
  onFocus: () => void;
  onUnfold: () => void;
}

/** Lines that are folded: how many, of which threads, and why nobody has to see them. */
export function FoldRow({ id, lanes, lines, pieces, isTabbable, onFocus, onUnfold }: Props) {
  const threads = [...new Set(lines.map(({ lane }) => lane))];
  const { kind } = lines[0]!;
  const what = kind === 'moved' ? 'events, performed elsewhere on the right' : kind === 'movedHere' ? 'events, performed elsewhere on the left' : 'events alike';
  return (
    <div role="row" class={`fold ${kind}`} data-shown>
      <div role="gridcell" aria-colspan={3} aria-expanded="false" data-place={id} data-side="left" tabIndex={isTabbable ? 0 : -1} title="Show them" onFocus={onFocus} onClick={onUnfold}>
        <span class="threads">{threads.map((lane) => <span key={lane} class="disc" data-thread={lanes[lane]!.colour} title={lanes[lane]!.name} aria-hidden="true">{lanes[lane]!.letter}</span>)}</span>
        <FoldBars pieces={pieces.left} side="left" />
        <span class="words">{lines.length} {what}<span class="unseen"> of {threads.map((lane) => lanes[lane]!.name).join(', ')}</span></span>
        <FoldBars pieces={pieces.right} side="right" />
      </div>
    </div>
  );
}

/** A wait that begins or ends inside is drawn all through. */
function FoldBars({ pieces, side }: { pieces: readonly WaitPiece[]; side: string }) {
  const tracks = new Map(pieces.map((piece) => [piece.track, { ...piece, begins: false, ends: false }]));
  return <span class={`through ${side}`}><Bars pieces={[...tracks.values()]} /></span>;
}
