// A bar a block: whose it is, who has mapped and pinned it, what devices do with it.
import type { Ownership, Stray, TransferSpan } from '../messages/timeline';
import { badge, filePaint, line, threadPaint, type Drawing } from './drawing';
import { drawMappings, drawPins } from './holders';
import { endOf, title, visible } from './layout';
import type { Spot } from './labels';
import type { Row } from './rows';
import type { Paint, Rect } from './scene';

/** Narrower than this, in pixels, a span has its colour only: hundreds of them would be a grey of edges and stripes. */
const PLAIN = 5;
/** Narrower than this there is no room for a word or a letter. */
const WORDLESS = 11;
/** Connectors from the lane that changed a bar are drawn while they can be told apart. */
const CONNECTORS = 24;

export function drawBars(drawing: Drawing): void {
  const { timeline, range, layout, body, labels } = drawing;
  const { sizes: { font }, names: { left, right } } = layout;
  for (const { index } of layout.bars) within(drawing, index, (row) => {
    const text = title(layout, timeline.bars[index]!.title, right - left - 12);
    const width = layout.geometry.measure(text, font, false);
    body.push({ kind: 'text', x: left, y: row.title, text, width, size: font, paint: 'foreground' });
    labels.block({ x: left, y: row.title - font, width, height: font + 3 });
  });
  drawConnectors(drawing);
  for (const span of range.ownership) within(drawing, span.bar, (row) => drawOwnership(drawing, row, span));
  for (const span of range.transfers) within(drawing, span.bar, (row) => drawTransfer(drawing, row, span));
  drawMappings(drawing);
  drawPins(drawing);
  for (const span of range.ownership) within(drawing, span.bar, (row) => drawChange(drawing, row, span));
  for (const stray of range.strays) within(drawing, stray.bar, (row) => drawStray(drawing, row, stray));
}

function within({ layout }: Drawing, bar: number, draw: (row: Row) => void): void {
  const row = layout.bar(bar);
  if (row) draw(row);
}

/** From the event that changed a block down to the block. */
function drawConnectors({ timeline, range, layout, body }: Drawing): void {
  const changes = range.ownership.filter(({ by, from }) => by !== undefined && from > range.from && visible(layout, from, from, 1));
  if (changes.length > CONNECTORS) return;
  for (const { by, bar, from } of changes) {
    const [lane, row] = [layout.lane(by), layout.bar(bar)];
    if (!lane || !row) continue;
    const x = layout.x(from);
    body.push(line([x, lane.at + lane.height / 2, x, row.at], threadPaint(timeline.lanes[by!]!.colour), 1, { dash: [2, 2] }));
  }
}

/** Who did it, on the edge of the bar and in words below it. */
function drawChange({ timeline, layout, labels }: Drawing, row: Row, { state, owner, from, by }: Ownership): void {
  const lane = by === undefined ? undefined : timeline.lanes[by];
  if (!lane || row.notes === undefined || !visible(layout, from, from, 1)) return;
  const x = layout.x(from);
  const size = layout.sizes.font - 1;
  const paint = threadPaint(lane.colour);
  const say = owner && state === 'owned' ? `${lane.name} takes it for ${owner.name}`
    : state === 'freed' ? `${lane.name} frees it` : state === 'free' ? `${lane.name} commits that` : `${lane.name} takes it out`;
  const after: Spot = { x: x + 3, y: row.notes, room: layout.right - x - 3 };
  const before: Spot = { x: x - 4, y: row.notes, room: x - layout.left - 4, anchor: 'end' };
  labels.add({
    forms: [say, say.replace(/ for .*/, ''), lane.name], importance: state === 'free' ? 44 : 46, paint: 'foreground', size, halo: true, pad: 4,
    // Who takes a block comes after who has let go of it, and has less room.
    spots: state === 'owned' ? [after, before] : [before, after],
    withIt: () => [line([x, row.at + row.height, x, row.notes! + 2], paint, 1, { dash: [2, 2] })],
  });
  const side = size + 2;
  labels.add({
    forms: [''], spots: [{ x: x - side / 2, y: row.at - side * 0.2, room: side }], importance: 75, paint: 'paper', size, lead: side,
    withIt: () => badge(layout, lane.letter, paint, x, row.at - side / 2, side, 'thread'),
  });
}

function drawOwnership({ timeline, layout, body, labels }: Drawing, row: Row, span: Ownership): void {
  const seen = visible(layout, span.from, endOf(timeline, span.to));
  if (!seen || seen.width < 0.5) return;
  const { state, owner, index, by } = span;
  const paint: Paint = owner ? filePaint(owner.colour) : 'quiet';
  if (seen.width < PLAIN) {
    if (state !== 'free') body.push({ kind: 'rect', ...seen, y: row.at, height: row.height, fill: paint, alpha: state === 'owned' ? 0.45 : 0.2 });
    return;
  }
  const box = { x: seen.x + 0.5, y: row.at + 0.5, width: Math.max(0.5, seen.width - 1), height: row.height - 1 };
  const rect: Omit<Rect, 'fill'> = { kind: 'rect', ...box, radius: 2 };
  switch (state) {
    case 'owned':
      body.push({ ...rect, fill: paint, alpha: 0.3, stroke: paint });
      break;
    case 'freed':
    case 'orphan':
      body.push({ ...rect, stroke: paint, dash: [4, 3] }, { kind: 'hatch', ...box, paint, alpha: 0.5, lean: 'up', gap: 7, lineWidth: 2 });
      break;
    case 'mixed':
      body.push({ ...rect, fill: 'quiet', alpha: 0.25 }, { kind: 'hatch', ...box, paint: 'foreground', alpha: 0.35, lean: 'down', gap: 4, lineWidth: 1 });
      break;
    case 'free':
      body.push({ ...rect, stroke: 'quiet', dash: [1, 3] });
  }
  const actor = row.notes !== undefined || by === undefined ? undefined : timeline.lanes[by]?.name;
  labels.block(box);
  if (box.width < WORDLESS) return;
  const { font } = layout.sizes;
  const isLoud = state === 'owned';
  const [size, side] = [isLoud ? font : font - 1, Math.max(9, Math.min(font + 3, row.height - 4, box.width - 4))];
  const middle = box.y + box.height / 2;
  const letter = state === 'mixed' ? undefined : owner?.letter;
  const needsHalo = state === 'freed' || state === 'orphan' || state === 'mixed';
  labels.add({
    forms: [...formsOf(state, owner?.name, index, actor), ...letter === undefined ? [] : ['']], inside: box,
    spots: [{ x: box.x + 2, y: middle + font * 0.35, room: box.width - 4 }, { x: box.x + box.width - 4, y: middle + font * 0.35, room: box.width - 4, anchor: 'end' }],
    importance: isLoud ? 70 : 65, size, paint: state === 'free' ? 'quiet' : 'foreground', bold: isLoud, halo: needsHalo, lead: letter === undefined ? 0 : side,
    ...(isLoud && { cutTo: 3 }),
    ...(letter !== undefined && { withIt: ({ x }) => badge(layout, letter, paint, x + side / 2, middle, side, 'file') }),
  });
}

/** Longest first. */
function formsOf(state: Ownership['state'], owner: string | undefined, index: number | undefined, by: string | undefined): string[] {
  const page = owner === undefined ? 'owned' : index === undefined ? owner : `${owner} page ${index}`;
  switch (state) {
    case 'owned': return [...by === undefined ? [] : [`${page}, since ${by} took it`], page, owner ?? 'owned'];
    case 'freed': return [...by === undefined ? [] : [`freed by ${by}, not committed`, `freed by ${by}`], 'freed, not committed', 'freed'];
    case 'orphan': return [...by === undefined ? [] : [`orphan, taken out by ${by}`], 'orphan'];
    case 'mixed': return ['changes often'];
    case 'free': return ['free'];
  }
}

/** A hatched band at the foot of the bar, in the colour of the file that the transfer is for. */
function drawTransfer({ timeline, layout, body, labels }: Drawing, row: Row, span: TransferSpan): void {
  const seen = visible(layout, span.from, endOf(timeline, span.to), 2);
  if (!seen) return;
  const paint: Paint = span.home ? filePaint(span.home.colour) : 'quiet';
  const [y, height] = [row.at + row.height, layout.sizes.transfer - 1];
  if (seen.width < PLAIN) {
    body.push({ kind: 'rect', ...seen, y, height, fill: paint, alpha: 0.55 });
    return;
  }
  body.push(
    { kind: 'rect', x: seen.x, y, width: seen.width, height, stroke: paint, radius: 1 },
    { kind: 'hatch', x: seen.x, y, width: seen.width, height, paint, alpha: 0.55, lean: span.direction === 'in' ? 'down' : 'up', gap: 6, lineWidth: 2 },
  );
  if (seen.width < WORDLESS) return;
  const size = layout.sizes.font - 2;
  const verb = span.direction === 'in' ? 'writes' : 'reads';
  labels.add({
    forms: span.home ? [`${span.device} ${verb} for ${span.home.name}`, `${span.device} for ${span.home.letter}`, span.home.letter] : [`${span.device} ${verb}`, span.device],
    spots: [{ x: seen.x + 6, y: y + height / 2 + size * 0.36, room: seen.width - 12 }],
    importance: 40, paint: 'foreground', size, halo: true,
  });
}

/** One colour in a bar of another, with the letter of the file it is for. */
function drawStray({ timeline, layout, body, labels }: Drawing, row: Row, stray: Stray): void {
  const seen = visible(layout, stray.event, stray.event + 1, 6);
  if (!seen) return;
  const paint: Paint = stray.home ? filePaint(stray.home.colour) : 'danger';
  const device = layout.lane(timeline.lanes.findIndex(({ name }) => name === stray.device));
  const x = seen.x + seen.width / 2;
  if (device) body.push(line([x, device.at + device.height, x, row.at - 3], 'danger', 1.5, { arrow: true }));
  const box = { x: seen.x, y: row.at - 2, width: seen.width, height: row.height + 4 };
  body.push({ kind: 'rect', ...box, fill: paint, stroke: 'danger', lineWidth: 2.5, radius: 2 });
  labels.block(box);
  const { font } = layout.sizes;
  if (stray.home && box.width >= font) body.push(...badge(layout, stray.home.letter, paint, x, row.at + row.height / 2, Math.min(box.width - 2, font + 2), 'file'));
  const text = stray.home ? `${stray.device} writes for ${stray.home.name}` : `${stray.device} writes into it`;
  const y = row.at + row.height / 2 + font * 0.35;
  const below = row.at + row.height + Math.max(layout.sizes.transfer * 0.8, font * 0.8 + 1);
  labels.add({
    forms: [`stray: ${text}`, text, 'stray'], importance: 90, paint: 'danger', size: font, bold: true, halo: true,
    spots: [
      { x: seen.x + seen.width + 5, y, room: layout.right - seen.x - seen.width - 8 },
      { x: seen.x - 5, y: below, room: seen.x - layout.left, anchor: 'end' },
      { x: seen.x + seen.width, y: below, room: seen.x + seen.width - layout.left, anchor: 'end' },
    ],
  });
}
