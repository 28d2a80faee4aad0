// A search that is done and has left nothing out, as a graph to be walked once more. Its edges are not kept: they are what the
// program does. This is all that the search for livelocks knows of how states are stored.
import type { Program } from '../../compiler/program';
import { isAwaited } from '../../machine/verdict/call-progress';
import type { Search } from '../search/search';
import { hashOf } from '../rows/row-hash';

export class SearchGraph {
  readonly program: Program;
  #state = 0;
  /** The task that was asked about last in this state, and the event that it performs. */
  #task = -1;
  #event = 0;
  /** The effect of the event that was followed last, and the state after it. */
  #effect = 0;
  readonly #next: Int32Array;

  constructor(private readonly search: Search) {
    this.program = search.program;
    this.#next = new Int32Array(search.visited.width);
  }

  /** States are 0 … size - 1, in the order of their distance from the beginning. */
  get size(): number {
    return this.search.visited.size;
  }

  /** The states with an edge from one that is not earlier than themselves, some more than once. Every cycle has one. */
  get retreats(): readonly number[] {
    return this.search.retreats;
  }

  /** What follows is about this state, until the next is loaded. */
  load(state: number): void {
    this.#state = state;
    this.#task = -1;
  }

  /** The program counter of a task. */
  pc(task: number): number {
    const { packed: { transitions }, visited } = this.search;
    return transitions.pc(task, visited.words(this.#state), visited.offset(this.#state));
  }

  /** A process is in a call that has to return. */
  isAwaited(process: number): boolean {
    const { packed: { coder }, visited } = this.search;
    return isAwaited(this.program, coder.read(visited.words(this.#state), visited.offset(this.#state), visited.width), process);
  }

  /** How many alternatives a task has: 0 when it is not enabled. */
  alternatives(task: number): number {
    const { transitions } = this.search.packed;
    const event = this.#eventOf(task);
    return transitions.end(event) - transitions.begin(event);
  }

  /** What follows is about this event of the state loaded, until the next is followed. */
  follow(task: number, alternative: number): void {
    const { packed: { transitions }, visited } = this.search;
    this.#effect = transitions.begin(this.#eventOf(task)) + alternative;
    transitions.apply(this.#effect, visited.words(this.#state), visited.offset(this.#state), this.#next, 0, this.#next.length);
  }

  /** The program counter of a task after the event. */
  nextPc(task: number): number {
    return this.search.packed.transitions.pc(task, this.#next, 0);
  }

  /** The model has no room for the event: it leads nowhere. */
  get isCut(): boolean {
    return this.search.packed.transitions.choice(this.#effect) < 0;
  }

  /** Whether a call of the task's own body returns in the event. */
  get returns(): boolean {
    return this.search.packed.transitions.returns(this.#effect);
  }

  /** The state that the event leads to. */
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
