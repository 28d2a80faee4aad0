// How often a breakpoint has been hit: counted over the events of this branch from the beginning, so that the number of
// a hit is the same whichever way one arrives.
import { EventIndices } from '../history/event-indices';

export class Hits {
  private readonly positions = new EventIndices();
  private counted = 0;

  /** `find` gives the positions of the hits from one position to another, the latter exclusive, in order. */
  constructor(private readonly find: (from: number, to: number) => Iterable<number>) {}

  before(position: number): number {
    if (position > this.counted) {
      for (const hit of this.find(this.counted, position)) this.positions.add(hit);
      this.counted = position;
    }
    return this.positions.before(position);
  }

  /** Where it is hit from one position to another, the latter exclusive. */
  between(from: number, to: number): readonly number[] {
    return this.positions.slice(this.before(from), this.before(to));
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.positions.truncate(position);
    this.counted = Math.min(this.counted, position);
  }
}
