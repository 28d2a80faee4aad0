// Partial-order reduction: which tasks have to move in a state so that no verdict is missed.
//
// The sets are persistent sets (Godefroid, LNCS 1032) of whole tasks, with a key (Valmari's key transition), closed over
// dependence and necessary enabling sets as stubborn sets are (Valmari; Laarman, Pater, van de Pol and Hansen, "Guard-based
// partial-order reduction", STTT 2016, for LTSmin). What differs is that all is asked of tasks, not of transitions, that
// effects come from each task's reachable local states (local-reachability.ts), and that a visible event may be in a set whose key is another.
//
// Soundness. A set of tasks is *persistent* in a state if no next event of a task in it depends on anything that tasks outside
// may do as long as no task in it moves. Let only the tasks of such a set move.
// (1) Every state in which no task is enabled is kept, and every failure of the model.
// (2) A state in which an invariant is violated is kept as well, if one event of the set, the *key*, is invisible (visibility.ts).
//     Consider a path to such a state. If it has an event of the set, the first of them can be moved to the front, and the path
//     leads to the same state. If it has none, the key can be put in front, since nothing on the path depends on it, and the
//     invariant is violated at the end all the same.
// (3) The second case must not go on for ever. By the cycle proviso (cycle-proviso.ts) every cycle of every task has a local
//     state whose event is never the key; so on a cycle of states there is one in which all tasks move, or the path gets shorter.
// All knowledge of reads, writes and invariants comes from the compiler (`Interference`).
import { intersects } from '../../compiler/bit-set';
import type { Interference } from '../../compiler/local-state';
import type { Program, State } from '../../compiler/program';
import { cycleProviso } from './cycle-proviso';
import { LocalReachability, type ReachableEffects } from './local-reachability';
import { NextEvents, type NextEvent } from './next-events';
import { Visibility } from './visibility';

/** Sets of tasks are bits of a number. Programs with more tasks are not reduced; the compiler allows no more. */
const MOST_TASKS = 32;

/** Finds persistent sets in the states of one program. Answers do not depend on what was asked before. */
export class Reduction {
  readonly #reachability: LocalReachability;
  readonly #next: NextEvents;
  readonly #visibility: Visibility;
  /** By task: the local states whose events are never the key. */
  readonly #proviso: readonly ReadonlySet<number>[];
  readonly #tasks: number;
  /** Of the state that was looked at last, by task: its local state, how many alternatives it has, and its next event if it is enabled. */
  readonly #localStates: Int32Array;
  readonly #alternatives: Int32Array;
  readonly #events: NextEvent[] = [];
  /** The tasks that are enabled there, a bit each. */
  #enabled = 0;

  private constructor(private readonly program: Program, private readonly interference: Interference) {
    this.#reachability = new LocalReachability(interference);
    this.#next = new NextEvents(interference, this.#reachability.guardValues);
    this.#visibility = new Visibility(interference, this.#reachability.storedValues);
    this.#proviso = cycleProviso(interference);
    this.#tasks = program.tasks.length;
    this.#localStates = new Int32Array(this.#tasks);
    this.#alternatives = new Int32Array(this.#tasks);
  }

  /** Undefined for a program of which the compiler cannot say what its tasks do to each other. */
  static of(program: Program): Reduction | undefined {
    if (program.tasks.length > MOST_TASKS) return undefined;
    const interference = program.analyses.interference();
    return interference && new Reduction(program, interference);
  }

  /**
   * A task whose next event has one alternative and is a persistent set with a key by itself; -1 if there is none.
   * `first`: the task to ask first. Throws a ModelError if a guard fails.
   */
  singleEvent(state: State, first: number): number {
    this.#look(state);
    if (this.#isOneEnabled()) return this.#enabled !== 0 && this.#mayBeSingle(lastOf(this.#enabled)) ? lastOf(this.#enabled) : -1;
    this.#reachability.look(state, this.#localStates);
    for (let turn = 0, task = first; turn < this.#tasks; turn++, task = task + 1 < this.#tasks ? task + 1 : 0) {
      if (!(this.#enabled >>> task & 1) || !this.#mayBeSingle(task)) continue;
      const event = this.#events[task] = this.#next.of(state, task, this.#localStates[task]!);
      // What the others may do in any case is known beforehand, and cheap to ask first.
      if (this.#dependsOnOthers(event, task, this.#reachability.lowerBounds) || this.#joining(1 << task) !== 0) continue;
      if (this.#hasKey(1 << task, state)) return task;
    }
    return -1;
  }

  /**
   * The tasks of a persistent set with a key, a bit each; 0 if all have to move. Of several sets it is one with the fewest events.
   * `first`: the task to prefer. Throws a ModelError if a guard fails.
   */
  persistentSet(state: State, first: number): number {
    this.#look(state);
    if (this.#isOneEnabled()) return 0;
    this.#reachability.look(state, this.#localStates);
    for (let task = 0; task < this.#tasks; task++) {
      if (this.#enabled >>> task & 1) this.#events[task] = this.#next.of(state, task, this.#localStates[task]!);
    }
    let best = 0;
    let fewest = Infinity;
    for (let turn = 0; turn < this.#tasks; turn++) {
      const task = (first + turn) % this.#tasks;
      if (!(this.#enabled >>> task & 1)) continue;
      const set = this.#closure(task, fewest);
      if (set === 0 || !this.#hasKey(set, state)) continue;
      [best, fewest] = [set, this.#eventsOf(set)];
      if (fewest === 1) return best;
    }
    return best;
  }

  /** Where the tasks are, and which of them are enabled. */
  #look(state: State): void {
    this.#enabled = 0;
    for (let task = 0; task < this.#tasks; task++) {
      this.#localStates[task] = this.interference.localState(state, task);
      if (this.#localStates[task]! < 0) throw new Error(`${this.program.tasks[task]!.name} is where it cannot be`);
      this.#alternatives[task] = this.program.enabled(state, task);
      if (this.#alternatives[task]! > 0) this.#enabled |= 1 << task;
    }
  }

  /** Is no more than one task enabled? */
  #isOneEnabled(): boolean {
    return (this.#enabled & (this.#enabled - 1)) === 0;
  }

  /** It has one alternative, and its event may be the key. */
  #mayBeSingle(task: number): boolean {
    return this.#alternatives[task] === 1 && !this.#proviso[task]!.has(this.#localStates[task]!);
  }

  #dependsOnOthers(event: NextEvent, task: number, effects: readonly ReachableEffects[]): boolean {
    for (let other = 0; other < this.#tasks; other++) {
      if (other !== task && this.#next.isDependent(event, effects[other]!)) return true;
    }
    return false;
  }

  /** To be asked right after the set was found: what may happen meanwhile is what is reachable without it. */
  #hasKey(set: number, state: State): boolean {
    for (let task = 0; task < this.#tasks; task++) {
      if (!(set >>> task & 1) || this.#proviso[task]!.has(this.#localStates[task]!)) continue;
      const { visible } = this.#events[task]!;
      if (visible.length === 0 || !this.#visibility.isVisible(visible, state, this.#reachability.current)) return true;
    }
    return false;
  }

  /** A persistent set with this task in it and fewer events than `most`, but not all tasks; 0 if none was found. */
  #closure(first: number, most: number): number {
    let set = 1 << first;
    while (set !== this.#enabled && this.#eventsOf(set) < most) {
      const joining = this.#joining(set);
      if (joining === undefined) return 0;
      if (joining === 0) return set;
      set |= joining;
    }
    return 0;
  }

  /**
   * Tasks that have to join the set, because what a task outside may do depends on a next event of the set: that task if it is
   * enabled, else its necessary enabling set. 0 if the set is persistent, undefined if no such tasks are enabled outside.
   */
  #joining(set: number): number | undefined {
    const effects = this.#reachability.without(set);
    for (let task = 0; task < this.#tasks; task++) {
      if (!(set >>> task & 1)) continue;
      for (let other = 0; other < this.#tasks; other++) {
        if (set >>> other & 1 || !this.#next.isDependent(this.#events[task]!, effects[other]!)) continue;
        if (this.#enabled >>> other & 1) return 1 << other;
        return this.#necessaryEnablingSet(other, effects, set) || undefined;
      }
    }
    return 0;
  }

  /** The enabled tasks outside the set, one of which has to move before this one, which is disabled, can move (unless the set moves). */
  #necessaryEnablingSet(disabled: number, effects: readonly ReachableEffects[], set: number): number {
    let enabling = 0;
    let asked = 1 << disabled;
    for (let pending = asked; pending !== 0; ) {
      const task = lastOf(pending);
      pending &= ~(1 << task);
      const falseGuards = this.#next.falseGuards(task, this.#localStates[task]!);
      for (let other = 0; other < this.#tasks; other++) {
        if ((set | asked) >>> other & 1 || !intersects(falseGuards, effects[other]!.enables)) continue;
        asked |= 1 << other;
        if (this.#enabled >>> other & 1) enabling |= 1 << other;
        else pending |= 1 << other;
      }
    }
    return enabling;
  }

  #eventsOf(set: number): number {
    let events = 0;
    for (let task = 0; task < this.#tasks; task++) if (set >>> task & 1) events += this.#alternatives[task]!;
    return events;
  }
}

/** The last task of a set that is not empty. */
function lastOf(set: number): number {
  return 31 - Math.clz32(set);
}
