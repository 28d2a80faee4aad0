// A search that is done, as a graph.
import type { Program, State } from '../compiler/program';
import { Moves } from './moves';
import type { Search } from './search';
import type { StateGraph } from './state-graph';

export class SearchGraph implements StateGraph {
  readonly program: Program;
  placeAfter = 0;
  readonly #moves: Moves;

  constructor(private readonly search: Search) {
    this.program = search.program;
    this.#moves = new Moves(search.program);
  }

  get size(): number {
    return this.search.visited.size;
  }

  get retreats(): readonly number[] {
    return this.search.retreats;
  }

  load(state: number): State {
    const { words, offset, width } = this.search.visited.at(state);
    this.search.packing.load(words, offset, width, this.#moves.current);
    this.#moves.from();
    return this.#moves.current;
  }

  follow(task: number, alternative: number, marks: string[]): number {
    const { next } = this.#moves;
    const changed = this.#moves.make(task, alternative, marks);
    const target = this.search.visited.find(this.search.packing.pack(next, changed));
    this.placeAfter = this.program.location(next, task).pc;
    this.#moves.undo(changed);
    return target;
  }
}
