// What the lowering of a whole program numbers: temporaries, assertions, and the objects that the `new`s of each task make.
// Invariant: where code is lowered for several versions in turn, they use the same temporaries and objects, since only one of them runs. Objects of a task have the names and
// the order that they have in each version alone; their numbers over all tasks may leave some out.
import type { Assertion, Temp } from '../ir';

/** What was numbered on the way to a place of the code. */
export interface Counts {
  /** Temporaries and labels. */
  readonly temps: number;
  /** By object type: how many the task has made. */
  readonly made: ReadonlyMap<string, number>;
}

export class Numbering {
  #counts: Counts = { temps: 0, made: new Map() };
  readonly assertions: Assertion[] = [];
  /** By object type: those that the task has made, in their order. */
  #objects = new Map<string, number[]>();

  get counts(): Counts {
    return this.#counts;
  }

  set counts(counts: Counts) {
    this.#counts = counts;
  }

  /** A task begins: what is made now is its own. */
  begin(): void {
    this.#counts = { ...this.#counts, made: new Map() };
    this.#objects = new Map();
  }

  temp(): Temp {
    return { name: `t${this.#next()}` };
  }

  label(): string {
    return `l${this.#next()}`;
  }

  #next(): number {
    const { temps, made } = this.#counts;
    this.#counts = { temps: temps + 1, made };
    return temps;
  }

  assertion(assertion: Assertion): number {
    return this.assertions.push(assertion) - 1;
  }

  /** The number of the object that the next `new` makes: another version's, if it has made one in its place. */
  object(type: string, create: () => number): number {
    const { temps, made } = this.#counts;
    const before = made.get(type) ?? 0;
    this.#counts = { temps, made: new Map(made).set(type, before + 1) };
    const known = this.#objects.get(type) ?? [];
    const id = known[before] ?? create();
    known[before] = id;
    this.#objects.set(type, known);
    return id;
  }

  /** Returns what brings it back to how it is now. */
  save(): () => void {
    const counts = this.#counts;
    const { length } = this.assertions;
    return () => {
      this.#counts = counts;
      this.assertions.length = length;
    };
  }
}

/** The counts where ways come together. */
export function joined(all: readonly Counts[]): Counts {
  const made = new Map<string, number>();
  for (const counts of all) for (const [type, count] of counts.made) made.set(type, Math.max(count, made.get(type) ?? 0));
  return { temps: Math.max(...all.map(({ temps }) => temps)), made };
}
