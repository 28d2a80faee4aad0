// Unpacks by generated code and packs by tables, for the bits that slots had when it was made. It refuses values without number.
import type { State } from '../../compiler/program';
import type { Coder } from './coder';
import { hashOf } from './hash';
import type { Move } from './moves';
import { PackedCode } from './packed-code';
import { PackedTables } from './packed-tables';
import type { Packing } from './packing';
import type { Successors } from './successors';
import type { Visited } from './visited';
import type { Watcher } from '../watchers';

export class GeneratedCoder implements Coder {
  readonly state: State;
  /** The state that was loaded, and its words. */
  readonly #base: State;
  readonly #words: Int32Array;
  /** Another one, that was read, and its words. */
  readonly #read: State;
  readonly #readWords: Int32Array;
  /** The slots that the event has changed. */
  readonly #changed: Int32Array;
  readonly #tables: PackedTables;
  readonly #code: PackedCode;

  constructor(
    packing: Packing, private readonly visited: Visited, private readonly successors: Successors, watchers: readonly Watcher[], initial: State,
  ) {
    this.#tables = new PackedTables(packing.columns);
    this.#code = new PackedCode(packing, this.#tables, watchers);
    [this.state, this.#base, this.#read] = [initial.slice(), initial.slice(), initial.slice()];
    this.#changed = new Int32Array(initial.length + 1);
    [this.#words, this.#readWords] = [new Int32Array(packing.words), new Int32Array(packing.words)];
  }

  /** Values that got numbers since are not refused any more. */
  refresh(): void {
    this.#tables.refresh();
  }

  load(state: number): void {
    const { visited } = this;
    this.#code.unpack(this.state, this.#base, this.#words, visited.words(state), visited.offset(state));
  }

  encode({ writes }: Move): boolean {
    const { state, successors: { words, hashes, offset, width, length } } = this;
    const base = this.#base;
    const tables = this.#tables;
    const own = this.#words;
    for (let word = 0; word < width; word++) words[offset + word] = own[word]!;
    // Without branches, as it cannot be guessed which slots have changed.
    const changed = this.#changed;
    let count = 0;
    for (let at = 0; at < writes.length; at++) {
      const slot = writes[at]!;
      const difference = state[slot]! ^ base[slot]!;
      changed[count] = slot;
      count += (difference | -difference) >>> 31;
    }
    for (let at = 0; at < count; at++) {
      const slot = changed[at]!;
      if (!tables.put(slot, state[slot]!, words, offset)) return this.#refuse();
      state[slot] = base[slot]!;
    }
    hashes[length] = hashOf(words, offset, width);
    return true;
  }

  #refuse(): false {
    this.state.set(this.#base);
    return false;
  }

  affected(state: number, parent: number): number {
    const { visited } = this;
    return this.#code.affected(visited.words(state), visited.offset(state), visited.words(parent), visited.offset(parent));
  }

  read(state: number): State {
    const { visited } = this;
    this.#code.unpack(this.#read, this.#read, this.#readWords, visited.words(state), visited.offset(state));
    return this.#read;
  }
}
