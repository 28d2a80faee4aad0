import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyName } from '../../view/common/key-bindings';
import { bindings } from './keys';

interface Props { release: string; notices: string; onClose: () => void }

/** What this page is, what the keys do, and whose work is in it. */
export function Help({ release, notices, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} aria-label="About this page" onClose={onClose}>
      <h2>About this page</h2>
      <p>
        Nothing here is a recording. The scenario, a model of the Linux kernel, the machine that executes it and the explorer that searches every interleaving are all in this one file. It loads nothing and
        sends nothing; its content-security policy allows neither. Written by <b>daxscn {release}</b>.
      </p>
      <h3>Keys</h3>
      <dl class="keys">
        {bindings.map(({ action, keys, says }) => <div key={action}><dt>{keys.map((key) => <kbd key={key}>{keyName(key)}</kbd>)}</dt><dd>{says}</dd></div>)}
        <div><dt><kbd>1</kbd> – <kbd>9</kbd></dt><dd>let that thread perform the next event: another future, if another one is recorded</dd></div>
      </dl>
      <p class="muted">In the timeline, keys have the meaning that its own list gives (the button with the question mark).</p>
      <details><summary>Licences</summary><pre tabIndex={0}>{notices}</pre></details>
      <button class="primary" autofocus onClick={() => dialog.current!.close()}>Close</button>
    </dialog>
  );
}
