// The successors of one state, each event undone again before the next is tried.
// Invariant: between two moves `next` is the same as `current`, so only what an event can write has to be looked at.
import type { Program, State } from '../compiler/program';

export class Moves {
  /** The state whose successors are asked for. To be set with `from`. */
  readonly current: State;
  /** The successor reached last. */
  readonly next: State;
  /** All slots. */
  readonly everything: Int32Array;
  readonly #writes: Int32Array[][];

  constructor(readonly program: Program) {
    this.current = program.initial();
    this.next = this.current.slice();
    this.everything = Int32Array.from(program.slots.keys());
    this.#writes = program.tasks.map(() => []);
  }

  /** Begins with what `current` holds by now. */
  from(): void {
    this.next.set(this.current);
  }

  /** Performs the event on `next`, and tells which slots may have changed. */
  make(task: number, alternative: number): Int32Array {
    const writes = this.#writesOf(task);
    this.program.step(this.next, task, alternative);
    return writes;
  }

  undo(writes: Int32Array): void {
    const { current, next } = this;
    for (let at = 0; at < writes.length; at++) next[writes[at]!] = current[writes[at]!]!;
  }

  #writesOf(task: number): Int32Array {
    const { program } = this;
    if (!program.footprint) return this.everything;
    const { pc } = program.location(this.current, task);
    return (this.#writes[task]![pc] ??= Int32Array.from(program.footprint(task, pc).writes));
  }
}
