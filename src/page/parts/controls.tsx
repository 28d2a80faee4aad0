import type { Action } from './keys';

const buttons: readonly (readonly [action: Action, sign: string, label: string, key: string])[] = [
  ['first', '⏮', 'Beginning', 'Home'], ['reverse', '◀◀', 'Reverse', 'R'], ['back', '◀', 'Back', ','],
  ['forward', '▶', 'Forward', '.'], ['continue', '▶▶', 'Continue', 'C'], ['violation', '✕', 'To what goes wrong', 'V'], ['last', '⏭', 'End', 'End'],
];

interface Props { position: number; length: number; perform: (action: Action) => void }

/** Movements in time. */
export function Controls({ position, length, perform }: Props) {
  const isIdle: Partial<Record<Action, boolean>> = { first: position === 0, back: position === 0, reverse: position === 0, last: position >= length };
  return (
    <div class="controls" role="toolbar" aria-label="Movements">
      {buttons.map(([action, sign, label, key]) => (
        <button key={action} class={action} title={`${label} (${key})`} aria-label={label} disabled={isIdle[action] ?? false} onClick={() => perform(action)}><span aria-hidden="true">{sign}</span></button>
      ))}
      <output class="position" title="Events so far, of those that are recorded"><b>{position}</b> / {length}</output>
    </div>
  );
}
