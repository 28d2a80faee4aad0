// What the code of a family asks about the version that runs, and which versions would have been given the same answers.
import { allVersions, type VersionSet } from '../version-set';

export class VersionTests {
  /** By version: those of which every test has said the same so far. */
  readonly #alike: VersionSet[];

  readonly #all: VersionSet;

  constructor(versions: number) {
    this.#all = allVersions(versions);
    this.#alike = Array.from({ length: versions }, () => allVersions(versions));
  }

  /** Whether a version, as a set of that one, is one of these. */
  isAmong(version: VersionSet, versions: VersionSet): boolean {
    const isIn = (version & versions) !== 0;
    this.#alike[31 - Math.clz32(version)]! &= isIn ? versions : ~versions;
    return isIn;
  }

  /** Performs something on a version. Returns the versions that do the same in it. */
  during(version: VersionSet, act: () => void): VersionSet {
    const index = 31 - Math.clz32(version);
    const before = this.#alike[index]!;
    this.#alike[index] = this.#all;
    try {
      act();
      return this.#alike[index]!;
    } finally {
      this.#alike[index]! &= before;
    }
  }

  /** Notes that something was used for this version that holds for these, it among them. */
  use(version: VersionSet, alike: VersionSet): void {
    this.#alike[31 - Math.clz32(version)]! &= alike;
  }

  /** The versions, with this one, that do the same in all that was executed on this one. */
  alike(version: VersionSet): VersionSet {
    return this.#alike[31 - Math.clz32(version)]!;
  }
}
