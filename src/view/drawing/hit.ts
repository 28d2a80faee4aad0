// What is under a point of the picture.
import type { MappingSpan, Mark, Ownership, PinSpan, Stray, Timeline, TimelineRange, TransferSpan, Wait } from '../messages/timeline';
import { RULER, type Layout } from './layout';
import type { Row } from './rows';

export type Hit =
  | { readonly kind: 'ruler' }
  | { readonly kind: 'branch'; readonly index: number }
  | { readonly kind: 'lane'; readonly lane: number; readonly event: number; readonly mark?: Mark; readonly wait?: Wait }
  | { readonly kind: 'bar'; readonly bar: number; readonly event: number; readonly facts: BarFacts };

/** What is true of a block at a moment. */
export interface BarFacts {
  readonly ownership?: Ownership;
  readonly mappings: readonly MappingSpan[];
  readonly pins: readonly PinSpan[];
  readonly transfers: readonly TransferSpan[];
  readonly stray?: Stray;
}

/** Marks may be narrower than a finger or a mouse is exact. */
const NEAR = 4;

export function hitTest(timeline: Timeline, range: TimelineRange, layout: Layout, x: number, y: number): Hit | undefined {
  if (y < layout.top) {
    const index = layout.branches.findIndex((at) => Math.abs(at - y) <= 7);
    return index >= 0 ? { kind: 'branch', index } : y <= RULER ? { kind: 'ruler' } : undefined;
  }
  const event = Math.floor(layout.position(x));
  const isAt = (row: Row | undefined) => row && y >= row.top && y < row.bottom;
  const lane = layout.lanes.find(({ index }) => isAt(layout.lane(index)));
  if (lane) return laneAt(range, lane.index, event, Math.ceil(NEAR / layout.perEvent));
  const bar = layout.bars.find(({ index }) => isAt(layout.bar(index)));
  return bar && { kind: 'bar', bar: bar.index, event, facts: barAt(range, bar.index, event) };
}

export function laneAt(range: TimelineRange, lane: number, event: number, near = 0): Hit {
  const wait = range.waits.find((each) => each.lane === lane && each.from <= event && (event < each.to || each.isOpen));
  let mark: Mark | undefined;
  for (const each of range.marks) {
    if (each.lane !== lane || each.event > event + near || event >= each.event + range.step + near) continue;
    if (!mark || Math.abs(each.event - event) < Math.abs(mark.event - event)) mark = each;
  }
  return { kind: 'lane', lane, event: mark?.event ?? event, ...(mark && { mark }), ...(wait && !(mark && mark.event === event && range.step === 1) && { wait }) };
}

/** `event`: the picture from where it begins to where it ends, so what is true at the position before it. */
export function barAt(range: TimelineRange, bar: number, event: number): BarFacts {
  const isNow = (span: { bar: number; from: number; to: number }) => span.bar === bar && span.from <= event && event < span.to;
  const ownership = range.ownership.find(isNow);
  const stray = range.strays.find((each) => each.bar === bar && each.event >= event && each.event < event + range.step);
  return { ...(ownership && { ownership }), mappings: range.mappings.filter(isNow), pins: range.pins.filter(isNow), transfers: range.transfers.filter(isNow), ...(stray && { stray }) };
}
