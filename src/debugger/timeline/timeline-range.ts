// A part of a timeline at a level of detail. Answers `daxscn/timelineRange`.
import type { MappingSpan, Mark, Ownership, PinSpan, RangeQuery, Stray, TimelineRange, TransferSpan, Wait } from '../../view/messages/timeline';
import { NO_LANE } from './event-counts';
import { spansOf, type Span } from './level-of-detail';
import type { TimelineIndex } from './timeline-index';

/** The range is cut to what is recorded. `most`: chunks that may be read for it. */
export function timelineRange(index: TimelineIndex, query: RangeQuery, most?: number): TimelineRange {
  index.follow();
  const { length } = index.execution;
  const from = Math.min(query.from, length);
  const to = Math.max(from, Math.min(query.to, length));
  const step = stepFor(to - from, query.columns);
  const unread = index.read(from, to + 1, most);
  const range = new Range(index, from, to + 1, step);
  return {
    revision: index.revision, from, to, step, unread, marks: marksOf(index, from, to, step), waits: range.waits(), ownership: range.ownership(), ...range.usage(),
    strays: straysOf(index, from, to, step),
  };
}

/** The smallest power of two with which so many columns are enough. */
function stepFor(events: number, columns: number): number {
  let step = 1;
  // The first and the last column may be cut.
  while (step * (columns - 1) < events && step * columns < events) step *= 2;
  return step;
}

function marksOf({ counts, texts }: TimelineIndex, from: number, to: number, step: number): Mark[] {
  const marks: Mark[] = [];
  for (let column = from; column < to;) {
    const end = Math.min(to, (Math.floor(column / step) + 1) * step);
    marks.push(...counts.column(column, end));
    column = end;
  }
  return step > 1 ? marks : marks.map((mark) => ({ ...mark, text: texts.of(mark.event) }));
}

/** Of those in a column for one bar the first is told. */
function straysOf({ chunks }: TimelineIndex, from: number, to: number, step: number): Stray[] {
  const told = new Set<string>();
  return chunks.strays(from, to).filter(({ bar, event }) => {
    const key = `${bar} ${Math.floor(event / step)}`;
    return !told.has(key) && told.add(key);
  });
}

/** The spans of a range of positions. */
class Range {
  constructor(private readonly index: TimelineIndex, private readonly from: number, private readonly to: number, private readonly step: number) {}

  waits(): Wait[] {
    const { tracks, chunks, execution } = this.index;
    return tracks.waits.flatMap((track, lane) => [...this.spans(track)].map((span): Wait => {
      const holders = tracks.holders.at(chunks.valueAt(tracks.waitedFor[lane]!, span.to - 1)) ?? [];
      // It may go on to wait for something else.
      const isEnded = chunks.isRead(span.to) && chunks.valueAt(track, span.to) === 0;
      const waker = isEnded ? execution.choiceAt(span.to - 1).task : undefined;
      return {
        lane, from: span.from, to: span.to, isOpen: this.isOpen(span), cause: tracks.causes.at(span.value), count: span.count,
        ...(waker !== undefined && { wokenBy: span.to - 1, waker }), holders,
      };
    }));
  }

  ownership(): Ownership[] {
    const { tracks, chunks, execution } = this.index;
    return tracks.ownership.flatMap((track, bar) => [...this.spans(track, true)].flatMap((span): Ownership[] => {
      const { from, to, value, count } = span;
      if (count > 1) return [{ bar, from, to, state: 'mixed' }];
      if (value === 0) return [];
      const by = from > 0 && chunks.isRead(from - 1) ? execution.choiceAt(from - 1).task : NO_LANE;
      const holding = tracks.holdings.at(value);
      // Whose it was: the state does not say so, but what came before does.
      const former = holding.state === 'freed' && !holding.owner && from > 0 ? tracks.holdings.at(chunks.valueAt(track, from - 1))?.owner : undefined;
      return [{ bar, from, to, ...holding, ...(former && { owner: former }), ...(by !== NO_LANE && { by }) }];
    }));
  }

  usage(): Pick<TimelineRange, 'mappings' | 'pins' | 'transfers'> {
    const mappings: MappingSpan[] = [];
    const pins: PinSpan[] = [];
    const transfers: TransferSpan[] = [];
    this.index.tracks.all.values.forEach((track, number) => {
      if (track.kind !== 'mapping' && track.kind !== 'pin' && track.kind !== 'transfer') return;
      for (const span of this.spans(number + 1)) {
        const where = { from: span.from, to: span.to, isOpen: this.isOpen(span) };
        if (track.kind === 'mapping') {
          mappings.push({ bar: track.bar, ...where, lane: track.lane, holder: track.holder });
          continue;
        }
        const { bar, home } = track;
        const whose = { bar, ...where, ...(home && { home }) };
        if (track.kind === 'pin') pins.push({ ...whose, lane: track.lane, holder: track.holder });
        else transfers.push({ ...whose, device: track.device, direction: track.direction });
      }
    });
    return { mappings, pins, transfers };
  }

  private spans(track: number, gaps = false): Generator<Span> {
    return spansOf(this.index.chunks, track, this.from, this.to, this.step, gaps);
  }

  private isOpen({ to }: Span): boolean {
    return to > this.index.execution.length;
  }
}
