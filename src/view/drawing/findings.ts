// What went wrong: flags, and the window of one race between its two accesses.
import type { Access, Finding, Missing } from '../messages/timeline';
import { count, line, type Drawing } from './drawing';
import { hasLastChance, visible, type Layout } from './layout';
import type { Spot } from './labels';
import type { Paint, Primitive } from './scene';

/** How important the words of the finding are whose window is shown, at least. */
const SHOWN = 94;
const LAST_CHANCE = 70;

export function drawWindow({ timeline, layout, body, finding }: Drawing): void {
  const { race, loop } = (finding === undefined ? undefined : timeline.findings[finding]) ?? {};
  const window = race ? { from: race.first.event, to: race.end + 1 } : loop;
  if (!window) return;
  const seen = visible(layout, window.from, window.to, 2);
  if (seen) body.push({ kind: 'rect', x: seen.x, y: layout.top, width: seen.width, height: layout.height - layout.top, fill: 'danger', alpha: 0.07 });
}

export function drawFindings(drawing: Drawing): void {
  const { timeline, layout, body, finding } = drawing;
  timeline.findings.forEach((each, index) => {
    if (index !== finding) callOut(drawing, each.event, each.lane, numbered(each.event, [verdict(each)]), 'danger', 60);
  });
  drawLastChance(drawing);
  const shown = finding === undefined ? undefined : timeline.findings[finding];
  if (!shown) return;
  const { race, missing, loop } = shown;
  if (race) {
    // Before the window, whose room is for what ended it.
    callOut(drawing, race.first.event, race.first.lane, numbered(race.first.event, sentences(drawing, race.first)), 'foreground', 95, 'left');
    const [what, short] = sentences(drawing, race.second);
    const isHere = missing?.kind === 'wait' && missing.lane === race.second.lane && missing.event === race.second.event;
    const brief = isHere && shown.brief !== undefined ? [shown.brief] : [];
    const should = isHere ? [`${what}: ${missing.label}`] : [];
    // What is cut off, if it must be, is the last form.
    callOut(drawing, race.second.event, race.second.lane, [...numbered(race.second.event, [...should, ...brief, what, short]), ...brief], 'danger', 96);
  }
  if (!race || shown.event !== race.second.event) {
    const brief = race || shown.brief === undefined ? [] : [`${verdict(shown)}: ${shown.brief}`];
    const wake = missing?.kind === 'wake' ? [`${verdict(shown)}: ${missing.label}`] : [];
    callOut(drawing, shown.event, shown.lane, numbered(shown.event, [...brief, ...wake, verdict(shown), shown.verdict]), 'danger', SHOWN);
  }
  if (loop) callOut(drawing, loop.from, undefined, [`events ${count(loop.from + 1)} to ${count(loop.to)} can repeat for ever`], 'danger', 95, 'left');
  if (missing) drawMissing(layout, body, missing);
}

function drawLastChance(drawing: Drawing): void {
  const { timeline, layout, body } = drawing;
  const { lastChance } = timeline;
  if (!lastChance || !hasLastChance(timeline) || !visible(layout, lastChance.event, lastChance.event + 1, 2)) return;
  // Between the last position from which it can go right and the first from which it cannot.
  const x = layout.x(lastChance.event + 1);
  if (x >= layout.left && x <= layout.right) body.push(line([x, layout.top, x, layout.height], 'warning', 1, { dash: [2, 3] }));
  callOut(drawing, lastChance.event, lastChance.lane, numbered(lastChance.event, ['point of no return']), 'warning', LAST_CHANCE);
}

/** From who should have waited to what it should have waited for; from who should have woken to who sleeps. */
function drawMissing(layout: Layout, body: Primitive[], { kind, lane, event, other, otherEvent }: Missing): void {
  const here = layout.lane(lane);
  const there = layout.lane(other);
  if (!here || !there || otherEvent === undefined) return;
  const ends = [{ row: here, x: layout.x(event + 0.5) }, { row: there, x: layout.x(otherEvent + 0.5) }] as const;
  if (ends.some(({ x }) => x < layout.left || x > layout.right)) return;
  const isAbove = here.at < there.at;
  const points = ends.map(({ row, x }) => [x, (row === here) === isAbove ? row.at + row.height : row.at]);
  if (kind === 'wake') points.reverse();
  body.push(line(points.flat(), 'danger', 1.5, { dash: [4, 3], arrow: true }));
}

/** With the number of the event, as far as there is room for it. */
function numbered(event: number, texts: readonly string[]): string[] {
  return [...texts.map((text) => `${count(event + 1)} ${text}`), ...texts];
}

function verdict({ verdict: word, property }: Finding): string {
  return property === undefined ? word : `${word} ${property}`;
}

function sentences({ timeline }: Drawing, { lane, label }: Access): [string, string] {
  const name = timeline.lanes[lane]?.name;
  return name === undefined ? [label, label] : [`${name} ${label}`, label];
}

/** Words in the head, with a line from there to the event. */
function callOut({ layout, body, head, headLabels }: Drawing, event: number, lane: number | undefined, texts: readonly string[], paint: Paint, importance: number, side: 'left' | 'right' = 'right'): void {
  if (!visible(layout, event, event + 1, 2)) return;
  const x = Math.max(layout.left, Math.min(layout.right, layout.x(event + 0.5)));
  const row = layout.lane(lane);
  const beside = [
    (y: number): Spot => ({ x: x + 5, y, room: layout.right - x - 5 }),
    (y: number): Spot => ({ x: x - 5, y, room: x - layout.left - 5, anchor: 'end' }),
  ];
  const atEdges = [
    (y: number): Spot => ({ x: layout.left, y, room: layout.right - layout.left }),
    (y: number): Spot => ({ x: layout.right, y, room: layout.right - layout.left, anchor: 'end' }),
  ];
  if (side === 'left') beside.reverse();
  if (x > (layout.left + layout.right) / 2) atEdges.reverse();
  // What must be said stands where it can, the nearer edge first.
  const spots = [...beside, ...importance < SHOWN ? [] : atEdges].flatMap((spot) => layout.callouts.map(spot));
  headLabels.add({
    forms: texts, spots: spots.filter(({ room }) => room > 20),
    // The colour of warnings is too pale for words on light paper.
    importance, paint: paint === 'warning' ? 'foreground' : paint, size: layout.sizes.font, bold: paint === 'danger', halo: true, cutTo: 8, pad: 5,
    withIt: (box) => {
      const end = row ? row.at : layout.top;
      body.push(line([x, layout.top, x, Math.max(layout.top, end)], paint, 1));
      head.push(line([x, box.y + box.height / 2, x, layout.top], paint, 1));
      return [];
    },
  });
}
