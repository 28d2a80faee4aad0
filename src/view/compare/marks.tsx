import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import type { BlockChange, RowEvent } from '../messages/compare';

/** What is special about an event. */
export function Mark({ mark, retry }: { mark: RowEvent['mark']; retry: number | undefined }) {
  switch (mark) {
    case 'violation': return <span class="badge violation"><Icon name="alert" />violation</span>;
    case 'lastChance': return <span class="badge chance" title="After this event no schedule avoids the violation">last chance before it</span>;
    case 'retry': return <span class="badge retry" title={`layout retry ${retry ?? ''}`}><Icon name="retry" />{retry}</span>;
    default: return null;
  }
}

/** Whose a block is after the event. */
export function BlockChip({ change: { title, state, owner } }: { change: BlockChange }) {
  const words = state === 'owned' && owner ? `is of ${owner.name}` : state === 'freed' && owner ? `is freed, and was of ${owner.name}` : `is ${state}`;
  return <span class="chip" title={`${title} ${words}`}><Swatch file={owner} state={state} />{title}{state !== 'owned' && ` ${state}`}</span>;
}
