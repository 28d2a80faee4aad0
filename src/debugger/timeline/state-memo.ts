// A function of the state that is computed once for all states that look the same to it.
import type { State } from '../../compiler/program';
import { accessesOf } from '../../machine/execution/accesses';

/** Either the slot on whose value it depends what comes next, or the result. */
type Node<T> = { readonly slot: number; readonly next: Map<number, Node<T>> } | { readonly result: T };

/** More results than this are not kept: all are forgotten, and it begins anew. */
const MOST_RESULTS = 20_000;

/**
 * The results of a function by the values that it read, in the order in which it read them (a decision tree).
 * Invariant: the function is deterministic, so what it reads next depends on nothing but what it has read.
 */
export class StateMemo<T> {
  #root: Node<T> | undefined;
  #results = 0;
  readonly #slots = new Set<number>();

  /** `onRead` is told each slot that the function ever reads: while these stay as they are, so does the result. */
  constructor(private readonly compute: (state: State) => T, private readonly onRead: (slot: number) => void = () => {}) {}

  at(state: State): T {
    let node = this.#root;
    while (node && 'next' in node) node = node.next.get(state[node.slot]!);
    return node ? node.result : this.#learn(state);
  }

  #learn(state: State): T {
    let result: T;
    const { reads } = accessesOf(state, (noting) => { result = this.compute(noting); });
    if (++this.#results > MOST_RESULTS) this.#root = undefined;
    let attach = (node: Node<T>): void => { this.#root ??= node; };
    let node = this.#root;
    for (const slot of reads) {
      if (!this.#slots.has(slot)) this.onRead(slot);
      this.#slots.add(slot);
      if (!node) attach(node = { slot, next: new Map() });
      const { next } = node as Extract<Node<T>, { next: object }>;
      attach = (child) => { next.set(state[slot]!, child); };
      node = next.get(state[slot]!);
    }
    attach({ result: result! });
    return result!;
  }
}
