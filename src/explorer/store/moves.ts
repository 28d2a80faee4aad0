// The events of a program as the search performs them: by task and location, each with the slots that it can write.
import type { EventCode, Program } from '../../compiler/program';

export interface Move extends EventCode {
  /** Ascending. */
  readonly writes: Int32Array;
  /** The slots that decide what it does: what it can read, and what it can leave as it was. */
  readonly touches: Int32Array;
}

export class Moves {
  readonly #everything: Int32Array;
  readonly #codes: readonly (readonly EventCode[] | undefined)[];
  readonly #known: Move[][];

  constructor(private readonly program: Program) {
    this.#everything = Int32Array.from(program.slots.keys());
    this.#codes = program.tasks.map(({ index }) => program.events?.(index));
    this.#known = program.tasks.map(() => []);
  }

  of(task: number, pc: number): Move {
    return (this.#known[task]![pc] ??= this.#find(task, pc));
  }

  #find(task: number, pc: number): Move {
    const { program } = this;
    const code: EventCode = this.#codes[task]?.[pc] ?? {
      enabled: (state) => program.enabled(state, task),
      step: (state, alternative, marks) => program.step(state, task, alternative, marks),
    };
    const { enabled, step } = code;
    const footprint = program.footprint?.(task, pc);
    return {
      enabled, step,
      writes: footprint ? Int32Array.from(footprint.writes) : this.#everything,
      touches: footprint ? Int32Array.from(new Set([...footprint.reads, ...footprint.writes])) : this.#everything,
    };
  }
}
