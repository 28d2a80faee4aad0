// The events of one state after the other, each undone again, with what they do to a hash of the state.
// Invariant: a hash is a sum over the slots, so that of the state after an event differs by what the event has written.
import { ModelError, type Program, type State } from '../../compiler/program';
import { mix } from '../../machine/mix';
import { Moves, type Move } from '../store/moves';

export class Events {
  /** The state after the event performed last. */
  readonly after: State;
  /** To be added to the hash of the state before. */
  difference = 0;
  #before: State;
  /** No longer needed: making arrays costs more than filling them. */
  readonly #spare: State[] = [];
  #writes: Int32Array = new Int32Array(0);
  readonly #moves: Moves;
  /** Slots that were ever written: all states seen are alike in the others. */
  readonly #varying: number[] = [];
  readonly #isVarying: boolean[] = [];

  constructor(readonly program: Program) {
    this.#before = program.initial();
    this.after = this.#before.slice();
    this.#moves = new Moves(program);
  }

  /** Events are those of this state from now on. */
  begin(before: State): void {
    this.#before = before;
    this.after.set(before);
  }

  /** The next event of a task, whether it can happen or not. */
  next(task: number): Move {
    return this.#moves.of(task, this.#before[this.program.tasks[task]!.pcSlot]!);
  }

  /** False if the model fails: a way along which it does leads nowhere. To be undone in any case. */
  perform(move: Move, alternative: number): boolean {
    this.#writes = move.writes;
    try {
      move.step(this.after, alternative);
    } catch (error) {
      if (error instanceof ModelError) return false;
      throw error;
    }
    this.difference = this.#compare();
    return true;
  }

  undo(): void {
    const writes = this.#writes;
    const before = this.#before;
    const { after } = this;
    for (let at = 0; at < writes.length; at++) after[writes[at]!] = before[writes[at]!]!;
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
    const varying = this.#varying;
    const { after } = this;
    for (let at = 0; at < varying.length; at++) if (state[varying[at]!] !== after[varying[at]!]) return false;
    return true;
  }

  #compare(): number {
    const writes = this.#writes;
    const before = this.#before;
    const { after } = this;
    let difference = 0;
    for (let at = 0; at < writes.length; at++) {
      const slot = writes[at]!;
      const from = before[slot]!;
      const to = after[slot]!;
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
