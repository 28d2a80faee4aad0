// What tasks may still do from a state as long as some others do not move: an event does not go a way that needs a fact
// which is false by now and which nobody who moves can bring about.
// Everything that may happen is a row of bits, and what several events may do is the union of their rows.
import type { Interference, Outcome } from '../../compiler/interference/local-state';
import type { State } from '../../compiler/program';
import { combine, meets, type Combined } from './effects';
import { StoredValues } from './stored-values';
import { Truth } from './fact-values';
import { WordMap } from './word-map';

/** Everything that may happen, taken together. */
export interface Future extends Combined {
  readonly index: number;
  /** The facts that it may bring about. */
  readonly enables: Int32Array;
  /** What it may leave in slots that invariants look at. */
  readonly stores: Int32Array;
}

/** A way that an event can go. */
interface Way {
  readonly end: number;
  /** The facts that it needs, a bit each. */
  readonly needs: Int32Array;
  readonly row: Int32Array;
}

export class Futures {
  /** What is true in the state. */
  readonly truth: Truth;
  readonly values: StoredValues;
  readonly #words: number;
  /** By task and situation. */
  readonly #ways: readonly (readonly (readonly Way[])[])[];
  /** By task and situation: 1 if `#visit` has been there. */
  readonly #isReached: readonly Uint8Array[];
  readonly #pending: number[] = [];
  /** By task and situation: the facts on which the future depends, and the futures by those among them that count as false. */
  readonly #relevant: Int32Array[][];
  readonly #known: WordMap<Future>[][];
  readonly #enabled: Int32Array;
  /** By task: the facts that are false, and what it may do while they are: that is if nobody brings about any fact. */
  readonly #false: Int32Array[];
  readonly least: Future[] = [];
  /** By task: the facts that count as false, if that is not all of them. */
  readonly #closed: Int32Array[];
  readonly #isOpened: Uint8Array;
  /** What `without` has given last. */
  readonly current: Future[] = [];
  readonly #nothing: Future;
  readonly #all: WordMap<Future>;
  #count = 0;
  /** The situations of the tasks. */
  readonly #at: Int32Array;
  readonly #row: Int32Array;

  constructor(private readonly interference: Interference) {
    const { tasks } = interference;
    this.truth = new Truth(interference.facts);
    this.values = new StoredValues(interference);
    this.#words = this.truth.bits.length;
    this.#enabled = new Int32Array(this.#words);
    this.#closed = tasks.map(() => new Int32Array(this.#words));
    this.#false = tasks.map(() => new Int32Array(this.#words));
    this.#isOpened = new Uint8Array(tasks.length);
    this.#at = new Int32Array(tasks.length).fill(-1);
    this.#ways = tasks.map((situations) => situations.map(({ outcomes }) =>
      outcomes.map((outcome) => ({ end: outcome.end, needs: this.#factsIn(outcome.needs), row: this.#rowOf(outcome) }))));
    this.#isReached = tasks.map(({ length }) => new Uint8Array(length));
    this.#row = this.#rowOf();
    this.#all = new WordMap(this.#row.length);
    this.#known = tasks.map((situations) => situations.map(() => new WordMap(this.#words)));
    const none = new Int32Array(this.#words);
    this.#relevant = tasks.map((situations, task) => situations.map((_, index) => {
      const relevant = new Int32Array(this.#words);
      this.#visit(task, index, none, ({ needs }) => unite(relevant, needs));
      return relevant;
    }));
    this.#nothing = this.#intern();
  }

  /** `at`: the situation of each task in the state. */
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
  without(waiting: number): readonly Future[] {
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

  /** Are there more facts by these than by now? */
  #enable(facts: Int32Array): boolean {
    const enabled = this.#enabled;
    let isMore = false;
    for (let word = 0; word < enabled.length; word++) {
      if ((facts[word]! & ~enabled[word]!) === 0) continue;
      enabled[word]! |= facts[word]!;
      isMore = true;
    }
    return isMore;
  }

  #futureOf(task: number, closed: Int32Array): Future {
    const at = this.#at[task]!;
    const known = this.#known[task]![at]!;
    return known.get(closed) ?? known.set(closed, this.#make(task, at, closed));
  }

  #make(task: number, at: number, closed: Int32Array): Future {
    this.#row.fill(0);
    this.#visit(task, at, closed, ({ row }) => unite(this.#row, row));
    return this.#intern();
  }

  /** All the ways that events can go from a situation on, but for those that need a fact that is closed. */
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
        if (meets(way.needs, closed)) continue;
        visit(way);
        if (way.end < 0 || isReached[way.end]) continue;
        isReached[way.end] = 1;
        pending.push(way.end);
      }
    }
  }

  #factsIn(facts: readonly number[]): Int32Array {
    const set = new Int32Array(this.#words);
    for (const fact of facts) set[fact >> 5]! |= 1 << (fact & 31);
    return set;
  }

  /** The sets of bits one after the other, as `#intern` takes them apart again. */
  #rowOf(outcome?: Outcome): Int32Array {
    const { touches, changes, notUps, notDowns, tests, falsifies } = combine(outcome ? [outcome] : [], this.interference);
    const enables = outcome?.enables ?? new Int32Array(this.#words);
    const stores = this.values.set(outcome?.stores ?? []);
    return Int32Array.from([touches, changes, notUps, notDowns, tests, falsifies, enables, stores].flatMap((set) => [...set]));
  }

  /** The future that the row says. */
  #intern(): Future {
    return this.#all.get(this.#row) ?? this.#all.set(this.#row, this.#futureIn(this.#row.slice()));
  }

  #futureIn(row: Int32Array): Future {
    const words = (this.interference.cells >> 5) + 1;
    let at = 0;
    const take = (length: number): Int32Array => row.subarray(at, at += length);
    return {
      index: this.#count++, touches: take(words), changes: take(words), notUps: take(words), notDowns: take(words),
      tests: take(this.#words), falsifies: take(this.#words), enables: take(this.#words), stores: take(this.values.words),
    };
  }
}

function unite(set: Int32Array, more: Int32Array): void {
  for (let word = 0; word < set.length; word++) set[word]! |= more[word]!;
}
