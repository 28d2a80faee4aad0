// The events of one state after the other, each undone again, with what they do to a hash of the state.
// Invariant: a hash is a sum over the slots, so that of the state after an event differs by what the event has written.
import { ModelError, type Program, type State } from '../compiler/program';
import { mix } from '../machine/mix';

export class Events {
  /** The state after the event performed last. */
  readonly after: State;
  /** To be added to the hash of the state before. */
  difference = 0;
  #before: State;
  /** No longer needed: making arrays costs more than filling them. */
  readonly #spare: State[] = [];
  #writes: readonly number[] = [];
  readonly #everything: readonly number[];
  /** Slots that were ever written: all states seen are alike in the others. */
  readonly #varying: number[] = [];
  readonly #isVarying: boolean[] = [];

  constructor(readonly program: Program) {
    this.#before = program.initial();
    this.after = this.#before.slice();
    this.#everything = [...program.slots.keys()];
  }

  /** Events are those of this state from now on. */
  begin(before: State): void {
    this.#before = before;
    this.after.set(before);
  }

  /** False if the model fails: a way along which it does leads nowhere. To be undone in any case. */
  perform(task: number, alternative: number): boolean {
    const { program } = this;
    this.#writes = program.footprint?.(task, program.location(this.#before, task).pc).writes ?? this.#everything;
    try {
      program.step(this.after, task, alternative);
    } catch (error) {
      if (error instanceof ModelError) return false;
      throw error;
    }
    this.difference = this.#compare();
    return true;
  }

  undo(): void {
    for (const slot of this.#writes) this.after[slot] = this.#before[slot]!;
  }

  /** A copy of the state after the event. */
  keep(): State {
    const copy = this.#spare.pop();
    if (!copy) return this.after.slice();
    copy.set(this.after);
    return copy;
  }

  /** Nobody needs this state any more. */
  recycle(state: State): void {
    this.#spare.push(state);
  }

  /** Is this the state after the event? */
  isAt(state: State): boolean {
    const { after } = this;
    for (const slot of this.#varying) if (state[slot] !== after[slot]) return false;
    return true;
  }

  #compare(): number {
    let difference = 0;
    for (const slot of this.#writes) {
      const from = this.#before[slot]!;
      const to = this.after[slot]!;
      if (from === to) continue;
      difference = (difference + share(slot, to) - share(slot, from)) | 0;
      if (this.#isVarying[slot]) continue;
      this.#isVarying[slot] = true;
      this.#varying.push(slot);
    }
    return difference;
  }
}

function share(slot: number, value: number): number {
  return mix(Math.imul(slot + 1, 0x9e3779b1) ^ value);
}
