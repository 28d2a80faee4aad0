// What it means that an execution has come back to a state: what lies between is a loop that can repeat for ever. If the loop is
// strongly fair (Baier and Katoen, Principles of Model Checking, section 3.5: every task that is enabled somewhere in it performs an
// event in it, and takes every alternative that it has there), a process that is inside one call all the way is starved.
import type { Program } from '../../compiler/program';
import { blockedReason, joinNames } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { callAt, isAwaited, makesProgress } from './call-progress';

/** The lasso of a livelock: its stem leads to position `begin`, its loop from there to position `end`. */
export interface Livelock {
  /** The events from this position to `end` lead back to the state at this position. */
  readonly begin: number;
  readonly end: number;
  /** The processes that never return. */
  readonly starved: readonly number[];
  /** A paragraph in English. */
  readonly reason: string;
}

/** The shortest fair loop without progress with which the recorded events up to a position end, if there is one. */
export function livelockOf(execution: Execution, end = execution.length): Livelock | undefined {
  const { program } = execution;
  const last = execution.stateAt(end);
  const loop = new Loop(program);
  for (let begin = end - 1; begin >= 0; begin--) {
    // An edit does not repeat by itself.
    if (execution.choiceAt(begin).edit) return undefined;
    loop.extend(execution, begin);
    if (loop.starved.length === 0) return undefined;
    if (!execution.stateAt(begin).every((value, slot) => value === last[slot])) continue;
    if (!loop.isFair) continue;
    const { starved } = loop;
    return { begin, end, starved, reason: reasonOf(execution, begin, end, starved) };
  }
  return undefined;
}

/** The last events of an execution, more and more of them. */
class Loop {
  #starved: number[];
  readonly #enabled = new Set<number>();
  readonly #performed = new Set<number>();
  /** For each decision, the alternatives that were not taken. */
  readonly #untaken = new Map<string, Set<number>>();

  constructor(private readonly program: Program) {
    this.#starved = program.tasks.map(({ index }) => index);
  }

  /** The processes that are inside one call all the time, one that has to return. */
  get starved(): readonly number[] {
    return this.#starved;
  }

  get isFair(): boolean {
    if ([...this.#enabled].some((task) => !this.#performed.has(task))) return false;
    return [...this.#untaken.values()].every((alternatives) => alternatives.size === 0);
  }

  extend(execution: Execution, index: number): void {
    const { program } = this;
    const state = execution.stateAt(index);
    const { task, alternative } = execution.choiceAt(index);
    this.#performed.add(task);
    for (const { index: each } of program.tasks) if (program.enabled(state, each) > 0) this.#enabled.add(each);
    const alternatives = program.enabled(state, task);
    if (alternatives > 1) {
      const decision = `${task}: ${state.join()}`;
      const untaken = this.#untaken.get(decision) ?? new Set(Array.from({ length: alternatives }, (_, each) => each));
      untaken.delete(alternative);
      this.#untaken.set(decision, untaken);
    }
    this.#starved = this.#starved.filter((each) => isAwaited(program, state, each)
      && !(each === task && makesProgress(program, state, task, alternative)));
  }
}

function reasonOf(execution: Execution, begin: number, end: number, starved: readonly number[]): string {
  const { program } = execution;
  const movers = new Set(Array.from({ length: end - begin }, (_, index) => execution.choiceAt(begin + index).task));
  const others = [...movers].filter((task) => !starved.includes(task)).sort((a, b) => a - b);
  const victims = starved.map((task) => {
    const call = callAt(execution, begin, task)!;
    const since = call.begin === undefined ? '' : `, which it began with event ${call.begin + 1}`;
    return `${program.tasks[task]!.name} never returns from ${call.function}${since}: it ${waiting(execution, begin, end, task)}`;
  });
  const names = joinNames(others.map((task) => program.tasks[task]!.name));
  const round = begin + 1 === end
    ? `Event ${end} leads back to where it began`
    : `Events ${begin + 1} to ${end} lead back to where they began`;
  const company = names && `: ${names} keep${others.length === 1 ? 's' : ''} going`;
  return `${victims.join('; ')}. ${round} and can repeat for ever${company}`;
}

/** What the process does in the loop: it sleeps, or it goes round, and meanwhile waits. */
function waiting(execution: Execution, begin: number, end: number, process: number): string {
  const { program } = execution;
  let moves = 0;
  let wait: string | undefined;
  for (let position = begin; position < end; position++) {
    if (execution.choiceAt(position).task === process) moves++;
    const blocked = program.blocked(execution.stateAt(position), process);
    if (blocked) wait ??= blockedReason(program, blocked);
  }
  if (moves === 0) return wait ?? 'is stopped';
  const round = `goes round with ${moves} event${moves === 1 ? '' : 's'} of its own`;
  return wait === undefined ? round : `${round}; on the way it ${wait}`;
}
