import { useEffect, useRef } from 'preact/hooks';
import type { Cell as CellData, History, Snapshot } from '../messages/ownership';
import { Cell } from './cell';
import { move } from './roving';

interface Props {
  snapshot: Snapshot;
  open: readonly string[];
  current?: string | undefined;
  histories: ReadonlyMap<string, History>;
  onBreak: (expression: string, enabled: boolean) => void;
  onFocus: (id: string) => void;
  onToggle: (id: string) => void;
}

/** The blocks of every device in device order, then the pages in memory that matter. */
export function Cells({ snapshot, open, current, histories, onBreak, onFocus, onToggle }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const groups = [
    ...snapshot.devices.map(({ name, blocks }) => ({ name, title: `Blocks of ${name}`, cells: blocks })),
    { name: 'Memory', title: 'Pages in memory', cells: snapshot.memory },
  ].filter(({ cells }) => cells.length > 0);
  const all = groups.flatMap(({ cells }) => cells);
  const ahead = new Map(snapshot.next?.effects.map(({ cell, text }) => [cell, text] as const));
  const tabbable = all.find(({ id }) => id === current) ?? all[0];

  // What happened may be out of sight: the view is small, a device is not. Where something went wrong the sentence that says so comes first, if the
  // block that it is about is seen as well.
  useEffect(() => {
    const tree = root.current?.getRootNode();
    const scroller = tree instanceof ShadowRoot ? tree.host : root.current?.ownerDocument.scrollingElement;
    if (snapshot.headline !== undefined) scroller?.scrollTo(0, 0);
    const changed = snapshot.headline === undefined ? root.current?.querySelector('.changed, .cell:has(.new)') : undefined;
    const cell = root.current?.querySelector('.danger') ?? changed;
    if (cell && scroller) bringIntoSight(cell, scroller);
  }, [snapshot]);

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...root.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? []];
    const at = buttons.findIndex((button) => button === event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = move(event.key, at, buttons.map((button) => button.getBoundingClientRect()));
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }

  const cell = (data: CellData) => (
    <Cell key={data.id} cell={data} ahead={ahead.get(data.id)} isTabbable={data === tabbable}
      details={open.includes(data.id) ? { history: histories.get(data.expression), breakpoints: snapshot.breakpoints, onBreak } : undefined}
      onFocus={() => onFocus(data.id)} onToggle={() => onToggle(data.id)} />
  );
  return (
    <div class="groups" ref={root} onKeyDown={onKeyDown}>
      {groups.map(({ name, title, cells }) => (
        <section key={title}>
          <h2>{name}</h2>
          <ul class="cells" aria-label={title}>{cells.map(cell)}</ul>
        </section>
      ))}
    </div>
  );
}

/** As `scrollIntoView`, but nothing beyond the view itself moves: it may be a part of a page. */
function bringIntoSight(cell: Element, scroller: Element): void {
  if (scroller === scroller.ownerDocument.scrollingElement) {
    cell.scrollIntoView({ block: 'nearest' });
    return;
  }
  const [inner, outer] = [cell.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (inner.bottom > outer.bottom) scroller.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}
