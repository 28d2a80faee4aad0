// A lane a thread: where it does something, and where it cannot.
import type { Lane, Mark, Wait } from '../messages/timeline';
import { badge, count, line, threadPaint, type Drawing } from './drawing';
import type { Box } from './labels';
import { title, visible } from './layout';
import type { Row } from './rows';
import type { Paint, Primitive } from './scene';

/** Below so many pixels an event, events are drawn as columns. */
export const SINGLE = 3;
/** What has happened at the position, and what has not yet: how strong it is drawn. */
const DONE = 0.85;
const FUTURE = 0.3;

export function drawLanes(drawing: Drawing): void {
  const { timeline, range, layout, body } = drawing;
  for (const { index } of layout.lanes) onRow(index, (row) => {
    drawTitle(drawing, row, timeline.lanes[index]!);
    const middle = row.at + row.height / 2;
    body.push(line([layout.left, middle, layout.right, middle], 'line', 1, { alpha: 0.35 }));
  });
  for (const wait of range.waits) onRow(wait.lane, (row) => drawWait(drawing, row, wait));
  const isSingle = range.step === 1 && layout.perEvent >= SINGLE;
  const marks = range.marks.filter(({ lane }) => layout.lane(lane));
  if (!isSingle) drawColumns(drawing, marks);
  for (const mark of marks) onRow(mark.lane, (row) => (isSingle ? drawMark : drawSmall)(drawing, row, mark));

  function onRow(lane: number, draw: (row: Row) => void): void {
    const row = layout.lane(lane);
    if (row) draw(row);
  }
}

function drawTitle({ layout, body, labels }: Drawing, row: Row, { name, letter, colour }: Lane): void {
  const { sizes, names } = layout;
  const side = Math.min(sizes.font + 3, sizes.lane - 1);
  const start = names.left;
  const text = title(layout, name, names.right - start - side - 12);
  const width = layout.geometry.measure(text, sizes.font, false);
  body.push(
    ...badge(layout, letter, threadPaint(colour), start + side / 2, row.title - sizes.font * 0.36, side, 'thread'),
    { kind: 'text', x: start + side + 5, y: row.title, text, width, size: sizes.font, paint: 'foreground' },
  );
  labels.block({ x: start, y: row.title - sizes.font, width: side + 5 + width, height: sizes.font + 3 });
}

function drawWait({ layout, body, labels }: Drawing, row: Row, wait: Wait): void {
  const seen = visible(layout, wait.from, wait.isOpen ? Infinity : wait.to, 1);
  if (!seen) return;
  const { x, width } = seen;
  const { at: y, height } = row;
  body.push(
    { kind: 'rect', x, y, width, height, fill: 'warning', alpha: 0.16, radius: 2 },
    line([x, y + height - 0.5, x + width, y + height - 0.5], 'warning', 1, wait.isOpen ? { dash: [3, 3] } : {}),
  );
  const box = { x, y, width, height };
  labels.block(box);
  if (width < 14) return;
  const { font } = layout.sizes;
  const middle = y + height / 2;
  labels.add({
    forms: [wait.count > 1 ? `${count(wait.count)} waits` : wait.cause, ''], inside: box, spots: [{ x: x + 2, y: middle + font * 0.34, room: width - 4 }],
    importance: 60, paint: 'foreground', size: font - 1, lead: font, cutTo: 5,
    withIt: ({ x: start }) => [{ kind: 'glyph', shape: 'wait', x: start + font / 2, y: middle, size: font, paint: 'foreground' }],
  });
}

const kinds = { violation: 'danger', retry: 'warning', edit: 'foreground' } as const;
const shapes = { violation: 'flag', retry: 'retry', edit: 'edit' } as const;

/** An event that has room of its own: a box with what it is and its text, as far as that fits. */
function drawMark({ timeline, layout, body, labels }: Drawing, row: Row, mark: Mark): void {
  const { event, kind, text: told = '' } = mark;
  const seen = visible(layout, event, event + 1);
  if (!seen) return;
  const isDone = event < timeline.position;
  const gap = layout.perEvent > 6 ? 1 : 0.5;
  const box = { x: seen.x + gap / 2, y: row.at, width: Math.max(1, seen.width - gap), height: row.height };
  body.push({
    kind: 'rect', ...box, fill: kind === 'event' ? threadPaint(timeline.lanes[mark.lane]!.colour) : kinds[kind],
    alpha: kind === 'retry' ? FUTURE : isDone ? DONE : FUTURE, radius: Math.min(2.5, box.width / 3),
    ...(event === timeline.position - 1 && !layout.geometry.isStill ? { stroke: 'foreground', lineWidth: 1.5 } : kind === 'retry' && { stroke: 'warning' }),
  });
  labels.block(box);
  if (box.width < 9) return;
  const size = layout.sizes.font - 1;
  const middle = row.at + row.height / 2;
  // Nothing light or dark can be read on a warning's colour in every theme.
  const paint: Paint = isDone && kind !== 'retry' ? 'paper' : 'foreground';
  const said = told.replace(/^[\w.]+: /, '');
  const number = mark.retry === undefined ? [] : [`${count(mark.retry)}: ${said}`, count(mark.retry)];
  // Where there is no room for both the number of a retry says more than its symbol.
  const hasGlyph = kind !== 'event' && (number.length === 0 || box.width > size * 2 + 8);
  labels.add({
    forms: [...number, ...kind === 'retry' ? [] : [told, said], ...hasGlyph ? [''] : []], inside: box, importance: 62, paint, size, cutTo: 6,
    spots: [box.width < 48
      ? { x: box.x + box.width / 2, y: middle + size * 0.36, room: box.width - 2, anchor: 'middle' }
      : { x: box.x + 4, y: middle + size * 0.36, room: box.width - 6 }],
    ...(hasGlyph && {
      lead: size, withIt: ({ x }: Box): Primitive[] => [{ kind: 'glyph', shape: shapes[kind], x: x + size / 2, y: middle, size: size - 1, paint }],
    }),
  });
}

/** What must be seen however small it is. */
function drawSmall({ layout, body, labels }: Drawing, row: Row, { event, kind }: Mark): void {
  const seen = kind === 'event' ? undefined : visible(layout, event, event + 1, 3);
  if (!seen || kind === 'event') return;
  const box = { x: seen.x, y: row.at - 2, width: seen.width, height: row.height + 4 };
  body.push({ kind: 'rect', ...box, fill: kinds[kind], radius: 1 });
  labels.block(box);
}

/** Events that have none: columns as high as the thread has been busy. */
function drawColumns({ timeline, range, layout, body }: Drawing, marks: readonly Mark[]): void {
  interface Strip { xs: number[]; heights: number[] }
  const strips = new Map<string, Strip>();
  const width = Math.max(1, range.step * layout.perEvent);
  for (const { lane, event, count: events } of marks) {
    const x = layout.x(event);
    if (x + width <= layout.left || x >= layout.right) continue;
    const key = `${lane} ${event < timeline.position ? DONE : FUTURE}`;
    let strip = strips.get(key);
    if (!strip) strips.set(key, strip = { xs: [], heights: [] });
    strip.xs.push(Math.max(layout.left, x));
    strip.heights.push(layout.lane(lane)!.height * (0.3 + 0.7 * Math.min(1, events / range.step)));
  }
  for (const [key, { xs, heights }] of strips) {
    const [lane, alpha] = key.split(' ').map(Number) as [number, number];
    const { at, height } = layout.lane(lane)!;
    body.push({ kind: 'columns', paint: threadPaint(timeline.lanes[lane]!.colour), alpha, bottom: at + height, width, xs, heights });
  }
}
