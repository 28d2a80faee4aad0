// Packs and unpacks by hand, and numbers the values that come up for the first time. What generated code is compared with.
import type { State } from '../../compiler/program';
import type { Coder } from './coder';
import { hashOf } from './hash';
import type { Move } from './moves';
import type { Packing } from './packing';
import type { Successors } from './successors';
import type { Visited } from './visited';

export class PlainCoder implements Coder {
  readonly state: State;
  readonly #base: State;
  readonly #read: State;
  #loaded = 0;

  /** `flush` puts the waiting successors into the visited set: they have no room for more words. */
  constructor(
    private readonly packing: Packing, private readonly visited: Visited, private readonly successors: Successors,
    initial: State, private readonly flush: () => void,
  ) {
    this.state = initial.slice();
    this.#base = initial.slice();
    this.#read = initial.slice();
  }

  load(state: number): void {
    this.#loaded = state;
    this.#unpack(state, this.state);
    this.#base.set(this.state);
  }

  encode({ writes }: Move): boolean {
    const { state, packing, successors, visited } = this;
    packing.learn(state, writes);
    this.widen();
    const { words, offset, width, length } = successors;
    const base = visited.words(this.#loaded);
    const from = visited.offset(this.#loaded);
    for (let word = 0; word < width; word++) words[offset + word] = base[from + word]!;
    packing.repack(state, this.#base, writes, words, offset);
    successors.hashes[length] = hashOf(words, offset, width);
    const before = this.#base;
    for (let at = 0; at < writes.length; at++) state[writes[at]!] = before[writes[at]!]!;
    return true;
  }

  /** Makes room for as many words as packing needs by now. */
  widen(): void {
    const { packing: { words }, successors, visited } = this;
    if (words <= successors.width) return;
    this.flush();
    successors.resize(words);
    visited.widen(words);
  }

  /** By hand it is not worth asking: all of them. */
  affected(): number {
    return -1;
  }

  read(state: number): State {
    this.#unpack(state, this.#read);
    return this.#read;
  }

  #unpack(state: number, into: State): void {
    const { visited } = this;
    this.packing.unpack(visited.words(state), visited.offset(state), visited.width, into);
  }
}
