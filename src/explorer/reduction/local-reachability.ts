// What tasks may still do from a state while some others do not move: the effects of all transitions of their local states that
// are reachable, where a transition whose guard is false counts as impossible until some task may make the guard true.
// Overman's algorithm (LNCS 1032, chapter 4) makes persistent sets of whole processes, too, from all that the code of the others
// can do. Here only what guards allow counts: a guard that is false stays so unless an event that can happen is in its necessary
// enabling set (Valmari's and Godefroid's notion, per guard as in LTSmin).
// What may happen is a row of bits, and what several transitions may do is the union of their rows.
import { bitSet, intersects, unite, type BitSet } from '../../compiler/bit-set';
import type { Interference, LocalTransition } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { RowMap } from '../rows/row-map';
import { combine, type EffectUnion } from './effects';
import { GuardValues } from './guard-values';
import { StoredValues } from './stored-values';

/** What a task may still do. Equal ones are one object. */
export interface ReachableEffects extends EffectUnion {
  /** Counts from 0 on. */
  readonly index: number;
  /** Guards that it may make true. */
  readonly enables: BitSet;
  /** What it may leave in slots that invariants depend on (`StoredValues`). */
  readonly stores: Int32Array;
}

/** A transition of a local state. */
interface Transition {
  readonly end: number;
  readonly guards: BitSet;
  /** Its effects, as `#intern` takes them apart. */
  readonly row: Int32Array;
}

export class LocalReachability {
  /** The guards that are true in the state. */
  readonly guardValues: GuardValues;
  readonly storedValues: StoredValues;
  /** By task, if all guards that are false stay false: a part of what `without` says, whoever waits. */
  readonly lowerBounds: ReachableEffects[] = [];
  /** What `without` has said last. */
  readonly current: ReachableEffects[] = [];
  /** By task and local state. */
  readonly #transitions: readonly (readonly (readonly Transition[])[])[];
  /** By task and local state: the guards that decide what is reachable, and what is, by those among them that count as false. */
  readonly #relevant: BitSet[][];
  readonly #known: RowMap<ReachableEffects>[][];
  /** The local states of the tasks. */
  readonly #localStates: Int32Array;
  /** By task: its relevant guards that are false in the state, and those that count as false, if these are others. */
  readonly #false: BitSet[];
  readonly #staysFalse: BitSet[];
  readonly #isOther: Uint8Array;
  /** Guards that are true or may become true. */
  readonly #possible: BitSet;
  readonly #nothing: ReachableEffects;
  readonly #interned: RowMap<ReachableEffects>;
  #count = 0;
  /** For `#visit`: by task and local state, 1 if it was reached; and those whose transitions are still to be followed. */
  readonly #isReached: readonly Uint8Array[];
  readonly #pending: number[] = [];
  /** The row that is made. */
  readonly #row: Int32Array;

  constructor(private readonly interference: Interference) {
    const { tasks, guards } = interference;
    const noGuards = bitSet(guards.length);
    this.guardValues = new GuardValues(guards);
    this.storedValues = new StoredValues(interference);
    this.#possible = noGuards.slice();
    this.#false = tasks.map(() => noGuards.slice());
    this.#staysFalse = tasks.map(() => noGuards.slice());
    this.#isOther = new Uint8Array(tasks.length);
    this.#localStates = new Int32Array(tasks.length).fill(-1);
    this.#transitions = tasks.map((localStates) => localStates.map(({ transitions }) => transitions.map((transition) =>
      ({ end: transition.end, guards: bitSet(guards.length, transition.guards), row: this.#rowOf(transition) }))));
    this.#isReached = tasks.map(({ length }) => new Uint8Array(length));
    this.#row = this.#rowOf();
    this.#interned = new RowMap(this.#row.length);
    this.#known = tasks.map((localStates) => localStates.map(() => new RowMap(noGuards.length)));
    this.#relevant = tasks.map((localStates, task) => localStates.map((_, index) => {
      const relevant = noGuards.slice();
      this.#visit(task, index, noGuards, (transition) => unite(relevant, transition.guards));
      return relevant;
    }));
    this.#nothing = this.#intern();
  }

  /** What follows is about this state. `localStates`: the local state of each task. */
  look(state: State, localStates: Int32Array): void {
    this.guardValues.look(state);
    const { areTrue, changed } = this.guardValues;
    for (let task = 0; task < localStates.length; task++) {
      const relevant = this.#relevant[task]![localStates[task]!]!;
      if (localStates[task] === this.#localStates[task] && !intersects(relevant, changed)) continue;
      this.#localStates[task] = localStates[task]!;
      const areFalse = this.#false[task]!;
      for (let word = 0; word < areFalse.length; word++) areFalse[word] = relevant[word]! & ~areTrue[word]!;
      this.lowerBounds[task] = this.#reachable(task, areFalse);
      this.#isOther[task] = 1;
    }
  }

  /** By task: what it may do while these tasks, a bit each, do not move; of these themselves it says nothing. Valid until the next call. */
  without(waiting: number): readonly ReachableEffects[] {
    const { current } = this;
    const possible = this.#possible;
    const tasks = this.#localStates.length;
    possible.set(this.guardValues.areTrue);
    for (let task = 0; task < tasks; task++) {
      current[task] = waiting >>> task & 1 ? this.#nothing : this.lowerBounds[task]!;
      if (this.#isOther[task]) this.#staysFalse[task]!.set(this.#false[task]!);
      this.#isOther[task] = 0;
      unite(possible, current[task]!.enables);
    }
    // Round and round, until a whole round has made no more guards possible: a task can also make its own guards true.
    for (let task = 0, unchanged = 0; unchanged < tasks; task = task + 1 < tasks ? task + 1 : 0, unchanged++) {
      const staysFalse = this.#staysFalse[task]!;
      if (waiting >>> task & 1 || !intersects(staysFalse, possible)) continue;
      this.#isOther[task] = 1;
      for (let word = 0; word < staysFalse.length; word++) staysFalse[word]! &= ~possible[word]!;
      const { enables } = current[task] = this.#reachable(task, staysFalse);
      if (this.#makePossible(enables)) unchanged = -1;
    }
    return current;
  }

  /** Were some of these guards not possible before? */
  #makePossible(guards: BitSet): boolean {
    const possible = this.#possible;
    let isMore = false;
    for (let word = 0; word < possible.length; word++) {
      if ((guards[word]! & ~possible[word]!) === 0) continue;
      possible[word]! |= guards[word]!;
      isMore = true;
    }
    return isMore;
  }

  /** What the task may do if these guards stay false. */
  #reachable(task: number, staysFalse: BitSet): ReachableEffects {
    const index = this.#localStates[task]!;
    const known = this.#known[task]![index]!;
    return known.get(staysFalse) ?? known.set(staysFalse, this.#collect(task, index, staysFalse));
  }

  #collect(task: number, index: number, staysFalse: BitSet): ReachableEffects {
    this.#row.fill(0);
    this.#visit(task, index, staysFalse, ({ row }) => unite(this.#row, row));
    return this.#intern();
  }

  /** All transitions that can be reached from a local state, but for those with a guard that stays false. */
  #visit(task: number, from: number, staysFalse: BitSet, visit: (transition: Transition) => void): void {
    const transitions = this.#transitions[task]!;
    const isReached = this.#isReached[task]!;
    const pending = this.#pending;
    isReached.fill(0);
    isReached[from] = 1;
    pending.push(from);
    while (pending.length > 0) {
      const each = transitions[pending.pop()!]!;
      for (let index = 0; index < each.length; index++) {
        const transition = each[index]!;
        if (intersects(transition.guards, staysFalse)) continue;
        visit(transition);
        if (transition.end < 0 || isReached[transition.end]) continue;
        isReached[transition.end] = 1;
        pending.push(transition.end);
      }
    }
  }

  /** The sets of bits one after the other, as `#effectsIn` takes them apart again. */
  #rowOf(transition?: LocalTransition): Int32Array {
    const { accesses, changes, exceptIncrements, exceptDecrements, tests, falsifies } = combine(transition ? [transition] : [], this.interference);
    const enables = transition?.enables ?? bitSet(this.interference.guards.length);
    const stores = this.storedValues.set(transition?.stores ?? []);
    return Int32Array.from([accesses, changes, exceptIncrements, exceptDecrements, tests, falsifies, enables, stores].flatMap((set) => [...set]));
  }

  /** The one object for the row that was made. */
  #intern(): ReachableEffects {
    return this.#interned.get(this.#row) ?? this.#interned.set(this.#row, this.#effectsIn(this.#row.slice()));
  }

  #effectsIn(row: Int32Array): ReachableEffects {
    const [cells, guards] = [bitSet(this.interference.cells).length, bitSet(this.interference.guards.length).length];
    let at = 0;
    const take = (length: number): Int32Array => row.subarray(at, at += length);
    return {
      index: this.#count++, accesses: take(cells), changes: take(cells), exceptIncrements: take(cells), exceptDecrements: take(cells),
      tests: take(guards), falsifies: take(guards), enables: take(guards), stores: take(this.storedValues.words),
    };
  }
}
