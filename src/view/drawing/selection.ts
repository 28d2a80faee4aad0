// What the user has chosen on the picture: it is drawn on top of it.
import { line, type Drawing } from './drawing';
import { RULER, visible } from './layout';
import type { Row } from './rows';

export interface Selection {
  /** A place in a lane or in a bar. */
  readonly focus?: { readonly kind: 'lane' | 'bar'; readonly index: number; readonly event: number };
  /** Who woke whom: from an event to the first one that it made possible. */
  readonly wake?: { readonly from: Place; readonly to: Place };
  /** Events that a search has found, in ascending order. */
  readonly found?: readonly number[];
}

export interface Place {
  readonly lane: number;
  readonly event: number;
}

export function drawSelection(drawing: Drawing, { focus, wake, found = [] }: Selection): void {
  const { layout, body, head } = drawing;
  const row = focus && (focus.kind === 'lane' ? layout.lane(focus.index) : layout.bar(focus.index));
  if (focus && row) ring(drawing, row, focus.event);
  if (wake) drawWake(drawing, wake.from, wake.to);
  let last = -Infinity;
  for (const event of found) {
    const x = layout.x(event + 0.5);
    if (x < layout.left || x > layout.right || x - last < 2) continue;
    last = x;
    head.push(line([x, RULER - 7, x, RULER - 1], 'accent', 2));
    body.push(line([x, layout.top, x, layout.height], 'accent', 1, { alpha: 0.35 }));
  }
}

function ring({ layout, body }: Drawing, row: Row, event: number): void {
  const seen = visible(layout, event, event + 1, 6);
  if (seen) body.push({ kind: 'rect', x: seen.x - 2, y: row.at - 3, width: seen.width + 4, height: row.height + 6, stroke: 'focus', lineWidth: 2, radius: 3 });
}

function drawWake({ layout, body }: Drawing, from: Place, to: Place): void {
  const [start, end] = [layout.lane(from.lane), layout.lane(to.lane)];
  if (!start || !end) return;
  const [x1, x2] = [layout.x(from.event + 0.5), layout.x(to.event)];
  const y1 = start.at < end.at ? start.at + start.height : start.at;
  const y2 = start.at < end.at ? end.at : end.at + end.height;
  body.push(line([x1, y1, x1, (y1 + y2) / 2, x2, (y1 + y2) / 2, x2, y2], 'focus', 2, { arrow: true }));
}
