// From packed states to states and back, by hand: unpack one, let an event change it, pack what comes out, undo.
import type { State } from '../../compiler/program';
import type { Packing } from './packing';

/** One unpacked state to work on: load, let an event change `state`, compare, learn, change, undo. */
export class Coder {
  /** The state that is worked on. Between two events it is the one that was loaded. */
  readonly state: State;
  /** The slots that the event has changed. */
  readonly changed: number[] = [];
  readonly #base: State;
  readonly #read: State;

  constructor(private readonly packing: Packing, initial: State) {
    [this.state, this.#base, this.#read] = [initial.slice(), initial.slice(), initial.slice()];
  }

  /** Makes the state whose `width` words begin at `at` the one that is worked on. */
  load(words: Int32Array, at: number, width: number): void {
    this.packing.unpack(words, at, width, this.state);
    this.#base.set(this.state);
  }

  /** To be called after an event. `writes`: the slots that it can write; all of them if that is not known. */
  compare(writes?: Int32Array): void {
    const { state, changed } = this;
    const base = this.#base;
    changed.length = 0;
    if (!writes) {
      for (let slot = 0; slot < state.length; slot++) if (state[slot] !== base[slot]) changed.push(slot);
      return;
    }
    for (let at = 0; at < writes.length; at++) if (state[writes[at]!] !== base[writes[at]!]) changed.push(writes[at]!);
  }

  /** Gives numbers to the values that the event has brought: states may come to have more bits, and more words. */
  learn(): void {
    this.packing.learn(this.state, this.changed);
  }

  /** Changes the words that begin at `at` from those of the loaded state to those of the state after the event. Words that are 0 become the difference. */
  change(words: Int32Array, at: number): void {
    this.packing.repack(this.state, this.#base, this.changed, words, at);
  }

  undo(): void {
    const { state, changed } = this;
    const base = this.#base;
    for (let at = 0; at < changed.length; at++) state[changed[at]!] = base[changed[at]!]!;
  }

  /** Another state, until the next is read. */
  read(words: Int32Array, at: number, width: number): State {
    this.packing.unpack(words, at, width, this.#read);
    return this.#read;
  }
}
