import type { Timeline } from '../messages/timeline';
import { moved, rowsOf, type Row, type Rows } from './rows';
import type { Measure } from './scene';
import { narrowArrangements, wideArrangements, type Arrangement, type Sizes } from './sizes';
import { fit } from './text-width';

/** What is looked at, and on how much room. */
export interface Geometry {
  readonly width: number;
  /** Of what is seen at once; the rows below are reached by `scroll`. Undefined: all of them. */
  readonly height?: number;
  /** The positions at the left and at the right edge. */
  readonly from: number;
  readonly to: number;
  readonly scroll?: number;
  /** A picture to be printed: the line of the position is not drawn. */
  readonly isStill?: boolean;
  readonly measure: Measure;
}

/** Below this width names stand above their rows where there is height for that. */
const NARROW = 480;
/** Below this height there are few lines for words above the rows. */
const LOW = 300;

export const RULER = 20;
const BRANCH = 15;
const BRANCHES = 3;

export interface Layout {
  readonly geometry: Geometry;
  readonly sizes: Sizes;
  /** Where the names of rows stand: beside the plot, or above each row. */
  readonly names: { readonly left: number; readonly right: number };
  /** The plot's edges. */
  readonly left: number;
  readonly right: number;
  /** Pixels an event. */
  readonly perEvent: number;
  /** Where each fork runs, and each line of callouts stands. */
  readonly branches: readonly number[];
  readonly callouts: readonly number[];
  /** Below the head. */
  readonly top: number;
  /** Of what is seen, the head included. */
  readonly height: number;
  /** Of everything. */
  readonly whole: number;
  readonly lanes: readonly Row[];
  /** Those that the finding is about come first: they are the subject of the picture. */
  readonly bars: readonly Row[];
  /** Above it the rows are where scrolling has brought them. The subject, whose place would be out of sight, stays in sight below. */
  readonly floor: number;
  /** The row of a lane or of a bar of the timeline, if any of it is in sight. */
  lane(index: number | undefined): Row | undefined;
  bar(index: number): Row | undefined;
  /** Where an event begins and where it ends: a position. */
  x(position: number): number;
  position(x: number): number;
}

/** The roomiest arrangement in which everything is seen; where there is none, the roomier of the last two in which the subject is. */
export function layOut(timeline: Timeline, geometry: Geometry): Layout {
  const { width, height = Infinity } = geometry;
  const all = width < NARROW ? narrowArrangements : wideArrangements;
  for (const [index, arrangement] of all.entries()) {
    const head = headOf(timeline, geometry, arrangement.sizes);
    const rows = rowsOf(timeline, arrangement, head.top);
    const isLast = index === all.length - 1;
    const showsSubject = index === all.length - 2 && (rows.bars[Math.max(0, rows.subject - 1)] ?? rows.lanes.at(-1))!.bottom <= height;
    if (isLast || showsSubject || rows.bottom <= height) return arrange(timeline, geometry, arrangement, head, rows);
  }
  throw new RangeError('There is no arrangement.');
}

type Head = Pick<Layout, 'branches' | 'callouts' | 'top'>;

function headOf(timeline: Timeline, geometry: Geometry, { callout }: Sizes): Head {
  let y = RULER;
  const branches = timeline.branches.slice(0, BRANCHES).map(() => (y += BRANCH) - BRANCH / 2);
  const callouts = Array.from({ length: calloutLines(timeline, geometry) }, () => (y += callout) - 5);
  return { branches, callouts, top: y + 4 };
}

function arrange(timeline: Timeline, geometry: Geometry, { sizes, names }: Arrangement, head: Head, rows: Rows): Layout {
  const { width, from, to, measure, scroll = 0, height = rows.bottom } = geometry;
  const margin = width < NARROW ? 7 : 10;
  const right = width - (width < NARROW ? 10 : 16);
  const left = names === 'above' ? margin : margin + gutter(timeline, sizes, measure, width);
  const perEvent = (right - left) / Math.max(to - from, 1e-6);

  const subject = rows.bars.slice(0, rows.subject);
  const [first, last] = [subject[0], subject.at(-1)];
  // As far as the subject has to be lifted, if two lanes can be seen above it.
  const hidden = last ? last.bottom - scroll - height : 0;
  const lift = first && hidden > 0 && first.top - scroll - hidden >= head.top + 2 * sizes.lane ? hidden : 0;
  const lanes = rows.lanes.map((row) => moved(row, -scroll));
  const bars = rows.bars.map((row, index) => moved(row, index < rows.subject ? -scroll - lift : -scroll));
  const floor = lift > 0 ? bars[0]!.top : height;
  const isInSight = ({ kind, top, bottom }: Row, index: number): boolean => (
    bottom > head.top && (lift === 0 ? top < height : kind === 'lane' ? bottom <= floor : index < rows.subject));
  const [laneOf, barOf] = [lanes, bars].map((all) => new Map(all.filter(isInSight).map((row) => [row.index, row])));

  return {
    geometry, sizes, left, right, perEvent, ...head, whole: rows.bottom, height, lanes, bars, floor,
    names: names === 'above' ? { left, right } : { left: margin, right: left },
    bar: (index) => barOf!.get(index),
    lane: (index) => (index === undefined ? undefined : laneOf!.get(index)),
    x: (position) => left + (position - from) * perEvent,
    position: (x) => from + (x - left) / perEvent,
  };
}

/** The two accesses and the end of the window: side by side where there is room for that, else one line each. A livelock and its loop. */
function calloutLines(timeline: Timeline, { width, height = Infinity }: Geometry): number {
  const { findings } = timeline;
  const lastChance = hasLastChance(timeline) ? 1 : 0;
  if (findings.some(({ race }) => race)) return height < LOW ? 2 : (width < NARROW ? 4 : width < 900 ? 3 : 2) + lastChance;
  return (findings.some(({ loop }) => loop) ? 2 : findings.length > 0 ? 1 : 0) + lastChance;
}

/** Whether there is a point of no return, and that is not where it went wrong anyway. */
export function hasLastChance({ findings, lastChance }: Timeline): boolean {
  return lastChance !== undefined && !findings.some(({ event }) => event === lastChance.event);
}

const BADGE = 20;

function gutter({ lanes, bars }: Timeline, { font }: Sizes, measure: Measure, width: number): number {
  const names = [...lanes.map(({ name }) => measure(name, font, false) + BADGE), ...bars.map(({ title }) => measure(title, font, false))];
  return width < NARROW ? Math.min(width * 0.2, Math.max(...names) + 8) : Math.min(180, Math.max(70, ...names)) + 12;
}

/** The name of a row as far as there is room. */
export function title(layout: Layout, text: string, room: number): string {
  return fit(text, room, (part) => layout.geometry.measure(part, layout.sizes.font, false), 1) ?? '';
}

/** The part of a span of time that is in sight, at least `least` pixels wide if any is; undefined if none is. */
export function visible(layout: Layout, from: number, to: number, least = 0): { x: number; width: number } | undefined {
  const start = layout.x(from);
  const end = Math.max(layout.x(to), start + least);
  if (end <= layout.left || start >= layout.right) return undefined;
  const x = Math.max(start, layout.left);
  return { x, width: Math.min(end, layout.right) - x };
}

/** Where what is so up to a position ends: what has not ended yet goes on to the edge. */
export function endOf({ length }: Timeline, to: number): number {
  return to > length ? Infinity : to;
}

/** The positions of the whole execution, and some room behind its end: for what stays as it is, and for what is said of the end. */
export function everything({ length, findings }: Timeline): { from: number; to: number } {
  const isForEver = findings.some(({ verdict }) => verdict !== 'violates');
  return { from: 0, to: Math.max(8, length * (isForEver ? 1.2 : 1.07)) };
}
