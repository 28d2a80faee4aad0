// What can repeat on some of the versions that were searched together. A cycle of one version is one of the graph that all of them make together, so most states are
// looked at once for all versions, and for each only those that are on a cycle of that graph.
import { findComponents, type Graph } from '../graph/components';
import type { FamilySearch } from '../search/family-search';
import type { VersionSet } from '../store/views-by-version';
import type { StateSpace } from './state-space';

/** The states that are on a cycle of all versions together, as nodes 0 … size - 1. */
export class FamilyCycles {
  readonly #states: number[] = [];
  /** By state: its node, -1 for none. */
  readonly #nodes: Int32Array;
  /** By node: the entries of the search that are about it. */
  readonly #entries: number[][];

  private constructor(private readonly search: FamilySearch) {
    this.#nodes = new Int32Array(search.states.size).fill(-1);
    this.#entries = [];
  }

  /** `versions`: those that are asked about. Yields now and then. */
  static *of(search: FamilySearch, versions: VersionSet): Generator<void, FamilyCycles> {
    const cycles = new FamilyCycles(search);
    const roots = search.retreats.filter((retreat) => (retreat.versions & versions) !== 0).map(({ state }) => state);
    if (roots.length === 0) return cycles;
    yield* findComponents(new Rounds(search, versions), roots, (states, isCyclic) => { if (isCyclic) cycles.#add(states); });
    cycles.#findEntries();
    return cycles;
  }

  get size(): number {
    return this.#states.length;
  }

  /** The states that one version reaches. The search must be about its program. */
  spaceOf(version: number): StateSpace {
    const { search } = this;
    const states = this.#states;
    const isOwn = (versions: VersionSet): boolean => (versions >>> version & 1) === 1;
    return {
      packed: search.packed, size: states.length, width: search.states.width,
      retreats: search.retreats.filter(({ versions, state }) => isOwn(versions) && this.#nodes[state]! >= 0).map(({ state }) => this.#nodes[state]!),
      words: (node) => search.states.words(states[node]!), offset: (node) => search.states.offset(states[node]!),
      find: (words) => this.#nodes[search.states.find(words)]!,
      // Entries of one version are in the order in which it discovers their states.
      numberOf: (node) => this.#entries[node]!.find((entry) => isOwn(search.states.versionsOf(entry)))!,
      pathTo: (entry) => search.states.pathTo(entry),
    };
  }

  #add(states: readonly number[]): void {
    for (const state of states) this.#nodes[state] = this.#states.push(state) - 1;
  }

  #findEntries(): void {
    if (this.size === 0) return;
    this.#entries.push(...this.#states.map(() => []));
    for (let entry = 0; entry < this.search.states.entries; entry++) this.#entries[this.#nodes[this.search.states.stateOf(entry)]!]?.push(entry);
  }
}

/** The edges by events that can be part of a cycle, of any of the versions. */
class Rounds implements Graph {
  constructor(private readonly search: FamilySearch, private readonly versions: VersionSet) {}

  get size(): number {
    return this.search.states.size;
  }

  successors(state: number, visit: (target: number) => void): void {
    const { search } = this;
    const versions = search.states.reached(state) & this.versions;
    for (let task = 0; task < search.packed.program.tasks.length; task++) search.rounds(state, task, versions, visit);
  }
}
