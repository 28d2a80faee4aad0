import { Icon } from '../common/icon';
import { EventLink } from '../common/jump';
import { KernelBadge } from '../common/kernel-badge';
import type { Next, Snapshot } from '../messages/ownership';
import { Legend } from './legend';
import { Time } from './time';

interface Props {
  snapshot: Snapshot;
  stop?: string | undefined;
  hasLegend: boolean;
  onLegend: () => void;
  onGoto: (position: number) => void;
}

const LEGEND = 'legend';

/** When we are, what has just happened, and what happens next. */
export function Header({ snapshot, stop, hasLegend, onLegend, onGoto }: Props) {
  const { scenario, kernel, position, length, event, next, lost } = snapshot;
  return (
    <header>
      <h1>{scenario}</h1>
      <Time position={position} length={length} onGoto={onGoto}>
        <KernelBadge kernel={kernel} />
      </Time>
      <button class="tool help" title="What the signs mean" aria-label="What the signs mean" aria-expanded={hasLegend} aria-controls={LEGEND} onClick={onLegend}>?</button>
      <p class="event">
        {event
          ? <><Letter letter={event.letter} /><b>{event.task}</b> <span>{event.text}</span></>
          : <span class="muted">Nothing has happened yet</span>}
        {stop && <span class="stop">{stop}</span>}
      </p>
      {next && <Upcoming next={next} />}
      {lost && (
        <p class="lost"><Icon name="alert" />Since <EventLink event={lost.event} />, {lost.task}, no order of events goes right any more</p>
      )}
      {hasLegend ? <Legend id={LEGEND} /> : <div id={LEGEND} hidden />}
    </header>
  );
}

function Upcoming({ next: { task, letter, text, status, isPointOfNoReturn } }: { next: Next }) {
  return (
    <p class="next">
      <span class="muted">next</span> <Letter letter={letter} /><b>{task}</b>{' '}
      {status === 'blocked' && <Icon name="wait" />}<span>{text}</span>
      {isPointOfNoReturn && <span class="last"><Icon name="alert" />after it no order of events goes right</span>}
    </p>
  );
}

function Letter({ letter }: { letter: string }) {
  return <span class="task" aria-hidden="true">{letter}</span>;
}
