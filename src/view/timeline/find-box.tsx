import { useEffect, useRef } from 'preact/hooks';
import { count } from '../drawing/drawing';
import { Icon } from '../common/icon';

interface Props {
  text: string;
  /** Of the events found so far, which one is chosen. */
  at: number | undefined;
  found: number;
  isComplete: boolean;
  onText: (text: string) => void;
  onMove: (direction: 1 | -1) => void;
  onClose: () => void;
}

/** Finds events as one types. */
export function FindBox({ text, at, found, isComplete, onText, onMove, onClose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const state = text.trim() === '' ? '' : found === 0 ? (isComplete ? 'none' : '…') : `${at === undefined ? '' : `${count(at + 1)} of `}${count(found)}${isComplete ? '' : '+'}`;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' || event.key === 'F3') onMove(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="find" role="search" onKeyDown={onKeyDown}>
      <input ref={input} type="text" aria-label="Find events" placeholder="pin page 0" value={text} spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)} />
      <output>{state}</output>
      <button class="tool" title="Previous (Shift+Enter)" aria-label="Previous event found" disabled={found === 0} onClick={() => onMove(-1)}><Icon name="previous" /></button>
      <button class="tool" title="Next (Enter)" aria-label="Next event found" disabled={found === 0} onClick={() => onMove(1)}><Icon name="next" /></button>
      <button class="tool" title="Close (Escape)" aria-label="Close the search" onClick={onClose}>✕</button>
    </div>
  );
}
