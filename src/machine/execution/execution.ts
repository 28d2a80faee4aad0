// An execution is (program, schedule, position): time is a number, and going back is as exact as going forward.
import type { Program, State } from '../../compiler/program';
import type { Annotations } from './annotations';
import { whyNot } from './blocking';
import { packChoice, runnable, type Choice, type ChoiceRun } from './choice';
import type { ControlFlowEdge } from './control-flow';
import type { Edit } from './edit';
import { describeEvent, type MachineEvent } from './event';
import { Forks, type Fork } from './forks';
import { History } from './history';
import { LruMap } from '../../language/lru-map';
import type { HistorySlice } from './history-slice';
import { checkWellDefined } from './violations';

export type { Choice } from './choice';
export type { Change, MachineEvent } from './event';
export type { Fork } from './forks';

/** Events described recently; more would cost memory for nothing, since describing one again is cheap. */
const EVENTS_KEPT = 4096;

/** One run of a program that can be moved through in both directions. */
export class Execution {
  readonly #history: History;
  #position = 0;
  readonly #events = new LruMap<number, MachineEvent>(EVENTS_KEPT);
  readonly #forks: Forks;
  readonly #cuts: number[] = [];

  constructor(readonly program: Program) {
    this.#history = new History(program);
    this.#forks = new Forks(this.#history.edits);
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

  /** The state at any recorded position, 0 … `length`. Not to be modified; it may be kept. Throws a RangeError beyond. */
  stateAt(position: number): State {
    return this.#history.stateAt(position);
  }

  /** The event that leads from `index` to `index + 1`. */
  eventAt(index: number): MachineEvent {
    return this.#events.get(index, () => describeEvent(this.program, this.stateAt(index), index, this.choiceAt(index)));
  }

  /** What `eventAt(index)` marked and broke, at no cost. */
  annotationsOf(index: number): Annotations {
    return this.#history.annotationsAt(index);
  }

  /** By which edge the task came to where it performed an event, at no cost. The same object for all events of which it is so. */
  edgeInto(index: number): ControlFlowEdge {
    return this.#history.edgeInto(index);
  }

  /** The index of the latest event of a task before a position, -1 if there is none. */
  lastEventBefore(position: number, task: number): number {
    return this.#history.lastEventBefore(position, task);
  }

  /** Whether none of the slots changes in the `INTERVAL` events from `block * INTERVAL` on. Of less it is not known. */
  isQuiet(block: number, slots: readonly number[]): boolean {
    return this.#history.isQuiet(block, slots);
  }

  /** The index of the latest event from `from` to `to`, exclusive, that changed one of the slots: much cheaper than comparing the states. */
  lastChange(slots: readonly number[], from: number, to: number): number | undefined {
    return this.#history.lastChange(slots, from, to);
  }

  /** The choice of the event that leads from `index` to `index + 1`. Throws a RangeError if there is none. */
  choiceAt(index: number): Choice {
    return this.#history.choiceAt(index);
  }

  /** All recorded choices, also those after `position`. */
  get choices(): readonly Choice[] {
    return this.#history.choices;
  }

  /** The choices before a position. */
  runs(end = this.length): Iterable<ChoiceRun> {
    return this.#history.runs(end);
  }

  /** The positions from which on what was recorded has been replaced, in the order in which that happened. */
  get cuts(): readonly number[] {
    return this.#cuts;
  }

  /** What can happen at `position`. */
  runnable(): Choice[] {
    return runnable(this.program, this.state);
  }

  /**
   * Performs an event. The recorded choice is replayed; another one leaves the recorded events behind as a fork.
   * Throws a RangeError if the task cannot move and a ModelError if the model fails; then nothing has happened.
   */
  step(choice: Choice): MachineEvent {
    this.advance(choice);
    return this.eventAt(this.#position - 1);
  }

  /** What changes a slot by hand, to be advanced by. */
  choiceFor(edit: Edit): Choice {
    return this.#history.edits.choiceFor(edit);
  }

  /** Throws what `step` would throw. */
  check(choice: Choice): void {
    this.#refuseImpossible(choice);
    describeEvent(this.program, this.state, this.#position, choice);
    // After an edit a state need not be one that the model can be in: it is entered only if everything in it has a value.
    if (!this.#history.edits.isEmpty) checkWellDefined(this.program, this.#history.after(this.state, choice));
  }

  /** `step` for callers that do not look at the event. What it has left behind, if that is a new fork. */
  advance(given: Choice): Fork | undefined {
    const choice = this.#history.edits.own(given);
    if (this.#position < this.length && packChoice(this.choiceAt(this.#position)) === packChoice(choice)) {
      this.#position++;
      return undefined;
    }
    const isReplaced = this.#position < this.length;
    // Try first: a model error must leave what is recorded as it was.
    if (isReplaced || !this.#history.edits.isEmpty) this.check(choice);
    else this.#refuseImpossible(choice);
    const fork = isReplaced ? this.#forks.keep(this.#cut(this.#position)) : undefined;
    this.#history.push(choice);
    this.#forks.follow(this.#position++, packChoice(choice));
    return fork;
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

  /** Throws a RangeError beyond 0 … `length`. */
  goto(position: number): void {
    if (!Number.isInteger(position) || position < 0 || position > this.length) {
      throw new RangeError(`There is no position ${position}: this execution goes from 0 to ${this.length}.`);
    }
    this.#position = position;
  }

  /** The abandoned branches, oldest first. */
  forks(): readonly Fork[] {
    return this.#forks.list();
  }

  /** The number of the recorded branch, if it has been a fork. */
  get fork(): number | undefined {
    return this.#forks.present;
  }

  /** Makes the fork the recorded branch and goes to where it begins. What was recorded, if that is a fork now. */
  switchTo({ id }: Pick<Fork, 'id'>): Fork | undefined {
    const at = this.#forks.forkPoint(id);
    const fork = at < this.length ? this.#forks.keep(this.#cut(at)) : undefined;
    for (const slice of this.#forks.take(id)) this.#history.join(slice);
    this.#position = at;
    return fork;
  }

  #refuseImpossible(choice: Choice): void {
    if (choice.edit) return;
    const task = this.program.tasks[choice.task];
    if (!task) throw new RangeError(`There is no task ${choice.task}.`);
    const alternatives = this.program.enabled(this.state, choice.task);
    if (choice.alternative >= 0 && choice.alternative < alternatives) return;
    const reason = whyNot(this.program, this.state, choice.task);
    throw new RangeError(reason
      ? `${task.name} cannot move: ${reason}`
      : `${task.name} has no alternative ${choice.alternative} here, only 0 to ${alternatives - 1}`);
  }

  #cut(position: number): HistorySlice {
    this.#cuts.push(position);
    this.#events.forget((index) => index >= position);
    return this.#history.cut(position);
  }
}
