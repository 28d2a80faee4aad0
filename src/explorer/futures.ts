// What tasks may still do from a state as long as some others do not move: an event does not go a way that needs a fact
// which is false by now and which nobody who moves can bring about.
import type { Interference, Outcome, Store } from '../compiler/interference/situation';
import type { State } from '../compiler/program';
import { combine, meets, type Combined } from './effects';
import { WordMap } from './word-map';

/** Everything that may happen, taken together. */
export interface Future extends Combined {
  readonly index: number;
  /** The facts that it may bring about. */
  readonly enables: Int32Array;
  /** What it may leave in slots that invariants look at. */
  readonly stores: ReadonlyMap<number, Store['values']>;
}

export class Futures {
  /** The facts that are true in the state, a bit each. */
  readonly truth: Int32Array;
  readonly #words: number;
  /** By task and situation: the facts on which the future depends, and the futures by those among them that count as false. */
  readonly #relevant: Int32Array[][];
  readonly #known: WordMap<Future>[][];
  readonly #enabled: Int32Array;
  /** By task: the facts that count as false, and what it may do while they are; first if nobody brings about any fact. */
  readonly #firstClosed: Int32Array[];
  readonly #first: Future[] = [];
  readonly #closed: Int32Array[];
  readonly #isChanged: Uint8Array;
  /** What `without` has given last. */
  readonly current: Future[] = [];
  readonly #slots: Int32Array;
  /** By fact: its values from 0 to 31, a bit each. */
  readonly #small: Int32Array;
  readonly #nothing: Future;
  readonly #all = new Map<string, Future>();
  #at!: Int32Array;

  constructor(private readonly interference: Interference) {
    const { tasks, facts } = interference;
    this.#words = (facts.length >> 5) + 1;
    this.truth = new Int32Array(this.#words);
    this.#enabled = new Int32Array(this.#words);
    this.#closed = tasks.map(() => new Int32Array(this.#words));
    this.#firstClosed = tasks.map(() => new Int32Array(this.#words));
    this.#isChanged = new Uint8Array(tasks.length);
    this.#slots = Int32Array.from(facts, ({ slot }) => slot);
    this.#small = Int32Array.from(facts, ({ values }) => values.reduce((bits, value) => (value >= 0 && value < 32 ? bits | 1 << value : bits), 0));
    this.#known = tasks.map((situations) => situations.map(() => new WordMap(this.#words)));
    this.#relevant = tasks.map((situations, task) => situations.map((_, index) => {
      const relevant = new Int32Array(this.#words);
      for (const { needs } of this.#from(task, index)) for (const fact of needs) relevant[fact >> 5]! |= 1 << (fact & 31);
      return relevant;
    }));
    this.#nothing = this.#future([]);
  }

  /** `at`: the situation of each task in the state. */
  from(state: State, at: Int32Array): void {
    this.#at = at;
    this.truth.fill(0);
    for (let fact = 0; fact < this.#slots.length; fact++) {
      const value = state[this.#slots[fact]!]!;
      const isTrue = value >= 0 && value < 32 ? this.#small[fact]! >>> value & 1 : this.interference.facts[fact]!.values.includes(value);
      if (isTrue) this.truth[fact >> 5]! |= 1 << (fact & 31);
    }
    for (let task = 0; task < at.length; task++) {
      const relevant = this.#relevant[task]![at[task]!]!;
      const closed = this.#firstClosed[task]!;
      for (let word = 0; word < closed.length; word++) closed[word] = relevant[word]! & ~this.truth[word]!;
      this.#first[task] = this.#futureOf(task, closed);
      this.#isChanged[task] = 1;
    }
  }

  /** By task: what it may do while these do not move, a bit each. Of these it says nothing. Valid until the next call. */
  without(waiting: number): readonly Future[] {
    this.#enabled.set(this.truth);
    for (let task = 0; task < this.#at.length; task++) {
      const future = this.current[task] = waiting >>> task & 1 ? this.#nothing : this.#first[task]!;
      if (this.#isChanged[task]) this.#closed[task]!.set(this.#firstClosed[task]!);
      this.#isChanged[task] = 0;
      this.#enable(future.enables);
    }
    for (let isStable = false; !isStable; ) {
      isStable = true;
      for (let task = 0; task < this.#at.length; task++) {
        if (waiting >>> task & 1 || !meets(this.#closed[task]!, this.#enabled)) continue;
        this.#isChanged[task] = 1;
        const closed = this.#closed[task]!;
        for (let word = 0; word < closed.length; word++) closed[word]! &= ~this.#enabled[word]!;
        if (this.#enable((this.current[task] = this.#futureOf(task, closed)).enables)) isStable = false;
      }
    }
    return this.current;
  }

  #futureOf(task: number, closed: Int32Array): Future {
    const at = this.#at[task]!;
    return this.#known[task]![at]!.get(closed, () => this.#future(this.#from(task, at, closed)));
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

  #future(outcomes: readonly Outcome[]): Future {
    const enables = new Int32Array(this.#words);
    for (const outcome of outcomes) for (let word = 0; word < this.#words; word++) enables[word]! |= outcome.enables[word]!;
    const combined = combine(outcomes, this.interference);
    const stores = storesOf(outcomes);
    const key = [...Object.values(combined), enables, ...stores].join(';');
    let future = this.#all.get(key);
    if (!future) this.#all.set(key, future = { ...combined, enables, stores, index: this.#all.size });
    return future;
  }

  /** All the ways that events can go from a situation on, but for those that need a fact that is closed. */
  #from(task: number, at: number, closed?: Int32Array): Outcome[] {
    const situations = this.interference.tasks[task]!;
    const reached = new Set([at]);
    const result: Outcome[] = [];
    for (const index of reached) {
      for (const outcome of situations[index]!.outcomes) {
        if (closed && outcome.needs.some((fact) => closed[fact >> 5]! >>> (fact & 31) & 1)) continue;
        result.push(outcome);
        if (outcome.end >= 0) reached.add(outcome.end);
      }
    }
    return result;
  }
}

function storesOf(outcomes: readonly Outcome[]): Map<number, Store['values']> {
  const all = new Map<number, Store['values']>();
  for (const { slot, values, isSeen } of outcomes.flatMap(({ stores }) => stores)) {
    if (!isSeen) continue;
    const known = all.get(slot) ?? [];
    all.set(slot, known === 'any' || values === 'any' ? 'any' : [...new Set([...known, ...values])]);
  }
  return all;
}
