// Packs and unpacks by generated code, for the values that were known when it was made. It refuses others.
import type { State } from '../compiler/program';
import type { Coder } from './coder';
import type { Move } from './moves';
import { PackedCode, type Encode } from './packed-code';
import type { Packing } from './packing';
import type { Successors } from './successors';
import type { Visited } from './visited';
import type { Watcher } from './watchers';

export class GeneratedCoder implements Coder {
  readonly #code: PackedCode;
  /** By move. */
  readonly #encoders: (Encode | undefined)[] = [];

  constructor(
    packing: Packing, private readonly visited: Visited, private readonly successors: Successors, watchers: readonly Watcher[], initial: State,
  ) {
    this.#code = new PackedCode(packing, successors, watchers, initial);
  }

  get state(): State {
    return this.#code.state;
  }

  load(state: number): void {
    this.#code.load(this.visited.words(state), this.visited.offset(state));
  }

  take(move: Move): boolean {
    const encode = this.#encoders[move.id] ??= this.#code.encoder(move.writes);
    return encode(this.successors.length) === 0;
  }

  affected(state: number, parent: number): number {
    const { visited } = this;
    return this.#code.affected(visited.words(state), visited.offset(state), visited.words(parent), visited.offset(parent));
  }

  read(state: number, into: State): void {
    this.#code.unpack(into, this.visited.words(state), this.visited.offset(state));
  }
}
