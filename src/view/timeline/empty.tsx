import type { FromTimeline } from '../messages/timeline-view';

type Command = Extract<FromTimeline, { kind: 'command' }>['command'];

/** What the view shows while nothing is being debugged: what it is for and how to begin. */
export function Empty({ onCommand }: { onCommand: (command: Command) => void }) {
  return (
    <main class="empty">
      <h1>An execution over time</h1>
      <p>Open a <code>.daxscn</code> file and press <kbd>F5</kbd>: a lane for each thread, a bar for each block in the colour of its owner,
        and what should have waited for what.</p>
      <p class="actions">
        <button class="button" onClick={() => onCommand('start')}>Debug the open scenario</button>
        <button class="button secondary" onClick={() => onCommand('gallery')}>Open an example</button>
      </p>
    </main>
  );
}
