// Curves between the two places of events that the right side performs elsewhere, as in a diff of moved code. The numbers say the same.
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Shown } from './folds';
import type { Line } from './lines';

interface Props { lines: readonly Line[]; shown: readonly Shown[]; grid: RefObject<HTMLDivElement | null> }

/** Events in a row that stay in a row elsewhere. Indices in the lines; `to` is the last. */
interface Block { readonly here: Range; readonly there: Range }
interface Range { readonly from: number; to: number }
interface Curve { readonly path: string; readonly key: string }

export function Moves({ lines, shown, grid }: Props) {
  const [drawn, setDrawn] = useState<{ curves: readonly Curve[]; left: number; width: number; height: number }>();

  useLayoutEffect(() => {
    const { current } = grid;
    if (!current) return;
    const draw = () => {
      const rows = [...current.querySelectorAll<HTMLElement>('[data-shown]')];
      const cells = current.querySelector<HTMLElement>('.line .cell.left');
      if (!cells || rows.length !== shown.length) return;
      const left = cells.offsetLeft + cells.offsetWidth;
      const width = parseFloat(getComputedStyle(current).getPropertyValue('--gutter')) || 0;
      const extent = ({ from, to }: Range) => {
        const of = (index: number) => rows[shown.findIndex((each) => (each.kind === 'line' ? each.index === index : each.kind === 'fold' && each.from <= index && index < each.to))]!;
        return { top: of(from).offsetTop + 3, bottom: of(to).offsetTop + of(to).offsetHeight - 3 };
      };
      const curves = blocksOf(lines).map(({ here, there }) => ({ key: lines[here.from]!.key, path: curve(extent(here), extent(there), width) }));
      setDrawn((before) => {
        // Of the lines: what scrolls has the height of this drawing as well.
        const next = { curves, left, width, height: current.offsetHeight };
        return before && JSON.stringify(before) === JSON.stringify(next) ? before : next;
      });
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(current);
    return () => observer.disconnect();
  }, [lines, shown, grid]);

  if (!drawn) return null;
  const { curves, left, width, height } = drawn;
  return (
    <svg class="moves" aria-hidden="true" width={width} height={height} style={{ left: `${left}px` }}>
      {curves.map(({ key, path }) => <path key={key} d={path} />)}
    </svg>
  );
}

export function blocksOf(lines: readonly Line[]): readonly Block[] {
  const there = new Map(lines.flatMap((line, index) => (line.kind === 'movedHere' ? [[line.row, index] as const] : [])));
  const blocks: Block[] = [];
  lines.forEach((line, from) => {
    const to = line.kind === 'moved' ? there.get(line.row) : undefined;
    if (to === undefined) return;
    const last = blocks.at(-1);
    if (last && last.here.to === from - 1 && last.there.to === to - 1) {
      last.here.to = from;
      last.there.to = to;
    } else blocks.push({ here: { from, to: from }, there: { from: to, to } });
  });
  return blocks;
}

interface Extent { readonly top: number; readonly bottom: number }

/** A bracket beside each place, and an arrow from one to the other. */
function curve(here: Extent, there: Extent, width: number): string {
  const bracket = ({ top, bottom }: Extent, x: number, lip: number) => `M${x - lip} ${top}H${x}V${bottom}H${x - lip}`;
  const [from, to] = [(here.top + here.bottom) / 2, (there.top + there.bottom) / 2];
  const [x1, x2] = [5.5, width - 5.5];
  const arrow = `M${x2 - 4} ${to - 3}L${x2} ${to}L${x2 - 4} ${to + 3}`;
  return `${bracket(here, x1, 3)}M${x1} ${from}C${x2} ${from} ${x1} ${to} ${x2} ${to}${arrow}${bracket(there, x2, -3)}`;
}
