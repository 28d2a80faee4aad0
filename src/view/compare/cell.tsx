import { Icon } from '../common/icon';
import type { Comparison, RowEvent, SideName } from '../messages/compare';
import type { Line } from './lines';
import { BlockChip, Mark } from './marks';
import type { WaitPiece } from './waits';
import { describeCell, other } from './words';

interface Props {
  comparison: Comparison;
  line: Line;
  side: SideName;
  pieces: readonly WaitPiece[];
  /** The debugger stands here, or stands beside it. */
  standing: 'here' | 'beside' | undefined;
  isTabbable: boolean;
  /** The other place of an event that is moved is below. */
  isElsewhereBelow: boolean;
  onFocus: () => void;
  onDebug: () => void;
  onElsewhere: () => void;
}

export function Cell({ comparison, line, side, pieces, standing, isTabbable, isElsewhereBelow, onFocus, onDebug, onElsewhere }: Props) {
  const event = line[side];
  const there = line[other(side)];
  const state = [standing === 'here' ? ' present' : standing === 'beside' ? ' counterpart' : '', event ? '' : ' blank', line.elsewhere && !event ? ' reference' : ''].join('');
  return (
    <div role="gridcell" class={`cell ${side}${state}`} data-place={line.key} data-side={side} tabIndex={isTabbable ? 0 : -1}
      aria-current={standing === 'here' ? 'step' : undefined} onFocus={onFocus} onClick={onDebug}>
      <span class="unseen">{describeCell(comparison, line, side)}</span>
      <span class={`tag ${side}`} />
      <span class="number" aria-hidden="true">
        {standing === 'here' && <span class="arrow">▶</span>}
        {event && <span>{event.event + 1}</span>}
        {/* In a narrow view one cell stands for both sides. */}
        {event && there && there.event !== event.event && <span class="there">{there.event + 1}</span>}
      </span>
      <Bars pieces={pieces} />
      <span class="body" aria-hidden="true">
        {event ? <Text event={event} retry={line.retry[side]} /> : line.elsewhere && (
          <button class="link" tabIndex={-1} onClick={(click) => { click.stopPropagation(); onElsewhere(); }}>event {line.elsewhere.event + 1} {isElsewhereBelow ? '↓' : '↑'}</button>
        )}
      </span>
    </div>
  );
}

function Text({ event: { text, effect, mark, wait, blocks = [] }, retry }: { event: RowEvent; retry: number | undefined }) {
  const [, where, what = text] = /^(\w+): (.*)$/s.exec(text) ?? [];
  return (
    <>
      <span class="text">{where !== undefined && <span class="where">{where}: </span>}{what}</span>
      {effect !== undefined && <span class="effect">{effect}</span>}
      <Mark mark={mark} retry={retry} />
      {blocks.map((change) => <BlockChip key={change.title} change={change} />)}
      {wait && <span class="wait"><Icon name="wait" />{wait.cause}</span>}
    </>
  );
}

/** What blocks threads at this moment. */
export function Bars({ pieces }: { pieces: readonly WaitPiece[] }) {
  return (
    <span class="bars" aria-hidden="true">
      {pieces.map(({ track, colour, begins, ends, says }) => <i key={track} class={`${begins ? 'begins' : ''}${ends ? ' ends' : ''}`} data-thread={colour} title={says} style={{ '--track': track }} />)}
    </span>
  );
}
