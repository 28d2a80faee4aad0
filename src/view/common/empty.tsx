import type { ComponentChildren } from 'preact';
import type { StartCommand } from '../messages/view-action';

interface Props {
  title: string;
  sketch?: ComponentChildren;
  /** What the view is for, after "Open a `.daxscn` file and press F5:". */
  children: ComponentChildren;
  onCommand: (command: StartCommand) => void;
}

/** What a view shows while nothing is being debugged: what it is for and how to begin. */
export function Empty({ title, sketch, children, onCommand }: Props) {
  return (
    <main class="empty">
      {sketch}
      <h1>{title}</h1>
      <p>Open a <code>.daxscn</code> file and press <kbd>F5</kbd>: {children}</p>
      <p class="actions">
        <button class="button" onClick={() => onCommand('start')}>Debug the open scenario</button>
        <button class="button secondary" onClick={() => onCommand('gallery')}>Open an example</button>
      </p>
    </main>
  );
}
