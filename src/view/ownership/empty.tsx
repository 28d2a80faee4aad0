import type { FromView } from '../messages/ownership';

type Command = Extract<FromView, { kind: 'command' }>['command'];

/** What the view shows while nothing is being debugged: what it is for and how to begin. */
export function Empty({ onCommand }: { onCommand: (command: Command) => void }) {
  return (
    <main class="empty">
      <svg class="sketch" viewBox="0 0 132 56" aria-hidden="true">
        <path class="beam" d="M66 2v14m-5-5 5 5 5-5" />
        <rect class="block one" x="6" y="20" width="36" height="32" rx="3" />
        <rect class="block two" x="48" y="20" width="36" height="32" rx="3" />
        <rect class="block none" x="90" y="20" width="36" height="32" rx="3" />
        <text x="24" y="42">A</text>
        <text x="66" y="42">B</text>
      </svg>
      <h1>Which file owns which block</h1>
      <p>Open a <code>.daxscn</code> file and press <kbd>F5</kbd>: at every stop this view shows who owns the blocks of a
        device, who pins and maps them, and where a device is writing.</p>
      <p class="actions">
        <button class="button" onClick={() => onCommand('start')}>Debug the open scenario</button>
        <button class="button secondary" onClick={() => onCommand('gallery')}>Open an example</button>
      </p>
    </main>
  );
}
