// A search that is done and has left nothing out, as a graph.
import type { Program, State } from '../../compiler/program';
import { hashOf } from '../store/hash';
import { Moves } from '../store/moves';
import type { Search } from '../search';
import type { StateGraph } from './state-graph';

export class SearchGraph implements StateGraph {
  readonly program: Program;
  readonly next: State;
  readonly #moves: Moves;
  readonly #current: State;
  readonly #words: Int32Array;
  #loaded = 0;

  constructor(private readonly search: Search) {
    this.program = search.program;
    this.#moves = new Moves(search.program);
    this.#current = search.program.initial();
    this.next = this.#current.slice();
    this.#words = new Int32Array(search.visited.width);
  }

  get size(): number {
    return this.search.visited.size;
  }

  get retreats(): readonly number[] {
    return this.search.retreats;
  }

  load(state: number): State {
    const { packed: { packing }, visited } = this.search;
    packing.unpack(visited.words(state), visited.offset(state), visited.width, this.#current);
    this.#loaded = state;
    return this.#current;
  }

  follow(task: number, alternative: number, marks: string[]): number {
    const move = this.#moves.of(task, this.#current[this.program.tasks[task]!.pcSlot]!);
    this.next.set(this.#current);
    move.step(this.next, alternative, marks);
    return this.#find(move.writes);
  }

  #find(writes: Int32Array): number {
    const { packed: { packing }, visited } = this.search;
    const { width } = visited;
    const from = visited.offset(this.#loaded);
    this.#words.set(visited.words(this.#loaded).subarray(from, from + width));
    packing.repack(this.next, this.#current, writes, this.#words, 0);
    return visited.find(this.#words, 0, hashOf(this.#words, 0, width));
  }
}
