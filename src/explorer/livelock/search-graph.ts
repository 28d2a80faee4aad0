// A search that is done and has left nothing out, as a graph.
import type { Program } from '../../compiler/program';
import type { Search } from '../search/search';
import { hashOf } from '../rows/row-hash';
import type { StateGraph } from './state-graph';

export class SearchGraph implements StateGraph {
  readonly program: Program;
  #state = 0;
  /** Who was asked about last in this state, and the event that it performs. */
  #task = -1;
  #event = 0;
  /** The effect of the event that was followed last, and the state after it. */
  #effect = 0;
  readonly #next: Int32Array;

  constructor(private readonly search: Search) {
    this.program = search.program;
    this.#next = new Int32Array(search.visited.width);
  }

  get size(): number {
    return this.search.visited.size;
  }

  get retreats(): readonly number[] {
    return this.search.retreats;
  }

  load(state: number): void {
    this.#state = state;
    this.#task = -1;
  }

  place(task: number): number {
    const { packed: { transitions }, visited } = this.search;
    return transitions.place(task, visited.words(this.#state), visited.offset(this.#state));
  }

  alternatives(task: number): number {
    const { transitions } = this.search.packed;
    const event = this.#eventOf(task);
    return transitions.end(event) - transitions.begin(event);
  }

  follow(task: number, alternative: number): void {
    const { packed: { transitions }, visited } = this.search;
    this.#effect = transitions.begin(this.#eventOf(task)) + alternative;
    transitions.apply(this.#effect, visited.words(this.#state), visited.offset(this.#state), this.#next, 0, this.#next.length);
  }

  nextPlace(task: number): number {
    return this.search.packed.transitions.place(task, this.#next, 0);
  }

  get returns(): boolean {
    return this.search.packed.transitions.returns(this.#effect);
  }

  get target(): number {
    return this.search.visited.find(this.#next, 0, hashOf(this.#next, 0, this.#next.length));
  }

  #eventOf(task: number): number {
    if (task === this.#task) return this.#event;
    const { packed: { transitions }, visited } = this.search;
    this.#task = task;
    return (this.#event = transitions.eventOf(task, visited.words(this.#state), visited.offset(this.#state), visited.width));
  }
}
