// What the next event of a task may do in a state: the effects of those transitions of its local state whose guards are true.
// Stores of a value that is there already count as reads. This is finer than the per-transition matrices of LTSmin, which are
// worked out before the search and do not look at the state.
import { bitSet, isMember, unite, type BitSet } from '../../compiler/bit-set';
import type { Effects, Interference, LocalTransition, Store } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { RowMap } from '../rows/row-map';
import { isDependent, unionOf } from './effects';
import type { GuardValues } from './guard-values';
import type { ReachableEffects } from './local-reachability';

/** What the next event of a task may do in a state. */
export interface NextEvent {
  readonly effects: Effects;
  /** The slots that it may change and on which invariants depend. */
  readonly visible: readonly number[];
  /** By the index of what others may do: 0 not known yet, 1 independent, 2 dependent. */
  dependence: Uint8Array;
}

/** The transitions of a local state whose guards are true, and the events that they are, by the stores that change nothing. */
interface EnabledTransitions {
  readonly transitions: readonly LocalTransition[];
  /** Stores of one value: where it is there already, they change nothing. Each is a bit in the key of `events`. */
  readonly constantStores: readonly { readonly slot: number; readonly value: number }[];
  readonly events: Map<number, NextEvent>;
}

/** Stores beyond this many count as changes: the key of an event is a small integer. */
const MOST_STORES = 30;

export class NextEvents {
  /** By task and local state: the guards of its transitions, and those that decide the effects. */
  readonly #guards: BitSet[][];
  readonly #relevant: BitSet[][];
  /** By the relevant guards that are true. */
  readonly #known: RowMap<EnabledTransitions>[][];
  readonly #key: Int32Array;

  /** `guardValues`: those of the state that is asked about. */
  constructor(private readonly interference: Interference, private readonly guardValues: GuardValues) {
    const { guards, tasks } = interference;
    this.#key = bitSet(guards.length);
    this.#known = tasks.map((localStates) => localStates.map(() => new RowMap(this.#key.length)));
    this.#guards = tasks.map((localStates) => localStates.map(({ transitions }) => bitSet(guards.length, transitions.flatMap((each) => each.guards))));
    this.#relevant = tasks.map((localStates, task) => localStates.map(({ transitions }, index) => {
      const relevant = this.#guards[task]![index]!.slice();
      for (const { falsifies } of transitions) unite(relevant, falsifies);
      return relevant;
    }));
  }

  /** `index`: the local state that the task is in. */
  of(state: State, task: number, index: number): NextEvent {
    const key = this.#key;
    const relevant = this.#relevant[task]![index]!;
    const { areTrue } = this.guardValues;
    for (let word = 0; word < key.length; word++) key[word] = relevant[word]! & areTrue[word]!;
    const known = this.#known[task]![index]!;
    const enabled = known.get(key) ?? known.set(key, this.#enabledTransitions(task, index));
    const { constantStores, events } = enabled;
    let unchanging = 0;
    for (let bit = 0; bit < constantStores.length; bit++) {
      if (state[constantStores[bit]!.slot] === constantStores[bit]!.value) unchanging |= 1 << bit;
    }
    let event = events.get(unchanging);
    if (!event) events.set(unchanging, event = this.#event(enabled, unchanging));
    return event;
  }

  #enabledTransitions(task: number, index: number): EnabledTransitions {
    const { areTrue } = this.guardValues;
    const transitions = this.interference.tasks[task]![index]!.transitions.filter(({ guards }) => guards.every((guard) => isMember(areTrue, guard)));
    const values = new Map<number, Set<Store['values'][number] | undefined>>();
    for (const { slot, values: stored } of transitions.flatMap(({ stores }) => stores)) {
      const known = values.get(slot) ?? new Set();
      values.set(slot, known.add(stored !== 'any' && stored.length === 1 ? stored[0] : undefined));
    }
    const constantStores = [...values].flatMap(([slot, each]) => {
      const [value] = each;
      return each.size === 1 && typeof value === 'number' ? [{ slot, value }] : [];
    });
    return { transitions, constantStores: constantStores.slice(0, MOST_STORES), events: new Map() };
  }

  /** `unchanging`: the constant stores, a bit each, whose value is there already. */
  #event({ transitions, constantStores }: EnabledTransitions, unchanging: number): NextEvent {
    const slots = new Set(constantStores.filter((_, bit) => unchanging >>> bit & 1).map(({ slot }) => slot));
    const changing = transitions.flatMap(({ stores }) => stores.filter(({ slot }) => !slots.has(slot)));
    return {
      effects: unionOf(transitions.map((transition) => this.#without(transition, slots)), this.interference),
      visible: [...new Set(changing.filter(({ isVisible }) => isVisible).map(({ slot }) => slot))],
      dependence: new Uint8Array(256),
    };
  }

  /**
   * The effects if these slots hold already what is stored there. A guard that is false can only be made
   * false again if somebody else has changed a part of the slot meanwhile.
   */
  #without({ stores, reads, writes, falsifies, ...rest }: LocalTransition, slots: ReadonlySet<number>): Effects {
    const { areTrue } = this.guardValues;
    const same = stores.filter(({ slot }) => slots.has(slot));
    const changing = stores.filter(({ slot }) => !slots.has(slot));
    return {
      ...rest,
      reads: reads.map((word, at) => same.reduce((all, { cells }) => all | cells[at]!, word)),
      writes: writes.map((word, at) => same.reduce((all, { cells }) => all & ~cells[at]!, word)),
      falsifies: falsifies.map((_, at) => changing.reduce((all, store) => all | (store.falsifies[at]! & (store.isWhole ? areTrue[at]! : -1)), 0)),
    };
  }

  /** The guards of the transitions of a local state that are false. */
  falseGuards(task: number, index: number): BitSet {
    const { areTrue } = this.guardValues;
    return this.#guards[task]![index]!.map((word, at) => word & ~areTrue[at]!);
  }

  /** May something that others may still do depend on the event? */
  isDependent(event: NextEvent, others: ReachableEffects): boolean {
    if (others.index >= event.dependence.length) {
      const dependence = new Uint8Array(2 * others.index);
      dependence.set(event.dependence);
      event.dependence = dependence;
    }
    let known = event.dependence[others.index]!;
    if (known === 0) known = event.dependence[others.index] = isDependent(event.effects, others) ? 2 : 1;
    return known === 2;
  }
}
