import { Icon } from '../common/icon';
import { EventLink } from '../common/jump';
import type { Cell, Field, History } from '../messages/ownership';
import { describeReferences, describeTransfer, holder } from './words';

interface Props {
  cell: Cell;
  /** Undefined until it is known. */
  history?: History | undefined;
  /** The fields at whose change the debugger stops. */
  breakpoints: readonly string[];
  onBreak: (expression: string, enabled: boolean) => void;
}

/** A cell in sentences, for whoever opens it: what it is, what has happened to it, and stops at its next change. */
export function Details({ cell, history, breakpoints, onBreak }: Props) {
  return (
    <>
      <Facts cell={cell} />
      {history && <Past history={history} />}
      {cell.fields.length > 0 && (
        <p class="breaks">
          Break when it changes:{' '}
          {cell.fields.map((field) => <BreakButton key={field.expression} field={field} isSet={breakpoints.includes(field.expression)} onBreak={onBreak} />)}
        </p>
      )}
    </>
  );
}

function Facts({ cell }: { cell: Cell }) {
  const { mappings, pins, transfers, owner } = cell;
  const rows = [
    ['References', describeReferences(cell)],
    mappings.length > 0 && ['Mapped by', mappings.map(({ task, writable }) => `${task} (${writable ? 'read-write' : 'read-only'})`).join(', ')],
    pins.length > 0 && ['Pinned by', pins.map((pin) => `${holder(pin)}${pin.home ? `, when it belonged to ${pin.home.name}` : ''}`).join('; ')],
    ...transfers.map((transfer) => ['DMA', describeTransfer(transfer)]),
    cell.danger === 'foreign' && owner && ['Danger', `the device was told to use it for another file than ${owner.name}`],
    cell.danger === 'freed' && ['Danger', 'the file has let go of it while the device still uses it'],
  ].filter((row) => row !== false && row !== undefined) as string[][];
  return (
    <dl>{rows.map(([name, text]) => <div key={`${name} ${text}`}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
  );
}

/** Who did what to it, in the order of time: a story is told from its beginning. */
function Past({ history: { events, lookedFrom } }: { history: History }) {
  if (events.length === 0 && lookedFrom === 0) return <p class="muted">Nothing has happened to it yet.</p>;
  return (
    <ol class="past" aria-label="What has happened to it">
      {lookedFrom > 0 && <li class="muted">What happened before <EventLink event={lookedFrom + 1} /> may not be here: there are too many events.</li>}
      {events.toReversed().map(({ event, task, text, said }) => (
        <li key={event}>
          <EventLink event={event} /> <b>{task}</b> {said.join(', ')} <span class="muted">{text}</span>
        </li>
      ))}
    </ol>
  );
}

function BreakButton({ field: { name, expression }, isSet, onBreak }: { field: Field; isSet: boolean; onBreak: Props['onBreak'] }) {
  return (
    <button class="toggle" aria-pressed={isSet} title={expression} onClick={() => onBreak(expression, !isSet)}>
      <Icon name={isSet ? 'break' : 'unset'} />{name}
    </button>
  );
}
