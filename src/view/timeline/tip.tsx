import { useLayoutEffect, useRef } from 'preact/hooks';

/** In pixels of the part that is seen: the text goes above or below. */
export interface TipPlace { readonly x: number; readonly above: number; readonly below: number }

const MARGIN = 6;

/** What is under the pointer or has the focus, in words. Those who listen hear it elsewhere. */
export function Tip({ text, at, within }: { text: string; at: TipPlace; within: HTMLElement | null }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = box.current;
    if (!tip || !within) return;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(MARGIN, Math.min(within.clientWidth - width - MARGIN, at.x - width / 2));
    const below = at.below + MARGIN;
    const top = below + height <= within.clientHeight ? below : Math.max(0, at.above - height - MARGIN);
    tip.style.left = `${within.offsetLeft + left}px`;
    tip.style.top = `${within.offsetTop + top}px`;
  });
  return <div class="tip" ref={box} aria-hidden="true">{text}</div>;
}
