// How often a breakpoint has been hit: counted over the events of this branch from the beginning, so that the number of
// a hit is the same whichever way one arrives.
export class Hits {
  private readonly positions: number[] = [];
  private counted = 0;

  /** `find` gives the positions of the hits from one position to another, the latter exclusive, in order. */
  constructor(private readonly find: (from: number, to: number) => Iterable<number>) {}

  before(position: number): number {
    if (position > this.counted) {
      for (const hit of this.find(this.counted, position)) this.positions.push(hit);
      this.counted = position;
    }
    return this.indexOf(position);
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.positions.length = this.indexOf(position);
    this.counted = Math.min(this.counted, position);
  }

  /** How many of the known hits lie before `position`. */
  private indexOf(position: number): number {
    let low = 0;
    let high = this.positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.positions[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
