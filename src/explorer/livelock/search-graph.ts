// A search that is done and has left nothing out, as a graph.
import type { Program } from '../../compiler/program';
import type { Search } from '../search';
import { hashOf } from '../store/hash';
import { RETURNS } from '../store/transitions';
import type { StateGraph } from './state-graph';

export class SearchGraph implements StateGraph {
  readonly program: Program;
  #state = 0;
  /** By task: the event that it performs in the state, or -1 if nobody has asked. */
  readonly #events: Int32Array;
  /** The effect of the event that was followed last, and the state after it. */
  #effect = 0;
  readonly #next: Int32Array;

  constructor(private readonly search: Search) {
    this.program = search.program;
    this.#events = new Int32Array(search.program.tasks.length);
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
    this.#events.fill(-1);
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
    const { effects } = this.search.packed.transitions;
    return effects.part(this.#effect)[effects.offset(this.#effect) + RETURNS] === 1;
  }

  get target(): number {
    return this.search.visited.find(this.#next, 0, hashOf(this.#next, 0, this.#next.length));
  }

  #eventOf(task: number): number {
    const known = this.#events[task]!;
    if (known >= 0) return known;
    const { packed: { transitions }, visited } = this.search;
    return (this.#events[task] = transitions.eventOf(task, visited.words(this.#state), visited.offset(this.#state), visited.width));
  }
}
