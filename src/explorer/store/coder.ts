// From packed states to states and back, by hand: unpack one, let an event change it, pack what comes out, undo.
import type { State } from '../../compiler/program';
import type { Move } from './moves';
import type { Packing } from './packing';

export class Coder {
  /** The state that is worked on. Between two events it is the one that was loaded. */
  readonly state: State;
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

  /** Gives numbers to the values that the event has brought: states may come to have more bits, and more words. */
  learn({ writes }: Move): void {
    this.packing.learn(this.state, writes);
  }

  /** Changes the words that begin at `at` from those of the loaded state to those of the state after the event. From 0 it makes the difference. */
  change({ writes }: Move, words: Int32Array, at: number): void {
    this.packing.repack(this.state, this.#base, writes, words, at);
  }

  hasChanged(slot: number): boolean {
    return this.state[slot] !== this.#base[slot];
  }

  undo({ writes }: Move): void {
    const { state } = this;
    const before = this.#base;
    for (let at = 0; at < writes.length; at++) state[writes[at]!] = before[writes[at]!]!;
  }

  /** Another state, until the next is read. */
  read(words: Int32Array, at: number, width: number): State {
    this.packing.unpack(words, at, width, this.#read);
    return this.#read;
  }
}
