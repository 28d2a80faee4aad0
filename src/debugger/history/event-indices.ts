/** EventIndices at which something happened, in order. */
export class EventIndices {
  private readonly list: number[] = [];

  /** Not before the latest. */
  add(position: number): void {
    this.list.push(position);
  }

  /** How many lie before `position`. */
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

  /** By their numbers, the latter exclusive. */
  slice(first: number, end: number): readonly number[] {
    return this.list.slice(first, end);
  }

  /** Forgets those from `position` on. */
  truncate(position: number): void {
    this.list.length = this.before(position);
  }
}
