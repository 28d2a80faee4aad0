import type { Timeline } from '../messages/timeline';
import type { Measure } from './scene';
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

/** Heights in pixels. */
interface Sizes {
  readonly font: number;
  readonly lane: number;
  readonly mark: number;
  readonly pins: number;
  readonly bar: number;
  readonly transfer: number;
  readonly gap: number;
}

const roomy: Sizes = { font: 12, lane: 24, mark: 16, pins: 14, bar: 22, transfer: 13, gap: 8 };
const tight: Sizes = { font: 11, lane: 15, mark: 11, pins: 12, bar: 15, transfer: 10, gap: 3 };
const compact: Sizes = { font: 11, lane: 18, mark: 12, pins: 12, bar: 17, transfer: 11, gap: 5 };

/** Below this width names stand above their rows instead of beside them. */
export const NARROW = 480;

export const RULER = 20;
export const CALLOUT = 17;
const BRANCH = 15;
const BRANCHES = 3;
const TITLE = 14;

/** A row of the picture, before scrolling: what it says at the left and where its parts are. */
export interface Row {
  readonly kind: 'lane' | 'bar';
  /** In `Timeline.lanes` or `Timeline.bars`. */
  readonly index: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the name stands. */
  readonly title: number;
  /** Where the marks or the bar itself are. */
  readonly at: number;
  readonly height: number;
  /** Where words about it stand, if there is a line for them. */
  readonly notes?: number;
}

export interface Layout {
  readonly geometry: Geometry;
  readonly sizes: Sizes;
  readonly isNarrow: boolean;
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
  readonly bars: readonly Row[];
  /** The row of a lane or of a bar of the timeline, if it has one. */
  lane(index: number | undefined): Row | undefined;
  bar(index: number): Row | undefined;
  /** Where an event begins and where it ends: a position. */
  x(position: number): number;
  position(x: number): number;
}

export function layOut(timeline: Timeline, geometry: Geometry): Layout {
  const { height } = geometry;
  const wide = arrange(timeline, geometry, roomy);
  if (height === undefined || wide.whole <= height) return wide;
  const less = arrange(timeline, geometry, compact);
  return less.whole <= height ? less : arrange(timeline, geometry, tight);
}

function arrange(timeline: Timeline, geometry: Geometry, sizes: Sizes): Layout {
  const { width, from, to, measure, scroll = 0 } = geometry;
  const isNarrow = width < NARROW;
  const left = isNarrow ? 10 : gutter(timeline, sizes, measure);
  const right = width - (isNarrow ? 10 : 16);
  const perEvent = (right - left) / Math.max(to - from, 1e-6);

  let y = RULER;
  const branches = timeline.branches.slice(0, BRANCHES).map(() => (y += BRANCH) - BRANCH / 2);
  const callouts = Array.from({ length: calloutLines(timeline, geometry) }, () => (y += CALLOUT) - 5);
  const top = y + 4;

  y = top - scroll;
  const row = (kind: Row['kind'], index: number, above: number, height: number, below: number): Row => {
    const start = y;
    const title = isNarrow ? TITLE : 0;
    const at = y + title + above;
    y = at + height + below;
    return { kind, index, top: start, bottom: y, title: isNarrow ? start + TITLE - 2 : at + height / 2 + sizes.font * 0.36, at, height };
  };
  const around = (sizes.lane - sizes.mark) / 2;
  const lanes = timeline.lanes.flatMap((_, index) => (isShown(timeline, index) ? [row('lane', index, isNarrow ? 1 : around, sizes.mark, isNarrow ? 3 : around)] : []));
  const laneOf = new Map(lanes.map((lane) => [lane.index, lane]));
  y += sizes.gap;
  const raced = new Set(timeline.findings.flatMap(({ race }) => [race?.first.bar, race?.second.bar]));
  const bars = timeline.bars.flatMap(({ isUsed = true, isPinned = true, isTransferred = true }, index) => {
    if (!isUsed) return [];
    const transfers = isTransferred ? sizes.transfer : 0;
    const hasNotes = raced.has(index);
    const bar = row('bar', index, isPinned ? sizes.pins : 0, sizes.bar, transfers + (hasNotes ? sizes.font + 3 : 0) + sizes.gap);
    return [hasNotes ? { ...bar, notes: bar.at + bar.height + transfers + sizes.font } : bar];
  });
  const barOf = new Map(bars.map((bar) => [bar.index, bar]));
  const whole = y + scroll + 2;

  return {
    geometry, sizes, isNarrow, left, right, perEvent, branches, callouts, top, whole, height: geometry.height ?? whole, lanes, bars,
    bar: (index) => barOf.get(index),
    lane: (index) => (index === undefined ? undefined : laneOf.get(index)),
    x: (position) => left + (position - from) * perEvent,
    position: (x) => from + (x - left) / perEvent,
  };
}

/** An agent that never does anything has no lane, unless something is said of it. */
function isShown({ lanes, findings }: Timeline, index: number): boolean {
  const { isAgent, events } = lanes[index]!;
  return events > 0 || !isAgent || findings.some(({ lane, missing }) => [lane, missing?.lane, missing?.other].includes(index));
}

/** The two accesses and the end of the window: side by side where there is room for that, else one line each. */
function calloutLines({ findings }: Timeline, { width, height = Infinity }: Geometry): number {
  if (findings.some(({ race }) => race)) return width < NARROW ? 4 : width < 900 && height > 240 ? 3 : 2;
  return findings.length > 0 ? 1 : 0;
}

const BADGE = 20;

function gutter({ lanes, bars }: Timeline, { font }: Sizes, measure: Measure): number {
  const names = [...lanes.map(({ name }) => measure(name, font, false) + BADGE), ...bars.map(({ title }) => measure(title, font, false))];
  return Math.min(180, Math.max(70, ...names)) + 22;
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
