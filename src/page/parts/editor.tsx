import { useState } from 'preact/hooks';

interface Props {
  path: string;
  text: string;
  onRun: (text: string) => void;
  onClose: () => void;
}

/** The scenario as a text that can be changed: what it does then is checked at once. */
export function Editor({ path, text, onRun, onClose }: Props) {
  const [edited, setEdited] = useState(text);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun(edited);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div class="editor">
      <textarea aria-label={`${path}, to be edited`} spellcheck={false} value={edited} ref={focus} onInput={({ currentTarget }) => setEdited(currentTarget.value)} onKeyDown={onKeyDown} />
      <p>
        <button class="primary" onClick={() => onRun(edited)}>Check and run <kbd>Ctrl+Enter</kbd></button>
        <button onClick={onClose}>Close <kbd>Escape</kbd></button>
        <span class="muted">Changes stay in this window until you save a copy.</span>
      </p>
    </div>
  );
}

function focus(element: HTMLTextAreaElement | null): void {
  if (element && element.selectionStart === element.value.length) {
    element.setSelectionRange(0, 0);
    element.scrollTop = 0;
  }
  element?.focus();
}
