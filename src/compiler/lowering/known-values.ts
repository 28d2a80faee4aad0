// What is known of one value, such as a parameter in all calls of its function: a number, or that it is not always the same, for each version.
import { Divided, type VersionSet } from '../version-set';

export class KnownValues {
  /** By number: the versions in which it has always been that. */
  readonly #values = new Map<number, VersionSet>();
  /** The versions in which it is not always the same. */
  #unknown: VersionSet = 0;

  /** It is this, too, in these versions; undefined: nobody knows. Returns those in which less is known of it now than was. */
  join(value: number | undefined, versions: VersionSet): VersionSet {
    let fresh = versions & ~this.#unknown;
    let lost: VersionSet = 0;
    for (const [known, of] of this.#values) {
      if (known !== value) {
        lost |= of & fresh;
        this.#values.set(known, of & ~fresh);
      }
      fresh &= known === value ? -1 : ~of;
    }
    this.#unknown |= lost;
    if (value === undefined) this.#unknown |= fresh;
    else this.#values.set(value, (this.#values.get(value) ?? 0) | fresh & ~lost);
    return lost;
  }

  /** The number that it is in these versions; undefined where that is not known. */
  value(versions: VersionSet): number | undefined {
    if ((versions & ~this.#unknown) === 0) return undefined;
    for (const [value, of] of this.#values) if ((versions & ~of) === 0) return value;
    const parts = [this.#unknown, ...this.#values.values()].map((of) => of & versions).filter((of) => of !== 0);
    const rest = parts.reduce((others, part) => others & ~part, versions);
    if (parts.length === 0) return undefined;
    throw new Divided(rest === 0 ? parts : [...parts, rest]);
  }
}
