import type { Snapshot } from '../messages/ownership';
import { Time } from './time';

interface Props {
  snapshot: Snapshot;
  stop?: string | undefined;
  onGoto: (position: number) => void;
}

/** When we are, and what has just happened. */
export function Header({ snapshot, stop, onGoto }: Props) {
  const { scenario, kernel, position, length, event } = snapshot;
  return (
    <header>
      <h1>{scenario}</h1>
      <Time position={position} length={length} onGoto={onGoto}>
        <span class="kernel" title="The kernel version that runs">{kernel}</span>
      </Time>
      <p class="event">
        {event
          ? <><span class="task" aria-hidden="true">{event.letter}</span><b>{event.task}</b> <span>{event.text}</span></>
          : <span class="muted">Nothing has happened yet</span>}
        {stop && <span class="stop">{stop}</span>}
      </p>
    </header>
  );
}
