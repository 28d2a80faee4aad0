// What is counted for several versions at a time, and which of them have done the same so far.
import type { VersionSet } from '../store/views-by-version';

/** What is counted for a set of versions that goes the same way. */
interface Counts {
  readonly versions: VersionSet;
  states: number;
  transitions: number;
}

export class FamilyCounts {
  /** Of all of them, each once, however many versions do it. */
  transitions = 0;
  readonly #counts = new Map<VersionSet, Counts>();
  /** Those that were asked for last. */
  #latest: Counts = { versions: 0, states: 0, transitions: 0 };
  /** Disjoint. */
  #alike: VersionSet[];

  constructor(all: VersionSet) {
    this.#alike = [all];
  }

  countState(versions: VersionSet): void {
    this.#of(versions).states++;
  }

  countTransition(versions: VersionSet): void {
    this.transitions++;
    this.#of(versions).transitions++;
  }

  /** What one version has, by the number of its bit: the sum over the sets that it is in. */
  of(version: number): { readonly states: number; readonly transitions: number } {
    const sum = { states: 0, transitions: 0 };
    for (const { versions, states, transitions } of this.#counts.values()) {
      if (!(versions >>> version & 1)) continue;
      sum.states += states;
      sum.transitions += transitions;
    }
    return sum;
  }

  /** Some of these versions do something else than the others of them. */
  tellApart(versions: VersionSet, some: VersionSet): void {
    if (versions === some) return;
    this.#alike = this.#alike.flatMap((set) => ((set & versions) === 0 ? [set] : [set & some, set & ~some].filter((part) => part !== 0)));
  }

  /** The versions that have done the same as this one, with it. */
  alike(version: number): VersionSet {
    return this.#alike.find((versions) => versions >>> version & 1)!;
  }

  #of(versions: VersionSet): Counts {
    if (this.#latest.versions === versions) return this.#latest;
    let counts = this.#counts.get(versions);
    if (!counts) this.#counts.set(versions, counts = { versions, states: 0, transitions: 0 });
    return (this.#latest = counts);
  }
}
