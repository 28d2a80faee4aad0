// The graph of a search that leaves something out (reduction, symmetry). It is small, and to find its edges again would cost as much
// as the search, so they are kept: each leads from a state's parent, or it is noted here because the state was known.
import { findComponents, type Graph } from '../graph/components';
import { GrowableRows } from '../rows/growable-rows';
import type { Visited } from '../store/visited';

/** The edges of a reduced graph, over the states of a visited set. */
export class ReducedGraph implements Graph {
  /** From where to where. */
  readonly #edges = new GrowableRows(2);
  /** By state, where its targets begin; they end where those of the next state begin. */
  #begins = new Int32Array(0);
  #targets = new Int32Array(0);

  constructor(private readonly visited: Visited) {}

  get size(): number {
    return this.visited.size;
  }

  /** Edges to states that were known. */
  get length(): number {
    return this.#edges.length;
  }

  get bytes(): number {
    return this.#edges.bytes;
  }

  /** An edge to a state that was known before. */
  add(from: number, to: number): void {
    const edge = this.#edges.push();
    const part = this.#edges.part(edge);
    const offset = this.#edges.offset(edge);
    part[offset] = from;
    part[offset + 1] = to;
  }

  /** From where and to where such an edge leads. */
  edge(index: number): readonly [from: number, to: number] {
    const part = this.#edges.part(index);
    const offset = this.#edges.offset(index);
    return [part[offset]!, part[offset + 1]!];
  }

  /** Only after `isCyclic` has been asked. */
  successors(node: number, visit: (target: number) => void): void {
    for (let at = this.#begins[node]!; at < this.#begins[node + 1]!; at++) visit(this.#targets[at]!);
  }

  /** Can anything repeat, once the search is done? Yields now and then. */
  *isCyclic(): Generator<void, boolean> {
    this.#sort();
    let isFound = false;
    for (const _ of findComponents(this, [0], (_, isCyclic) => { isFound ||= isCyclic; })) {
      if (isFound) return true;
      yield;
    }
    return isFound;
  }

  /** Puts the targets of each state together. */
  #sort(): void {
    const { size } = this;
    const begins = new Int32Array(size + 1);
    this.#each((from) => begins[from + 1]!++);
    for (let state = 0; state < size; state++) begins[state + 1]! += begins[state]!;
    const next = begins.slice();
    this.#targets = new Int32Array(begins[size]!);
    this.#each((from, to) => { this.#targets[next[from]!++] = to; });
    this.#begins = begins;
  }

  #each(visit: (from: number, to: number) => void): void {
    for (let state = 1; state < this.size; state++) visit(this.visited.parentOf(state), state);
    for (let edge = 0; edge < this.length; edge++) visit(...this.edge(edge));
  }
}
