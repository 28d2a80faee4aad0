// The code of the events of a program as the search performs it: by task and program counter, each with the slots that it can touch.
import type { EventCode, Program } from '../../compiler/program';

/** The event of a task at a program counter. */
export interface Move extends EventCode {
  /** The slots that it can write, ascending. */
  readonly writes: Int32Array;
  /** The slots that decide what it does: those it can read, and those it can write, as it may leave them as they were. */
  readonly accesses: Int32Array;
}

/** The moves of a program. */
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
    return { enabled, step, writes: Int32Array.from(writes), accesses: Int32Array.from(new Set([...reads, ...writes])) };
  }
}
