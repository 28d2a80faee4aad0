// Which tasks need to move in a state so that nothing is missed: the others can wait, because nothing that they will do
// meanwhile accesses what these do next.
//
// Soundness. A set of tasks is *persistent* if no next event in it conflicts with anything that tasks outside it may do
// as long as no task in it moves. Let only such a set move. (1) Every terminal state is kept, and every failure of the
// model. (2) A state in which an invariant is broken is kept as well if one of the set's events, the *key*, can never make
// an invariant hold that is broken: take a way to such a state. If it has an event of the set, that one can come first,
// and the state is the same. If it has none, the key can come first, and the invariant is broken all the same. (3) The
// second case must not go on for ever: each cycle of each task has an event that is never the key, so a cycle of states
// has a state in which all tasks move, or the way gets shorter.
// All knowledge of reads, writes and invariants comes from the compiler (`Interference`).
import type { Interference } from '../../compiler/local-state';
import type { Program, State } from '../../compiler/program';
import { Visibility } from './visibility';
import { provisoStates } from './cycle-proviso';
import { meets } from './effects';
import { LocalReachability, type ReachableEffects } from './local-reachability';
import { NextEvents, type NextEvent } from './next-events';

/** More tasks than a number has bits are not reduced; the compiler allows fewer. */
const MOST_TASKS = 31;

export class Reduction {
  readonly #futures: LocalReachability;
  readonly #next: NextEvents;
  readonly #visibility: Visibility;
  readonly #provisoStates: readonly ReadonlySet<number>[];
  readonly #tasks: number;
  /** The localState of each task in the state that was looked at last. */
  readonly #at: Int32Array;
  /** How many alternatives each task has. */
  readonly #enabled: Int32Array;
  #movable = 0;
  readonly #events: NextEvent[] = [];

  private constructor(private readonly program: Program, private readonly interference: Interference) {
    this.#futures = new LocalReachability(interference);
    this.#next = new NextEvents(interference, this.#futures.truth);
    this.#visibility = new Visibility(interference, this.#futures.values);
    this.#provisoStates = provisoStates(interference);
    this.#tasks = program.tasks.length;
    this.#at = new Int32Array(this.#tasks);
    this.#enabled = new Int32Array(this.#tasks);
  }

  /** Undefined for a program that does not say what its events touch. */
  static of(program: Program): Reduction | undefined {
    if (program.tasks.length > MOST_TASKS) return undefined;
    const interference = program.analyses.interference();
    return interference && new Reduction(program, interference);
  }

  /** The task that suffices in this state with an event that has one alternative and can be the key; -1 if there is none. */
  only(state: State, first: number): number {
    this.#look(state);
    const movable = this.#movable;
    if ((movable & (movable - 1)) === 0) return movable !== 0 && this.#canPass(31 - Math.clz32(movable)) ? 31 - Math.clz32(movable) : -1;
    this.#futures.from(state, this.#at);
    for (let turn = 0, task = first; turn < this.#tasks; turn++, task = task + 1 < this.#tasks ? task + 1 : 0) {
      if (!(movable >>> task & 1) || !this.#canPass(task)) continue;
      const event = this.#events[task] = this.#next.of(state, task, this.#at[task]!);
      // What the others do in any case is known beforehand, and cheap to ask first.
      if (this.#conflicts(event, task, this.#futures.least) || this.#disturbing(1 << task) !== 0) continue;
      if (this.#hasKey(1 << task, state)) return task;
    }
    return -1;
  }

  /** There is one way to move, and it is not one of those that have to be stored. */
  #canPass(task: number): boolean {
    return this.#enabled[task] === 1 && !this.#provisoStates[task]!.has(this.#at[task]!);
  }

  #conflicts(event: NextEvent, task: number, futures: readonly ReachableEffects[]): boolean {
    for (let other = 0; other < this.#tasks; other++) {
      if (other !== task && this.#next.conflict(event, futures[other]!)) return true;
    }
    return false;
  }

  /** The tasks that suffice in this state, a bit each; 0 if all have to move. `first`: the task to prefer. */
  choose(state: State, first: number): number {
    this.#look(state);
    const movable = this.#movable;
    if ((movable & (movable - 1)) === 0) return 0;
    this.#futures.from(state, this.#at);
    for (let task = 0; task < this.#tasks; task++) {
      if (movable >>> task & 1) this.#events[task] = this.#next.of(state, task, this.#at[task]!);
    }
    let best = 0;
    let least = Infinity;
    for (let turn = 0; turn < this.#tasks; turn++) {
      const task = (first + turn) % this.#tasks;
      if (!(movable >>> task & 1)) continue;
      const chosen = this.#closure(task, least);
      if (chosen === 0 || !this.#hasKey(chosen, state)) continue;
      [best, least] = [chosen, this.#eventsOf(chosen)];
      if (least === 1) return best;
    }
    return best;
  }

  /** Where the tasks are, and which of them can move. */
  #look(state: State): void {
    this.#movable = 0;
    for (let task = 0; task < this.#tasks; task++) {
      this.#at[task] = this.interference.localState(state, task);
      if (this.#at[task]! < 0) throw new Error(`${this.program.tasks[task]!.name} is where it cannot be`);
      this.#enabled[task] = this.program.enabled(state, task);
      if (this.#enabled[task]! > 0) this.#movable |= 1 << task;
    }
  }

  /** To be asked right after the set was found: the futures are those without it. */
  #hasKey(tasks: number, state: State): boolean {
    for (let task = 0; task < this.#tasks; task++) {
      if (!(tasks >>> task & 1) || this.#provisoStates[task]!.has(this.#at[task]!)) continue;
      const { seen } = this.#events[task]!;
      if (seen.length === 0 || !this.#visibility.isVisible(seen, state, this.#futures.current)) return true;
    }
    return false;
  }

  /** A persistent set with this task in it and fewer events than `most`, but not all tasks; 0 if none was found. */
  #closure(first: number, most: number): number {
    let chosen = 1 << first;
    while (chosen !== this.#movable && this.#eventsOf(chosen) < most) {
      const more = this.#disturbing(chosen);
      if (more === undefined) return 0;
      if (more === 0) return chosen;
      chosen |= more;
    }
    return 0;
  }

  /** Tasks that have to join because what one of them, or a task that they set free, may do conflicts; undefined for all. */
  #disturbing(chosen: number): number | undefined {
    const futures = this.#futures.without(chosen);
    for (let task = 0; task < this.#tasks; task++) {
      if (!(chosen >>> task & 1)) continue;
      for (let other = 0; other < this.#tasks; other++) {
        if (chosen >>> other & 1 || !this.#next.conflict(this.#events[task]!, futures[other]!)) continue;
        if (this.#movable >>> other & 1) return 1 << other;
        return this.#necessaryEnablingSet(other, futures, chosen) || undefined;
      }
    }
    return 0;
  }

  /** The tasks that can move and without which this one cannot. */
  #necessaryEnablingSet(waiting: number, futures: readonly ReachableEffects[], chosen: number): number {
    let liberators = 0;
    let asked = 1 << waiting;
    for (let pending = asked; pending !== 0; ) {
      const task = 31 - Math.clz32(pending);
      pending &= ~(1 << task);
      const falseGuards = this.#next.falseGuards(task, this.#at[task]!);
      for (let other = 0; other < this.#tasks; other++) {
        if ((chosen | asked) >>> other & 1 || !meets(falseGuards, futures[other]!.enables)) continue;
        asked |= 1 << other;
        if (this.#movable >>> other & 1) liberators |= 1 << other;
        else pending |= 1 << other;
      }
    }
    return liberators;
  }

  #eventsOf(tasks: number): number {
    let events = 0;
    for (let task = 0; task < this.#tasks; task++) if (tasks >>> task & 1) events += this.#enabled[task]!;
    return events;
  }
}
