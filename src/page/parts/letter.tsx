import type { Lane } from '../../view/messages/timeline';

/** A thread at a glance: its letter in schedules, in its colour. An outline says that it is in a call that the line makes. */
export function Letter({ lane, isOutline = false }: { lane: Lane; isOutline?: boolean }) {
  return <span class={isOutline ? 'letter outline' : 'letter'} data-thread={lane.colour} aria-hidden="true">{lane.letter}</span>;
}
