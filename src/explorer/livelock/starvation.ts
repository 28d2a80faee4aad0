// Where one process can be starved: the fair components in which it is inside a call all the time and never returns.
//
// An execution is fair if a task that is enabled again and again moves again and again (strong fairness; SF in Lamport's "The Temporal
// Logic of Actions"), and if a `choose` that is decided again and again in one state is decided each way again and again: nobody
// is for ever unlucky. The algorithm is that of Lichtenstein and Pnueli (POPL 1985), which decides emptiness of Streett automata: states
// whose demands a component cannot meet are taken away, and what is left is split into components again, until nothing has to be taken.
import { unpackChoice } from '../../machine/execution/choice';
import { findComponents } from '../graph/components';
import type { CyclicPart } from './cyclic-part';

/** The fair components of a part of the state graph in which one process is starved. States and edges are numbered as in the part. */
export class Starvation {
  /** By state: the number of its component, from 1; 0 for none. */
  #components: Int32Array;
  #states: (readonly number[])[] = [];

  private constructor(readonly part: CyclicPart, readonly process: number, isAsleep: boolean) {
    const { inside, enabled } = part;
    this.#components = inside.map((processes, state) => (isAsleep ? processes & ~enabled[state]! : processes) >>> process & 1);
  }

  /** `isAsleep`: only where the process is inside a call and not enabled. Yields now and then. */
  static *of(part: CyclicPart, process: number, isAsleep: boolean): Generator<void, Starvation> {
    const starvation = new Starvation(part, process, isAsleep);
    while (yield* starvation.#refine());
    return starvation;
  }

  /** The states of each fair component. */
  get components(): readonly (readonly number[])[] {
    return this.#states;
  }

  /** Tells the edges that stay in the component, without the process making progress. */
  edges(state: number, visit: (edge: number, task: number, target: number) => void): void {
    const { begins, choices, targets } = this.part;
    const end = begins[state + 1]!;
    for (let first = begins[state]!; first < end; ) {
      const { task } = unpackChoice(choices[first]!);
      let next = first;
      let stays = true;
      for (; next < end && unpackChoice(choices[next]!).task === task; next++) stays &&= this.#stays(state, task, next);
      // An alternative that leaves is taken some time, by fairness.
      if (stays) for (let edge = first; edge < next; edge++) visit(edge, task, targets[edge]!);
      first = next;
    }
  }

  #stays(state: number, task: number, edge: number): boolean {
    const target = this.part.targets[edge]!;
    if (target < 0 || this.#components[target] !== this.#components[state]) return false;
    return task !== this.process || this.part.returns[edge] === 0;
  }

  /** Splits what is left into components and takes away what cannot be fair. False if there was nothing to do. */
  *#refine(): Generator<void, boolean> {
    const before = this.#states;
    const states: (readonly number[])[] = [];
    const size = this.#components.length;
    const graph = {
      size,
      successors: (state: number, visit: (target: number) => void): void => this.edges(state, (_, __, target) => visit(target)),
    };
    const roots = [...this.#components.keys()].filter((state) => this.#components[state] !== 0);
    yield* findComponents(graph, roots, (nodes, isCyclic) => isCyclic && states.push(nodes));
    this.#components = new Int32Array(size);
    states.forEach((nodes, index) => nodes.forEach((state) => (this.#components[state] = index + 1)));
    this.#states = states;
    const removed = states.map((nodes) => this.#removeUnfair(nodes)).some((isRemoved) => isRemoved);
    return removed || states.length !== before.length || total(states) !== total(before);
  }

  /** Removes the states in which a task is enabled that never moves in this component. */
  #removeUnfair(nodes: readonly number[]): boolean {
    let moved = 0;
    for (const state of nodes) this.edges(state, (_, task) => (moved |= 1 << task));
    const unfair = nodes.filter((state) => this.part.enabled[state]! & ~moved);
    for (const state of unfair) this.#components[state] = 0;
    return unfair.length > 0;
  }
}

function total(states: readonly (readonly number[])[]): number {
  return states.reduce((sum, nodes) => sum + nodes.length, 0);
}
