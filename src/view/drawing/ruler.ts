// The head: numbers of events, the position, forks, what the race is about.
import { count, line, type Drawing } from './drawing';
import { RULER, visible } from './layout';
import type { Spot } from './labels';
import type { Primitive } from './scene';

/** Between two numbers. */
const APART = 64;

export function drawRuler({ timeline, layout, head, headLabels }: Drawing): void {
  const { left, right, perEvent, geometry } = layout;
  head.push(
    { kind: 'rect', x: 0, y: 0, width: geometry.width, height: layout.top, fill: 'paper' },
    line([left, RULER - 0.5, right, RULER - 0.5], 'line'),
  );
  const step = niceStep(APART / perEvent);
  const first = Math.ceil((geometry.from + 0.5) / step) * step;
  const last = Math.min(timeline.length, geometry.to + 0.5);
  for (let number = Math.max(step, first); number <= last; number += step) {
    const x = layout.x(number - 0.5);
    head.push(line([x, RULER - 4, x, RULER - 1], 'quiet'));
    headLabels.add({ forms: [count(number)], spots: [{ x, y: RULER - 7, room: APART, anchor: 'middle' }], importance: 1, paint: 'quiet', size: 11 });
  }
}

/** What was changed by hand is nobody's event: it has no lane. */
export function drawEdits({ range, layout, body, head }: Drawing): void {
  for (const { lane, event } of range.marks) {
    const seen = lane < 0 ? visible(layout, event, event + 1, 1) : undefined;
    if (!seen) continue;
    const x = seen.x + seen.width / 2;
    body.push(line([x, layout.top, x, layout.height], 'accent', 1, { dash: [6, 3] }));
    head.push({ kind: 'glyph', shape: 'edit', x, y: RULER - 6, size: 10, paint: 'accent' }, line([x, RULER, x, layout.top], 'accent', 1, { dash: [6, 3] }));
  }
}

/** 1, 2, 5, 10 … */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** The position: a line through everything, and how many events have happened. */
export function drawPosition({ timeline, layout, body, head, headLabels }: Drawing): void {
  if (layout.geometry.isStill) return;
  if (!visible(layout, timeline.position, timeline.position, 1) && timeline.position !== layout.geometry.to) return;
  const x = Math.min(layout.right, layout.x(timeline.position));
  body.push(line([x, layout.top, x, layout.height], 'foreground', 1.5));
  head.push(line([x, RULER - 5, x, layout.top], 'foreground', 1.5));
  const room = 90;
  const y = RULER - 7;
  const isInside = x > layout.left + room / 2 && x < layout.right - room / 2;
  const spots: Spot[] = [...isInside ? [{ x, y, room, anchor: 'middle' } as const] : [], { x: layout.right, y, room, anchor: 'end' }, { x: layout.left, y, room }];
  headLabels.add({
    forms: [`${count(timeline.position)} of ${count(timeline.length)}`, count(timeline.position)],
    spots, importance: 100, paint: 'paper', size: 11, bold: true, pad: 6,
    withIt: (box): Primitive[] => [{
      kind: 'rect', x: box.x - 5, y: 1, width: box.width + 10, height: 15, fill: 'foreground', radius: 4,
    }],
  });
}

/** Futures that were left: each leaves the line of the recorded events where it parts from it. */
export function drawBranches({ timeline, layout, head, headLabels }: Drawing): void {
  layout.branches.forEach((y, index) => {
    const { position, length, label, lane } = timeline.branches[index]!;
    const [start, end] = [layout.x(position), layout.x(position + length)];
    if (end <= layout.left || start >= layout.right) return;
    const colour = timeline.lanes[lane]?.colour;
    const paint = colour === undefined ? 'quiet' as const : `thread${colour}` as const;
    const from = Math.max(layout.left, start);
    const to = Math.min(layout.right, Math.max(end, start + 12));
    const points = start >= layout.left ? [start, RULER - 1, Math.min(to, start + 7), y] : [from, y];
    head.push(line([...points, to, y], paint, 2), { kind: 'rect', x: to - 3, y: y - 3, width: 6, height: 6, fill: paint, radius: 3 });
    headLabels.add({
      forms: [label, label.replace(/:.*/, '')], importance: 30, paint: 'foreground', size: 11, halo: true, cutTo: 6,
      spots: [
        { x: from + 14, y: y + 4, room: to - from - 26 }, { x: to + 8, y: y + 4, room: layout.right - to - 10 },
        { x: from - 6, y: y + 4, room: from - layout.left - 6, anchor: 'end' },
      ],
    });
  });
}
