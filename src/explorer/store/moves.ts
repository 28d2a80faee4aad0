// The events of a program as the search performs them: by task and location, each with the slots that it can write.
import type { EventCode, Program } from '../../compiler/program';

export interface Move extends EventCode {
  /** Ascending. */
  readonly writes: Int32Array;
  /** The slots that decide what it does: what it can read, and what it can leave as it was. */
  readonly touches: Int32Array;
}

export class Moves {
  readonly #codes: readonly (readonly EventCode[])[];
  readonly #known: Move[][];

  constructor(private readonly program: Program) {
    this.#codes = program.tasks.map(({ index }) => program.events(index));
    this.#known = program.tasks.map(() => []);
  }

  of(task: number, pc: number): Move {
    return (this.#known[task]![pc] ??= this.#find(task, pc));
  }

  #find(task: number, pc: number): Move {
    const { enabled, step } = this.#codes[task]![pc]!;
    const { reads, writes } = this.program.analyses.footprint(task, pc);
    return { enabled, step, writes: Int32Array.from(writes), touches: Int32Array.from(new Set([...reads, ...writes])) };
  }
}
