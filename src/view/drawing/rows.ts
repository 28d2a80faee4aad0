// The rows of a picture one below the other: a lane a thread, then a bar a block.
import type { Timeline } from '../messages/timeline';
import { chooseFinding } from './chosen-finding';
import type { Arrangement } from './sizes';

/** A row: what it says at the left and where its parts are. */
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
  /** Where the track of mappings is, if there is one. */
  readonly mappings?: number;
  /** Where words about it stand, if there is a line for them. */
  readonly notes?: number;
}

export interface Rows {
  readonly lanes: readonly Row[];
  readonly bars: readonly Row[];
  /** How many of the bars the finding is about: they come first. */
  readonly subject: number;
  readonly bottom: number;
}

const TITLE = 14;

export function rowsOf(timeline: Timeline, { sizes, names }: Arrangement, top: number): Rows {
  const isAbove = names === 'above';
  let y = top;
  const row = (kind: Row['kind'], index: number, above: number, height: number, below: number): Row => {
    const start = y;
    const at = y + (isAbove ? TITLE : 0) + above;
    y = at + height + below;
    return { kind, index, top: start, bottom: y, title: isAbove ? start + TITLE - 2 : at + height / 2 + sizes.font * 0.36, at, height };
  };
  const around = (sizes.lane - sizes.mark) / 2;
  const lanes = timeline.lanes.flatMap((_, index) => (isShown(timeline, index) ? [row('lane', index, isAbove ? 1 : around, sizes.mark, isAbove ? 3 : around)] : []));
  y += sizes.gap;
  const raced = new Set(timeline.findings.flatMap((_, finding) => racedBars(timeline, finding)));
  const subject = [...new Set(racedBars(timeline, chooseFinding(timeline.findings, timeline.position)))];
  const others = timeline.bars.flatMap(({ isUsed = true }, index) => (isUsed && !subject.includes(index) ? [index] : []));
  const bars = [...subject, ...others].map((index) => {
    const { isMapped = true, isPinned = true, isTransferred = true } = timeline.bars[index]!;
    const [mappings, pins, transfers] = [isMapped ? sizes.mappings : 0, isPinned ? sizes.pins : 0, isTransferred ? sizes.transfer : 0];
    const hasNotes = raced.has(index);
    const bar = row('bar', index, mappings + pins, sizes.bar, transfers + (hasNotes ? sizes.font + 3 : 0) + sizes.gap);
    return { ...bar, ...(isMapped && { mappings: bar.at - pins - mappings }), ...(hasNotes && { notes: bar.at + bar.height + transfers + sizes.font }) };
  });
  return { lanes, bars, subject: subject.length, bottom: y + 2 };
}

/** The same rows elsewhere. */
export function moved(row: Row, by: number): Row {
  const { top, bottom, title, at, mappings, notes } = row;
  return {
    ...row, top: top + by, bottom: bottom + by, title: title + by, at: at + by,
    ...(mappings !== undefined && { mappings: mappings + by }), ...(notes !== undefined && { notes: notes + by }),
  };
}

/** An agent that never does anything has no lane, unless something is said of it. */
function isShown({ lanes, findings }: Timeline, index: number): boolean {
  const { isAgent, events } = lanes[index]!;
  return events > 0 || !isAgent || findings.some(({ lane, missing }) => [lane, missing?.lane, missing?.other].includes(index));
}

function racedBars({ findings }: Timeline, finding: number | undefined): number[] {
  const { first, second } = (finding === undefined ? undefined : findings[finding]?.race) ?? {};
  return [first?.bar, second?.bar].filter((bar) => bar !== undefined);
}
