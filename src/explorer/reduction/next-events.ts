// What the next event of a task does in a state: of the ways that it can go, those that the state allows; and what it writes
// is only read where it is there already.
import type { Effects, Interference, LocalTransition, Store } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { conflict, merge } from './effects';
import type { ReachableEffects } from './local-reachability';
import type { GuardValues } from './guard-values';
import { RowMap } from '../rows/row-map';

export interface NextEvent {
  readonly effects: Effects;
  /** What it stores where invariants look. */
  readonly seen: readonly number[];
  /** By the index of a future: 0 not known yet, 1 no conflict, 2 conflict. */
  conflicts: Uint8Array;
}

/** The ways that the guards allow. */
interface Ways {
  readonly transitions: readonly LocalTransition[];
  /** Stores of a known value: if it is there already, they change nothing. A bit of a number each. */
  readonly repeatable: readonly { readonly slot: number; readonly value: number }[];
  readonly events: Map<number, NextEvent>;
}

/** Stores beyond this many count as changes. */
const MOST_STORES = 30;

export class NextEvents {
  /** By task and localState: the guards that its ways need, and those on which its effects depend. */
  readonly #needed: Int32Array[][];
  readonly #relevant: Int32Array[][];
  readonly #known: RowMap<Ways>[][];
  readonly #key: Int32Array;
  /** The guards that are true in the state, a bit each. */
  private readonly truth: Int32Array;

  /** `truth`: it changes from state to state. */
  constructor(private readonly interference: Interference, { bits: truth }: GuardValues) {
    this.truth = truth;
    this.#key = new Int32Array(truth.length);
    this.#known = interference.tasks.map((localStates) => localStates.map(() => new RowMap(truth.length)));
    this.#needed = interference.tasks.map((localStates) => localStates.map(({ transitions }) => {
      const needed = new Int32Array(truth.length);
      for (const guard of transitions.flatMap(({ guards }) => guards)) needed[guard >> 5]! |= 1 << (guard & 31);
      return needed;
    }));
    this.#relevant = interference.tasks.map((localStates, task) => localStates.map(({ transitions }, at) =>
      this.#needed[task]![at]!.map((guards, word) => transitions.reduce((all, { falsifies }) => all | falsifies[word]!, guards))));
  }

  /** `at`: the task's localState. */
  of(state: State, task: number, at: number): NextEvent {
    const relevant = this.#relevant[task]![at]!;
    for (let word = 0; word < this.#key.length; word++) this.#key[word] = relevant[word]! & this.truth[word]!;
    const known = this.#known[task]![at]!;
    const { transitions, repeatable, events } = known.get(this.#key) ?? known.set(this.#key, this.#ways(task, at));
    let repeated = 0;
    for (let bit = 0; bit < repeatable.length; bit++) {
      if (state[repeatable[bit]!.slot] === repeatable[bit]!.value) repeated |= 1 << bit;
    }
    let event = events.get(repeated);
    if (!event) {
      const slots = new Set(repeatable.filter((_, bit) => repeated >>> bit & 1).map(({ slot }) => slot));
      event = {
        effects: merge(transitions.map((transition) => this.#without(transition, slots)), this.interference),
        seen: [...new Set(transitions.flatMap(({ stores }) => stores.filter(({ slot, isVisible }) => isVisible && !slots.has(slot)).map(({ slot }) => slot)))],
        conflicts: new Uint8Array(256),
      };
      events.set(repeated, event);
    }
    return event;
  }

  #ways(task: number, at: number): Ways {
    const transitions = this.interference.tasks[task]![at]!.transitions.filter(({ guards }) => guards.every((guard) => this.truth[guard >> 5]! >>> (guard & 31) & 1));
    const values = new Map<number, Set<Store['values'][number] | undefined>>();
    for (const { slot, values: stored } of transitions.flatMap(({ stores }) => stores)) {
      const known = values.get(slot) ?? new Set();
      values.set(slot, known.add(stored !== 'any' && stored.length === 1 ? stored[0] : undefined));
    }
    const repeatable = [...values].flatMap(([slot, each]) => {
      const [value] = each;
      return each.size === 1 && typeof value === 'number' ? [{ slot, value }] : [];
    });
    return { transitions, repeatable: repeatable.slice(0, MOST_STORES), events: new Map() };
  }

  /**
   * The effects if these slots hold already what is stored there. What is false can only be made
   * false again if somebody else has changed a part of the slot meanwhile.
   */
  #without({ stores, reads, writes, falsifies, ...rest }: LocalTransition, slots: ReadonlySet<number>): Effects {
    const same = stores.filter(({ slot }) => slots.has(slot));
    const changing = stores.filter(({ slot }) => !slots.has(slot));
    return {
      ...rest,
      reads: reads.map((word, index) => same.reduce((all, { cells }) => all | cells[index]!, word)),
      writes: writes.map((word, index) => same.reduce((all, { cells }) => all & ~cells[index]!, word)),
      falsifies: falsifies.map((_, index) => changing.reduce((all, store) => all | (store.falsifies[index]! & (store.isWhole ? this.truth[index]! : -1)), 0)),
    };
  }

  /** The guards that the event lacks in each of its ways. */
  falseGuards(task: number, at: number): Int32Array {
    return this.#needed[task]![at]!.map((word, index) => word & ~this.truth[index]!);
  }

  conflict(event: NextEvent, future: ReachableEffects): boolean {
    if (future.index >= event.conflicts.length) {
      const conflicts = new Uint8Array(2 * future.index);
      conflicts.set(event.conflicts);
      event.conflicts = conflicts;
    }
    let known = event.conflicts[future.index]!;
    if (known === 0) known = event.conflicts[future.index] = conflict(event.effects, future) ? 2 : 1;
    return known === 2;
  }
}
