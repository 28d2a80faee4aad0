import type { FromCompare } from '../messages/compare';

interface Props {
  /** Why there is nothing to compare. */
  reason?: string | undefined;
  onAsk: (message: FromCompare) => void;
}

export function EmptyCompare({ reason, onAsk }: Props) {
  return (
    <main class="empty">
      <h1>Two executions side by side</h1>
      {reason !== undefined && <p>{reason}</p>}
      <p>A counterexample and the nearest run that goes right, two kernels, the kernel and your patch of it, before and after an edit: aligned to where they part, and each steppable.</p>
      <p class="actions">
        <button class="button" onClick={() => onAsk({ kind: 'ask' })}>Compare…</button>
        <button class="button secondary" onClick={() => onAsk({ kind: 'command', command: 'gallery' })}>Open an example</button>
      </p>
    </main>
  );
}
