import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../common/icon';

interface Props {
  position: number;
  length: number;
  onGoto: (position: number) => void;
  children: ComponentChildren;
}

/** Moves the debugger through the events that are known. */
export function Time({ position, length, onGoto, children }: Props) {
  const [wanted, setWanted] = useState<number>();
  const asked = useRef<number | undefined>(undefined);

  // While the slider is dragged only one request is under way; the newest position follows when its answer is here.
  useEffect(() => {
    asked.current = undefined;
    if (wanted !== undefined && wanted !== position) ask(wanted);
    else setWanted(undefined);
  }, [position]);

  function ask(target: number) {
    setWanted(target);
    if (asked.current !== undefined) return;
    asked.current = target;
    onGoto(target);
  }

  const shown = wanted ?? position;
  return (
    <div class="time">
      {children}
      <button class="tool" title="One event back" aria-label="One event back" disabled={shown <= 0}
        onClick={() => ask(shown - 1)}><Icon name="previous" /></button>
      <input type="range" min={0} max={length} value={shown} aria-label="Position in time" disabled={length === 0}
        style={{ '--part': length > 0 ? shown / length : 0 }}
        aria-valuetext={`event ${shown} of ${length}`} onInput={(event) => ask(event.currentTarget.valueAsNumber)} />
      <button class="tool" title="One event forward" aria-label="One event forward" disabled={shown >= length}
        onClick={() => ask(shown + 1)}><Icon name="next" /></button>
      <output title="Events so far, of those that are known">{shown}<span class="muted">/{length}</span></output>
    </div>
  );
}
