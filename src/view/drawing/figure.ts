// A picture that stands alone, in a document or in a mail: above an execution over time what it is about, below what the marks mean.
import type { FileName } from '../messages/ownership';
import type { Finding, Missing, Timeline, TimelineRange } from '../messages/timeline';
import { badge, count, filePaint, line } from './drawing';
import { chooseFinding } from './chosen-finding';
import { hasLastChance, layOut } from './layout';
import type { Measure, Paint, Primitive } from './scene';
import type { Picture } from './svg';
import { timelineScene } from './timeline-scene';

const MARGIN = 12;
const TITLE = 15;
const TEXT = 13;
const SMALL = 11;
const LEADING = 1.4;
/** Of the sample beside each meaning. */
const SAMPLE = 26;

/** Positions, at the left and at the right edge. */
export interface Sight { readonly from: number; readonly to: number }

/**
 * An execution, `width` pixels wide: what is in sight, or else the whole of it. The range is that of all events that are shown. The
 * position has its line unless it is the end.
 */
export function figureOf(timeline: Timeline, range: TimelineRange, width: number, measure: Measure, sight?: Sight): Picture {
  // With room behind the end for what stays as it is.
  const { from, to } = sight ?? { from: 0, to: Math.max(8, timeline.length * 1.16) };
  const geometry = { width, from, to, isStill: timeline.position === timeline.length, measure };
  const part = sight && partOf(timeline, sight);
  const scene = timelineScene(timeline, range, geometry);
  const number = chooseFinding(timeline.findings, timeline.position);
  const finding = number === undefined ? undefined : timeline.findings[number];
  const caption = captionOf(timeline, finding, part, width, measure);
  const legend = legendOf(timeline, range, finding, width, measure, layOut(timeline, geometry).left);
  const below = caption.height + scene.height + 8;
  return {
    width, height: Math.ceil(below + legend.height),
    title: `${timeline.scenario}, Linux ${timeline.kernel}${part === undefined ? '' : `, ${part}`}: ${verdictOf(finding)}`, description: finding ? `${finding.headline} ${finding.explanation}` : `${timeline.length} event${timeline.length === 1 ? '' : 's'} in which nothing goes wrong.`,
    parts: [
      { y: 0, primitives: caption.primitives },
      { y: caption.height, top: scene.top, primitives: scene.body }, { y: caption.height, primitives: scene.head },
      { y: below, primitives: legend.primitives },
    ],
  };
}

/** The events in sight, the latter excluded. */
export function eventsInSight({ length }: Timeline, { from, to }: Sight): Sight {
  return { from: Math.max(0, Math.min(length, Math.floor(from))), to: Math.max(0, Math.min(length, Math.ceil(to))) };
}

function partOf(timeline: Timeline, sight: Sight): string {
  const { from, to } = eventsInSight(timeline, sight);
  return from === to ? 'after the end' : `events ${count(from + 1)} to ${count(to)} of ${count(timeline.length)}`;
}

interface Block {
  readonly primitives: readonly Primitive[];
  readonly height: number;
}

/** The scenario, the kernel, what went wrong, and the sentence that says what should have waited for what. */
function captionOf({ scenario, kernel }: Timeline, finding: Finding | undefined, part: string | undefined, width: number, measure: Measure): Block {
  const primitives: Primitive[] = [];
  let y = MARGIN + TITLE * 0.8;
  let x = MARGIN;
  const say = (text: string, size: number, paint: Paint, bold: boolean): void => {
    const long = measure(text, size, bold);
    primitives.push({ kind: 'text', x, y, text, width: long, size, paint, bold });
    x += long + 10;
  };
  say(scenario, TITLE, 'foreground', true);
  say(`Linux ${kernel}`, TEXT, 'quiet', false);
  if (part !== undefined) say(part, TEXT, 'quiet', false);
  say(verdictOf(finding), TEXT, finding ? 'danger' : 'quiet', finding !== undefined);
  for (const text of finding ? wrap(finding.headline, width - 2 * MARGIN, (part) => measure(part, TEXT, false)) : []) {
    y += TEXT * LEADING;
    x = MARGIN;
    say(text, TEXT, 'foreground', false);
  }
  return { primitives, height: y + MARGIN };
}

function verdictOf(finding: Finding | undefined): string {
  if (!finding) return 'nothing goes wrong';
  return finding.property === undefined ? finding.verdict : `${finding.verdict} ${finding.property}`;
}

/** What the marks that occur mean, in lines as wide as the picture. */
function legendOf(timeline: Timeline, range: TimelineRange, finding: Finding | undefined, width: number, measure: Measure, left: number): Block {
  const primitives: Primitive[] = [];
  let x = left;
  let y = SMALL;
  for (const { text, sample } of meanings(timeline, range, finding, measure)) {
    const long = measure(text, SMALL, false);
    if (x > left && x + SAMPLE + 5 + long > width - MARGIN) {
      x = left;
      y += SMALL * 1.9;
    }
    primitives.push(...sample(x, y - SMALL * 0.85, SAMPLE, SMALL + 2), { kind: 'text', x: x + SAMPLE + 5, y, text, width: long, size: SMALL, paint: 'quiet' });
    x += SAMPLE + 5 + long + 16;
  }
  return { primitives, height: y + MARGIN };
}

interface Meaning {
  readonly text: string;
  /** Drawn in a rectangle. */
  readonly sample: (x: number, y: number, width: number, height: number) => readonly Primitive[];
}

function meanings(timeline: Timeline, { from, to, marks, waits, ownership, mappings, pins, transfers, strays }: TimelineRange, finding: Finding | undefined, measure: Measure): Meaning[] {
  const { lanes, lastChance } = timeline;
  const files = new Map<string, FileName>();
  for (const { owner } of ownership) if (owner) files.set(owner.name, owner);
  const has = (state: string): boolean => ownership.some((each) => each.state === state);
  const [file = { name: '', letter: '?', colour: 1 }] = files.values();
  const paint = filePaint(file.colour);
  const thread = `thread${lanes[marks[0]?.lane ?? 0]?.colour ?? 1}` as const;
  const box = (more: Partial<Extract<Primitive, { kind: 'rect' }>>): Meaning['sample'] => (x, y, width, height) => [{ kind: 'rect', x, y, width, height, radius: 2, ...more }];
  const hatched = (more: Partial<Extract<Primitive, { kind: 'hatch' }>>, stroke: Paint, dash?: readonly number[]): Meaning['sample'] => (x, y, width, height) => [
    { kind: 'rect', x, y, width, height, radius: 2, stroke, ...(dash && { dash }) },
    { kind: 'hatch', x, y, width, height, paint, alpha: 0.5, lean: 'up', gap: 7, lineWidth: 2, ...more },
  ];
  const isInSight = ({ event, otherEvent = event }: Missing): boolean => [event, otherEvent].every((each) => each >= from && each <= to);
  const all: (Meaning | false)[] = [
    { text: 'an event of a thread', sample: box({ fill: thread, alpha: 0.85 }) },
    marks.some(({ kind }) => kind === 'violation') && { text: 'an event that breaks a rule', sample: box({ fill: 'danger' }) },
    marks.some(({ kind }) => kind === 'retry') && { text: 'a retry', sample: box({ fill: 'warning', alpha: 0.3, stroke: 'warning' }) },
    waits.length > 0 && {
      text: waits.some(({ isOpen }) => isOpen) ? 'a thread waits (dashed: for ever, or to the end of what is shown)' : 'a thread waits',
      sample: (x, y, width, height) => [
        { kind: 'rect', x, y, width, height, fill: 'warning', alpha: 0.16, radius: 2 },
        line([x, y + height - 0.5, x + width, y + height - 0.5], 'warning'),
        { kind: 'glyph', shape: 'wait', x: x + width / 2, y: y + height / 2, size: height - 2, paint: 'foreground' },
      ],
    },
    ...[...files.values()].map((each): Meaning => ({
      text: `the block belongs to ${each.name}`,
      sample: (x, y, width, height) => [
        ...box({ fill: filePaint(each.colour), alpha: 0.3, stroke: filePaint(each.colour) })(x, y, width, height),
        ...badge({ geometry: { measure } }, each.letter, filePaint(each.colour), x + width / 2, y + height / 2, height - 2, 'file'),
      ],
    })),
    has('freed') && { text: 'freed, not yet free', sample: hatched({}, paint, [4, 3]) },
    has('orphan') && { text: 'a page in memory that its file has lost', sample: hatched({}, paint, [4, 3]) },
    has('free') && { text: 'free', sample: box({ stroke: 'quiet', dash: [1, 3] }) },
    mappings.length > 0 && {
      text: 'mapped: a thread can use the block', sample: (x, y, width, height) => [
        line([x + 1, y + height / 2, x + width - 1, y + height / 2], thread, 1.5),
        ...[x + 1, x + width - 1].map((end) => line([end, y + height / 2 - 3, end, y + height / 2 + 3], thread, 1.5)),
      ],
    },
    pins.length > 0 && {
      text: 'pinned: a device may use the block', sample: (x, y, width, height) => [line([x + 1, y + height, x + 1, y + 4, x + width - 1, y + 4, x + width - 1, y + height], 'foreground', 1.5)],
    },
    transfers.length > 0 && { text: 'a device has the block', sample: hatched({ alpha: 0.55, lean: 'down', gap: 6 }, paint) },
    strays.length > 0 && { text: 'stray: it is somebody else’s block by now', sample: box({ fill: paint, stroke: 'danger', lineWidth: 2.5 }) },
    (finding?.race ?? finding?.loop) !== undefined && { text: finding?.race ? 'the window of the race' : 'what can repeat for ever', sample: box({ fill: 'danger', alpha: 0.1 }) },
    finding?.missing !== undefined && isInSight(finding.missing) && {
      text: finding.missing.kind === 'wait' ? 'the wait that is missing' : 'the wake-up that is missing',
      sample: (x, y, width, height) => [line([x, y + height / 2, x + width, y + height / 2], 'danger', 1.5, { dash: [4, 3], arrow: true })],
    },
    hasLastChance(timeline) && lastChance!.event >= from && lastChance!.event < to && {
      text: 'after it no order of events goes right', sample: (x, y, width, height) => [line([x + width / 2, y, x + width / 2, y + height], 'warning', 1, { dash: [2, 3] })],
    },
  ];
  return all.filter((meaning) => meaning !== false);
}

/** Lines that are no wider than the room, if words are not. */
function wrap(text: string, room: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && measure(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
