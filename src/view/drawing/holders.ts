// Who has a block: brackets over it from the pin to the unpin, one inside the other where they overlap, and above them a line from the
// mapping to the end of it.
import type { MappingSpan, PinSpan } from '../messages/timeline';
import { line, threadPaint, type Drawing } from './drawing';
import { endOf, visible } from './layout';
import type { Paint } from './scene';

/** Narrower than this, in pixels, there is no room for words. */
const WORDLESS = 22;
/** From one level of spans that overlap to the next. */
const LEVEL = 3;

export function drawPins(drawing: Drawing): void {
  const { layout, body, labels, range } = drawing;
  const { font, pins } = layout.sizes;
  eachSpan(drawing, range.pins, (span, { x, width }, isCut, level) => {
    const row = layout.bar(span.bar)!;
    const top = row.at - pins + 5 + level * LEVEL;
    const foot = row.at - 1;
    body.push(line([x + 1, foot, x + 1, top, x + width - 1, top, ...isCut ? [] : [x + width - 1, foot]], 'foreground', 1.5));
    if (width < WORDLESS) return;
    labels.add({
      forms: [`pinned by ${span.holder}`, span.holder], spots: [{ x: x + 5, y: top + font * 0.34, room: width - 10 }], lead: 14,
      importance: 50, paint: 'foreground', size: font - 1, halo: true, cutTo: 5,
      withIt: (box) => [
        { kind: 'rect', x: box.x, y: top - font / 2, width: 15, height: font, fill: 'paper' },
        { kind: 'glyph', shape: 'pin', x: box.x + 8, y: top, size: font - 1, paint: 'foreground' },
      ],
    });
  });
}

export function drawMappings(drawing: Drawing): void {
  const { timeline, layout, body, labels, range } = drawing;
  const { font } = layout.sizes;
  eachSpan(drawing, range.mappings, (span, { x, width }, isCut, level) => {
    const y = (layout.bar(span.bar)!.mappings ?? NaN) + 3 + level * LEVEL;
    if (Number.isNaN(y)) return;
    const colour = timeline.lanes[span.lane]?.colour;
    const paint: Paint = colour === undefined ? 'quiet' : threadPaint(colour);
    const [start, end] = [x + 1, x + width - 1];
    // In one line: there may be hundreds of them.
    body.push(line([start, y - 2, start, y + 3, start, y, end, y, ...isCut ? [] : [end, y - 2, end, y + 3]], paint, 1.5));
    if (width < WORDLESS) return;
    const size = font - 2;
    labels.add({
      forms: [`mapped by ${span.holder}`, span.holder], spots: [{ x: x + 5, y: y + size * 0.36, room: width - 10 }], lead: 12,
      importance: 45, paint: 'foreground', size, halo: true, cutTo: 5,
      withIt: (box) => [
        { kind: 'rect', x: box.x, y: y - size / 2, width: 13, height: size, fill: 'paper' },
        { kind: 'glyph', shape: 'map', x: box.x + 6, y, size, paint: 'foreground' },
      ],
    });
  });
}

/** The spans of bars in sight; `level`: how many of the same bar are still there when this one begins, up to two; `isCut`: the end is not seen. */
function eachSpan<Span extends PinSpan | MappingSpan>(
  { timeline, layout }: Drawing, spans: readonly Span[], draw: (span: Span, seen: { x: number; width: number }, isCut: boolean, level: number) => void,
): void {
  const ends = new Map<number, number[]>();
  for (const span of spans) {
    const seen = layout.bar(span.bar) && visible(layout, span.from, endOf(timeline, span.to), 2);
    if (seen) draw(span, seen, span.isOpen || layout.x(span.to) > layout.right, levelOf(ends, span));
  }
}

function levelOf(ends: Map<number, number[]>, { bar, from, to }: PinSpan | MappingSpan): number {
  const levels = ends.get(bar) ?? [];
  ends.set(bar, levels);
  let level = levels.findIndex((end) => end <= from);
  if (level < 0) level = Math.min(2, levels.length);
  levels[level] = to;
  return level;
}
