// How often breakpoints have been hit. Hits are counted over the events of this branch from the beginning, so that the number
// of a hit does not depend on how the debugger came there (rule 8).
import { EventIndices } from '../history/event-indices';

/** Gives the positions of a breakpoint's hits from one position to another, the latter excluded, in ascending order. */
type FindHits<Asked> = (asked: Asked, from: number, to: number) => Iterable<number>;

/** The hits of one breakpoint. They are looked for as far as they are asked for. */
export class Hits {
  private readonly positions = new EventIndices();
  /** The positions before this one have been looked at. */
  private counted = 0;

  constructor(private readonly find: (from: number, to: number) => Iterable<number>) {}

  /** How many hits there are before a position. */
  before(position: number): number {
    if (position > this.counted) {
      for (const hit of this.find(this.counted, position)) this.positions.add(hit);
      this.counted = position;
    }
    return this.positions.before(position);
  }

  /** The positions of the hits from one position to another, the latter excluded. */
  between(from: number, to: number): readonly number[] {
    return this.positions.slice(this.before(from), this.before(to));
  }

  /** Forgets the hits from `position` on: the events have been replaced. */
  truncate(position: number): void {
    this.positions.truncate(position);
    this.counted = Math.min(this.counted, position);
  }
}

/** The hits of several breakpoints. All are counted anew after a breakpoint has changed. */
export class HitsByBreakpoint<Asked> {
  private hits = new Map<Asked, Hits>();
  private revision = -1;

  /** `breakpoints` says by its revision whether one has changed. */
  constructor(private readonly breakpoints: { readonly revision: number }, private readonly find: FindHits<Asked>) {}

  of(asked: Asked): Hits {
    if (this.revision !== this.breakpoints.revision) {
      this.revision = this.breakpoints.revision;
      this.hits = new Map();
    }
    let hits = this.hits.get(asked);
    if (!hits) this.hits.set(asked, (hits = new Hits((from, to) => this.find(asked, from, to))));
    return hits;
  }

  /** Forgets the hits from `position` on: the events have been replaced. */
  truncate(position: number): void {
    for (const hits of this.hits.values()) hits.truncate(position);
  }
}
