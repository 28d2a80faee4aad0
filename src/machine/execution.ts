// An execution is (program, schedule, position): time is a number, and going back is as exact as going forward.
import type { Program, State } from '../compiler/program';
import { whyNot } from './blocking';
import { packChoice, runnable, unpackChoice, type Choice } from './choice';
import { describeEvent, outcomeBetween, type MachineEvent, type Outcome } from './event';
import { History } from './history';

export type { Choice } from './choice';
export type { Change, MachineEvent } from './event';

/** An abandoned future: it leaves the present branch at `at`. */
export interface Fork {
  /** Stays the same while the fork exists. */
  readonly id: number;
  readonly at: number;
  /** From `at` on. */
  readonly choices: readonly Choice[];
}

/** Events described recently; more would cost memory for nothing, since describing one again is cheap. */
const EVENTS_KEPT = 4096;

/** One run of a program that can be moved through in both directions. */
export class Execution {
  readonly #history: History;
  #position = 0;
  readonly #events = new Map<number, MachineEvent>();
  /** Whole schedules of abandoned branches, by id; none is a prefix of the present branch. */
  readonly #abandoned = new Map<number, Int32Array>();
  #nextFork = 1;

  constructor(readonly program: Program) {
    this.#history = new History(program);
  }

  /** 0 … `length`. */
  get position(): number {
    return this.#position;
  }

  /** The number of events recorded on this branch. */
  get length(): number {
    return this.#history.length;
  }

  /** The state at `position`. Not to be modified; it may be kept. */
  get state(): State {
    return this.#history.stateAt(this.#position);
  }

  /** The state at any recorded position. Not to be modified; it may be kept. */
  stateAt(position: number): State {
    return this.#history.stateAt(position);
  }

  /** The event that leads from `index` to `index + 1`. */
  eventAt(index: number): MachineEvent {
    const known = this.#events.get(index);
    if (known) return known;
    const choice = this.choiceAt(index);
    const event = describeEvent(this.program, this.stateAt(index), index, choice);
    if (this.#events.size >= EVENTS_KEPT) this.#events.delete(this.#events.keys().next().value!);
    this.#events.set(index, event);
    return event;
  }

  /** The marks and the violation of `eventAt(index)`, without describing it. */
  outcomeOf(index: number): Outcome {
    return this.#events.get(index) ?? outcomeBetween(this.program, this.stateAt(index), this.stateAt(index + 1), this.choiceAt(index));
  }

  /** The latest event of a stretch, `to` exclusive, that changed one of the slots: much cheaper than comparing the states. */
  lastChange(slots: readonly number[], from: number, to: number): number | undefined {
    return this.#history.lastChange(slots, from, to);
  }

  choiceAt(index: number): Choice {
    return this.#history.choiceAt(index);
  }

  /** All recorded choices, also those after `position`. */
  get choices(): readonly Choice[] {
    return Array.from(this.#history.packed(), unpackChoice);
  }

  /** What can happen at `position`. */
  runnable(): Choice[] {
    return runnable(this.program, this.state);
  }

  /**
   * Performs an event. The recorded choice is replayed; another one leaves the recorded future behind as a fork.
   * Throws a RangeError if the task cannot move and a ModelError if the model fails; then nothing has happened.
   */
  step(choice: Choice): MachineEvent {
    this.advance(choice);
    return this.eventAt(this.#position - 1);
  }

  /** `step` for callers that do not look at the event. */
  advance(choice: Choice): void {
    if (this.#position < this.length && packChoice(this.choiceAt(this.#position)) === packChoice(choice)) {
      this.#position++;
      return;
    }
    this.#refuseImpossible(choice);
    const abandoned = this.#position < this.length ? this.#history.packed() : undefined;
    if (abandoned) {
      // Try first: a model error must leave the recorded future as it was.
      this.program.step(this.state.slice(), choice.task, choice.alternative);
      this.#truncate(this.#position);
      this.#abandon(abandoned);
    }
    this.#history.push(choice);
    this.#position++;
    if (this.#abandoned.size > 0) this.#dropRetraced();
  }

  /** Replays the recorded next event, if there is one. */
  redo(): MachineEvent | undefined {
    if (this.#position === this.length) return undefined;
    return this.eventAt(this.#position++);
  }

  /** Undoes one event; false at the beginning. */
  back(): boolean {
    if (this.#position === 0) return false;
    this.#position--;
    return true;
  }

  goto(position: number): void {
    if (!Number.isInteger(position) || position < 0 || position > this.length) {
      throw new RangeError(`There is no position ${position}: this execution goes from 0 to ${this.length}.`);
    }
    this.#position = position;
  }

  /** Abandoned futures, oldest first. */
  forks(): readonly Fork[] {
    if (this.#abandoned.size === 0) return [];
    const present = this.#history.packed();
    return Array.from(this.#abandoned, ([id, schedule]) => {
      const at = commonPrefix(schedule, present);
      return { id, at, choices: Array.from(schedule.subarray(at), unpackChoice) };
    });
  }

  /** Makes the fork the recorded future and goes to where it begins; the present future becomes a fork. */
  switchTo(fork: Pick<Fork, 'id'>): void {
    const schedule = this.#abandoned.get(fork.id);
    if (!schedule) throw new RangeError(`There is no fork ${fork.id}.`);
    const present = this.#history.packed();
    const at = commonPrefix(schedule, present);
    this.#abandoned.delete(fork.id);
    this.#truncate(at);
    if (present.length > at) this.#abandon(present);
    for (const packed of schedule.subarray(at)) this.#history.push(unpackChoice(packed));
    this.#position = at;
  }

  #refuseImpossible(choice: Choice): void {
    const task = this.program.tasks[choice.task];
    if (!task) throw new RangeError(`There is no task ${choice.task}.`);
    const alternatives = this.program.enabled(this.state, choice.task);
    if (choice.alternative >= 0 && choice.alternative < alternatives) return;
    const reason = whyNot(this.program, this.state, choice.task);
    throw new RangeError(reason
      ? `${task.name} cannot move: ${reason}`
      : `${task.name} has no alternative ${choice.alternative} here, only 0 to ${alternatives - 1}`);
  }

  #truncate(length: number): void {
    this.#history.truncate(length);
    for (const index of this.#events.keys()) if (index >= length) this.#events.delete(index);
  }

  /** Keeps a schedule, unless it is only the beginning of one that is kept. */
  #abandon(schedule: Int32Array): void {
    for (const other of this.#abandoned.values()) if (commonPrefix(schedule, other) === schedule.length) return;
    this.#abandoned.set(this.#nextFork++, schedule);
  }

  /** A fork that the present branch has gone along to its end is no longer a fork. */
  #dropRetraced(): void {
    for (const [id, schedule] of this.#abandoned) {
      if (schedule.length > this.length) continue;
      if (packChoice(this.choiceAt(schedule.length - 1)) !== schedule[schedule.length - 1]) continue;
      if (commonPrefix(schedule, this.#history.packed(schedule.length)) === schedule.length) this.#abandoned.delete(id);
    }
  }
}

function commonPrefix(one: Int32Array, other: Int32Array): number {
  const end = Math.min(one.length, other.length);
  for (let index = 0; index < end; index++) if (one[index] !== other[index]) return index;
  return end;
}
