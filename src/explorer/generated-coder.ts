// Packs and unpacks by generated code, for the values that were known when it was made. It refuses others.
import type { State } from '../compiler/program';
import type { Coder, Encode } from './coder';
import type { Move } from './moves';
import { PackedCode } from './packed-code';
import type { Packing } from './packing';
import type { Successors } from './successors';
import type { Visited } from './visited';
import type { Watcher } from './watchers';

export class GeneratedCoder implements Coder {
  readonly #code: PackedCode;

  constructor(
    packing: Packing, private readonly visited: Visited, successors: Successors, watchers: readonly Watcher[], initial: State,
  ) {
    this.#code = new PackedCode(packing, successors, watchers, initial);
  }

  get state(): State {
    return this.#code.state;
  }

  load(state: number): void {
    this.#code.load(this.visited.words(state), this.visited.offset(state));
  }

  encoder({ writes }: Move): Encode {
    return this.#code.encoder(writes);
  }

  affected(state: number, parent: number): number {
    const { visited } = this;
    return this.#code.affected(visited.words(state), visited.offset(state), visited.words(parent), visited.offset(parent));
  }

  read(state: number, into: State): void {
    this.#code.unpack(into, this.visited.words(state), this.visited.offset(state));
  }
}
