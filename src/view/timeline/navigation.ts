// From one event to another: they may be far outside of the range that is drawn, and one of many in a column.
import type { Mark, RangeQuery, Timeline, TimelineRange, Wait } from '../messages/timeline';

export type Ask = (query: RangeQuery) => Promise<TimelineRange | undefined>;

const COLUMNS = 512;

/** The first event of a lane after `event`: a mark begins with its first event, however many it stands for. */
export async function nextInLane(ask: Ask, { length }: Timeline, lane: number, event: number): Promise<number | undefined> {
  const marks = await marksOf(ask, lane, event + 1, length);
  return marks?.[0]?.event;
}

/** The last one before it: the last column that has any is looked at closer, until it is one event. */
export async function previousInLane(ask: Ask, lane: number, event: number): Promise<number | undefined> {
  let [from, to] = [0, Math.max(0, event)];
  for (;;) {
    const range = from < to ? await ask({ from, to, columns: COLUMNS }) : undefined;
    const last = range?.marks.findLast((mark) => mark.lane === lane);
    if (!range || !last) return undefined;
    if (range.step === 1 || last.count === 1) return last.event;
    [from, to] = [last.event, Math.min(to, (Math.floor(last.event / range.step) + 1) * range.step)];
  }
}

async function marksOf(ask: Ask, lane: number, from: number, to: number): Promise<Mark[] | undefined> {
  const range = from < to ? await ask({ from, to, columns: COLUMNS }) : undefined;
  return range?.marks.filter((mark) => mark.lane === lane);
}

/** The wait that a lane is in at an event, or that has just ended when it performs it. */
export function waitAt({ waits }: TimelineRange, lane: number, event: number): Wait | undefined {
  const own = waits.filter((wait) => wait.lane === lane && wait.from <= event + 1);
  return own.find(({ to, isOpen }) => event < to || isOpen) ?? own.findLast(({ to }) => to <= event);
}

/** The waits that an event ended. */
export function wokenBy({ waits }: TimelineRange, event: number): Wait[] {
  return waits.filter((wait) => wait.wokenBy === event);
}

/** Where the picture of a bar changes, in ascending order, each once: the event that changed it. */
export function changesOf({ ownership, mappings, pins, transfers, strays }: TimelineRange, bar: number, length: number): number[] {
  const positions = [...ownership, ...mappings, ...pins, ...transfers].filter((span) => span.bar === bar).flatMap(({ from, to }) => [from - 1, to - 1]);
  const events = [...positions, ...strays.filter((stray) => stray.bar === bar).map(({ event }) => event)];
  return [...new Set(events)].filter((event) => event >= 0 && event < length).sort((a, b) => a - b);
}
