// The views that the versions of a family have of one thing: where one of them sees the same as another, but gets another answer, it goes by the next view, which
// later versions may share.

/** A set of the versions of a family: a bit for each. */
export type VersionSet = number;

/** Every version; also what is asked of a program that has no family. */
export const EVERY: VersionSet = -1;

/** No view, and nothing known. */
export const UNKNOWN = -1;

/** By number of the thing, its views, as lists. */
export class ViewsByVersion {
  readonly #first: number[] = [];
  /** By view: the one after it. */
  readonly #next: number[] = [];

  /** `UNKNOWN` if there is none yet. */
  first(thing: number): number {
    return this.#first[thing] ?? UNKNOWN;
  }

  /** The one after this; `UNKNOWN` if it is the last. */
  next(view: number): number {
    return this.#next[view]!;
  }

  /** Adds a view behind the others of the thing. */
  add(thing: number, view: number): void {
    fill(this.#first, thing);
    fill(this.#next, view);
    let last = this.#first[thing]!;
    if (last === UNKNOWN) {
      this.#first[thing] = view;
      return;
    }
    while (this.next(last) !== UNKNOWN) last = this.next(last);
    this.#next[last] = view;
  }
}

/** Makes an array reach until there, without holes. */
function fill(numbers: number[], index: number): void {
  while (numbers.length <= index) numbers.push(UNKNOWN);
}
