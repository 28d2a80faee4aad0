// States that a search has found, as a graph to be walked once more. Its edges are not kept: they are what the program does.
import type { Program } from '../../compiler/program';
import { isAwaited } from '../../machine/verdict/call-progress';
import type { StateSpace } from './state-space';

export class SearchGraph {
  readonly program: Program;
  #state = 0;
  /** The task that was asked about last in this state, and the event that it performs. */
  #task = -1;
  #event = 0;
  /** The effect of the event that was followed last, and the state after it. */
  #effect = 0;
  readonly #next: Int32Array;

  constructor(private readonly space: StateSpace) {
    this.program = space.packed.program;
    this.#next = new Int32Array(space.width);
  }

  /** Nodes are 0 … size - 1. */
  get size(): number {
    return this.space.size;
  }

  /** The nodes with an edge from one that is not earlier than themselves, some more than once. */
  get retreats(): readonly number[] {
    return this.space.retreats;
  }

  /** Says which of two nodes was discovered first. */
  numberOf(node: number): number {
    return this.space.numberOf(node);
  }

  /** What follows is about this state, until the next is loaded. */
  load(state: number): void {
    this.#state = state;
    this.#task = -1;
  }

  /** The program counter of a task. */
  pc(task: number): number {
    const { space, space: { packed: { transitions } } } = this;
    return transitions.pc(task, space.words(this.#state), space.offset(this.#state));
  }

  /** Whether the task is in a loop, so that some event of it can be part of a cycle. */
  isInLoop(task: number): boolean {
    return this.space.packed.transitions.loops.isIn(task, this.pc(task));
  }

  /** A process is in a call that has to return. */
  isAwaited(process: number): boolean {
    const { space, space: { packed: { coder } } } = this;
    return isAwaited(this.program, coder.read(space.words(this.#state), space.offset(this.#state), space.width), process);
  }

  /** How many alternatives a task has: 0 when it is not enabled. */
  alternatives(task: number): number {
    const { transitions } = this.space.packed;
    const event = this.#eventOf(task);
    return transitions.end(event) - transitions.begin(event);
  }

  /** What follows is about this event of the state loaded, until the next is followed. */
  follow(task: number, alternative: number): void {
    const { space, space: { packed: { transitions } } } = this;
    this.#effect = transitions.begin(this.#eventOf(task)) + alternative;
    transitions.apply(this.#effect, space.words(this.#state), space.offset(this.#state), this.#next, 0, this.#next.length);
  }

  /** Whether the event can be part of a cycle. */
  get canRepeat(): boolean {
    const { space, space: { packed: { transitions } } } = this;
    return transitions.canRepeat(this.#effect, space.words(this.#state), space.offset(this.#state));
  }

  /** The model has no room for the event: it leads nowhere. */
  get isCut(): boolean {
    return this.space.packed.transitions.choice(this.#effect) < 0;
  }

  /** Whether a call of the task's own body returns in the event. */
  get returns(): boolean {
    return this.space.packed.transitions.returns(this.#effect);
  }

  /** The node that the event leads to; -1 if it does not matter. */
  get target(): number {
    return this.space.find(this.#next);
  }

  #eventOf(task: number): number {
    if (task === this.#task) return this.#event;
    const { space, space: { packed: { transitions } } } = this;
    this.#task = task;
    return (this.#event = transitions.eventOf(task, space.words(this.#state), space.offset(this.#state), space.width));
  }
}
