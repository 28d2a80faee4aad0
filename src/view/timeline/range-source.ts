import type { RangeQuery, TimelineRange } from '../messages/timeline';
import type { Viewport } from './viewport';

/** What is asked for beyond either edge, as a share of what is seen: a pan finds it already there. */
const BEYOND = 0.25;
/** Pixels a column. */
const COLUMN = 2;
/** How often the debugger is asked to look into more events before what it has found is drawn. */
const PROBES = 8;

type Ask = (query: RangeQuery) => Promise<TimelineRange | undefined>;

interface Wanted { readonly viewport: Viewport; readonly width: number; readonly length: number; readonly revision: number }

/**
 * Keeps the last range that was answered, and asks for another one when what is looked at needs it. One question is under way
 * at a time, so that a fast movement asks for where it has arrived and not for everything on the way.
 */
export class RangeSource {
  range: TimelineRange | undefined;
  private wanted: Wanted | undefined;
  /** What was looked at when the last answer was asked for, if that said all. */
  private answeredFor: Wanted | undefined;
  private isAsking = false;

  constructor(private readonly ask: Ask, private readonly answered: () => void) {}

  /** Says what is looked at. */
  look(viewport: Viewport, width: number, length: number, revision: number): void {
    this.wanted = { viewport, width, length, revision };
    if (!this.isAsking && this.isNeeded()) void this.renew();
  }

  /** What was answered is void; it stays to be drawn until the next answer. */
  forget(): void {
    this.range = this.answeredFor = undefined;
  }

  private async renew(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    this.isAsking = true;
    const { viewport: { from, to }, width, length } = wanted;
    const beyond = (to - from) * BEYOND;
    const part = { from: Math.max(0, Math.floor(from - beyond)), to: Math.min(length, Math.ceil(to + beyond)) };
    if (this.range && this.range.unread > 0) await this.readOn(part, wanted);
    const range = await this.ask({ ...part, columns: Math.max(64, Math.ceil(width / COLUMN * (1 + 2 * BEYOND))) });
    this.isAsking = false;
    if (!range) return;
    this.range = range;
    this.answeredFor = range.unread === 0 ? wanted : undefined;
    this.answered();
    if (this.isNeeded()) void this.renew();
  }

  /** To ask again makes the debugger look into more events: with one column that costs next to nothing else. */
  private async readOn(part: { from: number; to: number }, wanted: Wanted): Promise<void> {
    for (let probe = 0; probe < PROBES && this.wanted !== undefined && isSame(wanted, this.wanted); probe++) {
      const range = await this.ask({ ...part, columns: 1 });
      if (!range || range.unread === 0) return;
    }
  }

  private isNeeded(): boolean {
    const { wanted, range } = this;
    if (!wanted || isSame(wanted, this.answeredFor)) return false;
    const { viewport, width, length, revision } = wanted;
    if (!range || range.revision !== revision || range.unread > 0) return true;
    const isInside = range.from <= Math.max(0, Math.floor(viewport.from)) && range.to >= Math.min(length, Math.ceil(viewport.to));
    // An answer's columns are up to twice as wide as asked for, since a step is a power of two.
    const column = range.step * width / (viewport.to - viewport.from);
    return !isInside || (range.step > 1 && column > 2.1 * COLUMN) || column < COLUMN / 4;
  }
}

function isSame(a: Wanted, b: Wanted | undefined): boolean {
  return b !== undefined && a.viewport.from === b.viewport.from && a.viewport.to === b.viewport.to && a.width === b.width && a.length === b.length && a.revision === b.revision;
}
