/** Indices of events at which something happened, in ascending order. */
export class EventIndices {
  private readonly list: number[] = [];

  /** Appends an index, which must not be smaller than the last one. */
  add(index: number): void {
    this.list.push(index);
  }

  /** How many are smaller than `position`: events before it. */
  before(position: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The indices from the `first`-th to the `end`-th, the latter excluded; both count from 0. */
  slice(first: number, end: number): readonly number[] {
    return this.list.slice(first, end);
  }

  /** Forgets the indices from `position` on. */
  truncate(position: number): void {
    this.list.length = this.before(position);
  }
}
