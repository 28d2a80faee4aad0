// What tasks may still do from a state as long as some others do not move: an event does not go a way that guards a guard
// which is false by now and which nobody who moves can bring about.
// Everything that may happen is a row of bits, and what several events may do is the union of their rows.
import type { Interference, LocalTransition } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { combine, meets, type Combined } from './effects';
import { StoredValues } from './stored-values';
import { GuardValues } from './guard-values';
import { RowMap } from '../rows/row-map';

/** Everything that may happen, taken together. */
export interface ReachableEffects extends Combined {
  readonly index: number;
  /** The guards that it may bring about. */
  readonly enables: Int32Array;
  /** What it may leave in slots that invariants look at. */
  readonly stores: Int32Array;
}

/** A way that an event can go. */
interface Way {
  readonly end: number;
  /** The guards that it guards, a bit each. */
  readonly guards: Int32Array;
  readonly row: Int32Array;
}

export class LocalReachability {
  /** What is true in the state. */
  readonly truth: GuardValues;
  readonly values: StoredValues;
  readonly #words: number;
  /** By task and localState. */
  readonly #ways: readonly (readonly (readonly Way[])[])[];
  /** By task and localState: 1 if `#visit` has been there. */
  readonly #isReached: readonly Uint8Array[];
  readonly #pending: number[] = [];
  /** By task and localState: the guards on which the future depends, and the futures by those among them that count as false. */
  readonly #relevant: Int32Array[][];
  readonly #known: RowMap<ReachableEffects>[][];
  readonly #enabled: Int32Array;
  /** By task: the guards that are false, and what it may do while they are: that is if nobody brings about any guard. */
  readonly #false: Int32Array[];
  readonly least: ReachableEffects[] = [];
  /** By task: the guards that count as false, if that is not all of them. */
  readonly #closed: Int32Array[];
  readonly #isOpened: Uint8Array;
  /** What `without` has given last. */
  readonly current: ReachableEffects[] = [];
  readonly #nothing: ReachableEffects;
  readonly #all: RowMap<ReachableEffects>;
  #count = 0;
  /** The local states of the tasks. */
  readonly #at: Int32Array;
  readonly #row: Int32Array;

  constructor(private readonly interference: Interference) {
    const { tasks } = interference;
    this.truth = new GuardValues(interference.guards);
    this.values = new StoredValues(interference);
    this.#words = this.truth.bits.length;
    this.#enabled = new Int32Array(this.#words);
    this.#closed = tasks.map(() => new Int32Array(this.#words));
    this.#false = tasks.map(() => new Int32Array(this.#words));
    this.#isOpened = new Uint8Array(tasks.length);
    this.#at = new Int32Array(tasks.length).fill(-1);
    this.#ways = tasks.map((localStates) => localStates.map(({ transitions }) =>
      transitions.map((transition) => ({ end: transition.end, guards: this.#guardsIn(transition.guards), row: this.#rowOf(transition) }))));
    this.#isReached = tasks.map(({ length }) => new Uint8Array(length));
    this.#row = this.#rowOf();
    this.#all = new RowMap(this.#row.length);
    this.#known = tasks.map((localStates) => localStates.map(() => new RowMap(this.#words)));
    const none = new Int32Array(this.#words);
    this.#relevant = tasks.map((localStates, task) => localStates.map((_, index) => {
      const relevant = new Int32Array(this.#words);
      this.#visit(task, index, none, ({ guards }) => unite(relevant, guards));
      return relevant;
    }));
    this.#nothing = this.#intern();
  }

  /** `at`: the localState of each task in the state. */
  from(state: State, at: Int32Array): void {
    this.truth.of(state);
    const { bits, changed } = this.truth;
    for (let task = 0; task < at.length; task++) {
      const relevant = this.#relevant[task]![at[task]!]!;
      if (at[task] === this.#at[task] && !meets(relevant, changed)) continue;
      this.#at[task] = at[task]!;
      const closed = this.#false[task]!;
      for (let word = 0; word < closed.length; word++) closed[word] = relevant[word]! & ~bits[word]!;
      this.least[task] = this.#futureOf(task, closed);
      this.#isOpened[task] = 1;
    }
  }

  /** By task: what it may do while these do not move, a bit each. Of these it says nothing. Valid until the next call. */
  without(waiting: number): readonly ReachableEffects[] {
    this.#enabled.set(this.truth.bits);
    for (let task = 0; task < this.#at.length; task++) {
      const future = this.current[task] = waiting >>> task & 1 ? this.#nothing : this.least[task]!;
      if (this.#isOpened[task]) this.#closed[task]!.set(this.#false[task]!);
      this.#isOpened[task] = 0;
      this.#enable(future.enables);
    }
    // Round and round, until nothing has changed for a whole round: a task can also open ways for itself.
    const tasks = this.#at.length;
    for (let task = 0, calm = 0; calm < tasks; task = task + 1 < tasks ? task + 1 : 0, calm++) {
      const closed = this.#closed[task]!;
      if (waiting >>> task & 1 || !meets(closed, this.#enabled)) continue;
      this.#isOpened[task] = 1;
      for (let word = 0; word < closed.length; word++) closed[word]! &= ~this.#enabled[word]!;
      if (this.#enable((this.current[task] = this.#futureOf(task, closed)).enables)) calm = -1;
    }
    return this.current;
  }

  /** Are there more guards by these than by now? */
  #enable(guards: Int32Array): boolean {
    const enabled = this.#enabled;
    let isMore = false;
    for (let word = 0; word < enabled.length; word++) {
      if ((guards[word]! & ~enabled[word]!) === 0) continue;
      enabled[word]! |= guards[word]!;
      isMore = true;
    }
    return isMore;
  }

  #futureOf(task: number, closed: Int32Array): ReachableEffects {
    const at = this.#at[task]!;
    const known = this.#known[task]![at]!;
    return known.get(closed) ?? known.set(closed, this.#make(task, at, closed));
  }

  #make(task: number, at: number, closed: Int32Array): ReachableEffects {
    this.#row.fill(0);
    this.#visit(task, at, closed, ({ row }) => unite(this.#row, row));
    return this.#intern();
  }

  /** All the ways that events can go from a localState on, but for those that need a guard that is closed. */
  #visit(task: number, at: number, closed: Int32Array, visit: (way: Way) => void): void {
    const ways = this.#ways[task]!;
    const isReached = this.#isReached[task]!;
    const pending = this.#pending;
    isReached.fill(0);
    isReached[at] = 1;
    pending.push(at);
    while (pending.length > 0) {
      const each = ways[pending.pop()!]!;
      for (let index = 0; index < each.length; index++) {
        const way = each[index]!;
        if (meets(way.guards, closed)) continue;
        visit(way);
        if (way.end < 0 || isReached[way.end]) continue;
        isReached[way.end] = 1;
        pending.push(way.end);
      }
    }
  }

  #guardsIn(guards: readonly number[]): Int32Array {
    const set = new Int32Array(this.#words);
    for (const guard of guards) set[guard >> 5]! |= 1 << (guard & 31);
    return set;
  }

  /** The sets of bits one after the other, as `#intern` takes them apart again. */
  #rowOf(transition?: LocalTransition): Int32Array {
    const { accesses, changes, exceptIncrements, exceptDecrements, tests, falsifies } = combine(transition ? [transition] : [], this.interference);
    const enables = transition?.enables ?? new Int32Array(this.#words);
    const stores = this.values.set(transition?.stores ?? []);
    return Int32Array.from([accesses, changes, exceptIncrements, exceptDecrements, tests, falsifies, enables, stores].flatMap((set) => [...set]));
  }

  /** The future that the row says. */
  #intern(): ReachableEffects {
    return this.#all.get(this.#row) ?? this.#all.set(this.#row, this.#futureIn(this.#row.slice()));
  }

  #futureIn(row: Int32Array): ReachableEffects {
    const words = (this.interference.cells >> 5) + 1;
    let at = 0;
    const take = (length: number): Int32Array => row.subarray(at, at += length);
    return {
      index: this.#count++, accesses: take(words), changes: take(words), exceptIncrements: take(words), exceptDecrements: take(words),
      tests: take(this.#words), falsifies: take(this.#words), enables: take(this.#words), stores: take(this.values.words),
    };
  }
}

function unite(set: Int32Array, more: Int32Array): void {
  for (let word = 0; word < set.length; word++) set[word]! |= more[word]!;
}
