import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Format } from './copy';

const formats: readonly (readonly [Format, string])[] = [['svg', 'SVG'], ['png', 'PNG'], ['text', 'Text']];
/** Milliseconds that it can be read what became of a choice. */
const READ = 5000;

interface Props {
  isOpen: boolean;
  onClose: () => void;
  /** Answers what became of it. */
  copy: (format: Format) => Promise<string>;
  /** To those who do not see it. */
  say: (text: string) => void;
}

/** In which form to copy; afterwards, what became of it. */
export function CopyMenu({ isOpen, onClose, copy, say }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);
  const [said, setSaid] = useState('');

  // At once: the next key may follow before the next frame, and is the menu's.
  useLayoutEffect(() => {
    if (!isOpen) return;
    setSaid('');
    before.current = activeElementOf(menu.current!) as HTMLElement | null;
    menu.current?.querySelector('button')?.focus();
  }, [isOpen]);

  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), READ);
    return () => clearTimeout(timer);
  }, [said]);

  function close() {
    before.current?.focus();
    onClose();
  }

  async function choose(format: Format) {
    close();
    // What is said twice in a row would be heard once.
    say('');
    const became = await copy(format);
    setSaid(became);
    say(became);
  }

  function onKeyDown(event: KeyboardEvent) {
    const items = [...menu.current!.querySelectorAll('button')];
    const at = items.indexOf(activeElementOf(menu.current!) as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Not on the way to the button that opened it, which closes it itself. */
  function onFocusOut({ relatedTarget }: FocusEvent) {
    const to = relatedTarget as Element | null;
    if (!menu.current?.contains(to) && !to?.matches('[aria-haspopup]')) onClose();
  }

  if (!isOpen) return said === '' ? null : <div class="copy"><span class="said">{said}</span></div>;
  return (
    <div ref={menu} class="copy" role="menu" aria-orientation="horizontal" aria-label="Copy what is in sight" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      {formats.map(([format, name]) => <button key={format} role="menuitem" tabIndex={-1} onClick={() => void choose(format)}>Copy as {name}</button>)}
    </div>
  );
}

/** In the tree that a node is in: a view may be in a shadow tree. */
function activeElementOf(node: Node): Element | null {
  return (node.getRootNode() as Document | ShadowRoot).activeElement;
}
