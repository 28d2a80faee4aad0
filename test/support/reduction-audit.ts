// Checks, state by state, what the reduction takes for granted: that events do no more than the compiler says, and that
// events said to be independent can be swapped. It believes nothing but `enabled` and `step`.
import { ModelError, type Program, type State } from '../../src/compiler/program';
import type { Interference } from '../../src/compiler/local-state';
import { intersects, isMember } from '../../src/compiler/bit-set';
import { combine, isDependent } from '../../src/explorer/reduction/effects';
import { LocalReachability } from '../../src/explorer/reduction/local-reachability';
import { NextEvents, type NextEvent } from '../../src/explorer/reduction/next-events';

export class Audit {
  readonly #reachability: LocalReachability;
  readonly #next: NextEvents;
  readonly #shared: number;

  constructor(private readonly program: Program, private readonly interference: Interference) {
    this.#reachability = new LocalReachability(interference);
    this.#next = new NextEvents(interference, this.#reachability.guardValues);
    this.#shared = program.slots.findIndex(({ task }) => task !== undefined);
  }

  /** What is wrong in a state that can be reached; undefined if nothing is. */
  fault(state: State): string | undefined {
    const { program, interference } = this;
    const at = Int32Array.from(program.tasks, ({ index }) => interference.localState(state, index));
    for (const { index, name } of program.tasks) if (at[index]! < 0) return `${name} is where it cannot be`;
    this.#reachability.look(state, at);
    const events = program.tasks.map(({ index }) => this.#next.of(state, index, at[index]!));
    for (const { index: task, name } of program.tasks) {
      for (let alternative = 0; alternative < program.enabled(state, task); alternative++) {
        const after = this.#after(state, task, alternative);
        if (!after) continue;
        if (!this.#isExpected(state, task, at[task]!, after)) return `${name} does what its event cannot do: ${program.describe(state, task)}`;
        for (const { index: other } of program.tasks) {
          if (other === task) continue;
          if (program.enabled(state, other) === 0) {
            if (program.enabled(after, other) === 0 || this.#mayEnable(task, at[task]!, other, at[other]!)) continue;
            return `${name} sets ${program.tasks[other]!.name} free: ${program.describe(state, task)}`;
          }
          if (this.#areDependent(events[task]!, events[other]!) || this.#canSwap(state, after, task, alternative, other)) continue;
          return `${name} and ${program.tasks[other]!.name} cannot be swapped: ${program.describe(state, task)}; ${program.describe(state, other)}`;
        }
      }
    }
    return undefined;
  }

  /** One of the transitions of its local state leads there, and may have stored what is there now. */
  #isExpected(state: State, task: number, at: number, after: State): boolean {
    const { tasks, guards, localState } = this.interference;
    const end = localState(after, task);
    const changed = [...after.subarray(0, this.#shared).keys()].filter((slot) => after[slot] !== state[slot]);
    return tasks[task]![at]!.transitions.some((transition) => transition.end === end
      && transition.guards.every((guard) => guards[guard]!.values.includes(state[guards[guard]!.slot]!))
      && transition.stores.every(({ slot, values }) => values === 'any' || after[slot] === state[slot] || values.includes(after[slot]!))
      && changed.every((slot) => transition.stores.some((store) => store.slot === slot)));
  }

  /** May the event make a guard of the other task true, or is there a transition of it whose guards are all true? */
  #mayEnable(task: number, at: number, other: number, otherAt: number): boolean {
    const { tasks } = this.interference;
    const { areTrue } = this.#reachability.guardValues;
    if (tasks[other]![otherAt]!.transitions.some(({ guards }) => guards.every((guard) => isMember(areTrue, guard)))) return true;
    return tasks[task]![at]!.transitions.some(({ enables }) => intersects(enables, this.#next.falseGuards(other, otherAt)));
  }

  #areDependent(one: NextEvent, other: NextEvent): boolean {
    return isDependent(one.effects, combine([other.effects], this.interference));
  }

  #canSwap(state: State, after: State, task: number, alternative: number, other: number): boolean {
    const { program } = this;
    const alternatives = program.enabled(state, other);
    if (program.enabled(after, other) !== alternatives) return false;
    for (let each = 0; each < alternatives; each++) {
      const otherFirst = this.#after(state, other, each);
      if (otherFirst && program.enabled(otherFirst, task) <= alternative) return false;
      const [one, two] = [this.#after(after, other, each), otherFirst && this.#after(otherFirst, task, alternative)];
      if (String(one) !== String(two)) return false;
    }
    return true;
  }

  /** Undefined where the model fails. */
  #after(state: State, task: number, alternative: number): State | undefined {
    const next = state.slice();
    try {
      this.program.step(next, task, alternative);
      return next;
    } catch (error) {
      if (error instanceof ModelError) return undefined;
      throw error;
    }
  }
}
