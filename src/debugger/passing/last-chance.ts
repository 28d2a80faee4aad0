// The event of the recorded ones after which nothing goes right any more, whatever follows.
// Invariant: where nothing goes right any more, it does not later either, unless somebody edits the state. So two questions say whether an
// event is that one, and it is found by halving.
import { LruMap } from '../../language/lru-map';
import { ModelError, type Program, type State } from '../../compiler/program';
import { runnable, type Choice } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import type { Avoidable } from '../../machine/verdict/avoidable';
import { livelockOf } from '../../machine/verdict/livelock';
import { LONGEST_WATCHED } from '../../machine/verdict/livelock-watch';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { PassingSearch } from '../protocol/passing-search';

export interface PointOfNoReturn {
  /** The index of the event. */
  readonly event: number;
  /** False if it may also be an earlier one: there was too much to look at. */
  readonly isExact: boolean;
}

/** One that is enabled. */
export interface Move {
  readonly choice: Choice;
  readonly avoidable: Avoidable;
}

/** Answers that are kept: those around the present position. */
const ANSWERS = 4_096;

/** Finds it, in one execution. */
export class LastChance {
  readonly #answers = new LruMap<number, Avoidable>(ANSWERS);
  /** Of the events before `#read`: positions after edits, and after the event that violated something first. */
  #edits: number[] = [];
  #violated = Infinity;
  #read = 0;
  /** From there on it is not asked again event by event. */
  #unknownFrom = Infinity;

  #found: { readonly length: number; readonly event: PointOfNoReturn | undefined } | undefined;

  constructor(private readonly execution: Execution, readonly search: PassingSearch) {}

  /** From this position on it was too much to tell; undefined if it could be told wherever it was asked. */
  get unknownFrom(): number | undefined {
    return Number.isFinite(this.#unknownFrom) ? this.#unknownFrom : undefined;
  }

  /** Whether something that can follow a position goes right. */
  avoidable(position: number): Avoidable {
    return this.#answers.get(position, () => this.search.avoidable(this.execution.stateAt(position)));
  }

  /** Whether something was violated before a position. */
  isViolated(position: number): boolean {
    this.#readEvents();
    return position >= this.#violated;
  }

  /** Whether this event is the one. Where that was too much to tell, it is no later one either. */
  isAt(index: number): boolean {
    this.#readEvents();
    if (index >= this.#violated) return false;
    if (index >= this.#unknownFrom && !isOver(this.execution.program, this.execution.stateAt(index + 1))) return false;
    const after = this.avoidable(index + 1);
    if (after === 'unknown') this.#unknownFrom = Math.min(this.#unknownFrom, index);
    return after === 'no' && this.avoidable(index) === 'yes';
  }

  /** Whether what is recorded is a livelock: then what goes on for ever does not go right. */
  get isLivelock(): boolean {
    const { length } = this.execution;
    return length <= LONGEST_WATCHED && livelockOf(this.execution) !== undefined;
  }

  /** The one among the recorded events; undefined if after them something can still go right, or nothing could from the beginning. */
  find(): PointOfNoReturn | undefined {
    const { length } = this.execution;
    if (this.#found?.length !== length) this.#found = { length, event: this.#find() };
    return this.#found.event;
  }

  #find(): PointOfNoReturn | undefined {
    const { isLivelock } = this;
    const isLost = (position: number): boolean => {
      const answer = this.avoidable(position);
      return answer === 'no' || (isLivelock && answer === 'endless');
    };
    this.#readEvents();
    let lost = Math.min(this.execution.length, this.#violated);
    if (this.#isTooMuch(lost) || !isLost(lost)) return undefined;
    for (;;) {
      const open = this.#editBefore(lost);
      if (!isLost(open)) return this.#between(open, lost, isLost);
      if (open === 0) return undefined;
      if (!isLost(open - 1)) return { event: open - 1, isExact: this.avoidable(open - 1) !== 'unknown' };
      lost = open - 1;
    }
  }

  /** What can happen next at a position, and whether something that follows it goes right. */
  moves(position: number): readonly Move[] {
    const { program } = this.execution;
    const state = this.execution.stateAt(position);
    return runnable(program, state).map((choice) => ({ choice, avoidable: this.#after(state, choice) }));
  }

  /** Whether nothing goes right any more whatever of a task comes next at a position, and now something can. */
  isLastFor(position: number, task: number): boolean {
    if (this.isViolated(position) || this.avoidable(position) !== 'yes') return false;
    const own = this.moves(position).filter(({ choice }) => choice.task === task);
    return own.length > 0 && own.every(({ avoidable }) => avoidable === 'no');
  }

  /** The point of no return that has happened at a position, if nothing is wrong there yet. */
  lostBefore(position: number): PointOfNoReturn | undefined {
    if (this.isViolated(position) || this.avoidable(position) !== 'no') return undefined;
    const found = this.find();
    return found && found.event < position ? found : undefined;
  }

  /** The tasks that could perform the event at `index` instead, and it could still go right. */
  instead(index: number): readonly number[] {
    const { task, alternative } = this.execution.choiceAt(index);
    const others = this.moves(index).filter(({ choice, avoidable }) => avoidable === 'yes' && (choice.task !== task || choice.alternative !== alternative));
    return [...new Set(others.map(({ choice }) => choice.task))];
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.#found = undefined;
    this.#answers.forget((key) => key > position);
    this.#edits = this.#edits.filter((edit) => edit <= position);
    this.#read = Math.min(this.#read, position);
    if (this.#violated > position) this.#violated = Infinity;
    if (this.#unknownFrom >= position) this.#unknownFrom = Infinity;
  }

  /** Nothing goes right at `lost`, and something may at `open`. */
  #between(open: number, lost: number, isLost: (position: number) => boolean): PointOfNoReturn {
    while (lost - open > 1) {
      const middle = (open + lost) >> 1;
      if (this.avoidable(middle) === 'unknown') return { event: lost - 1, isExact: false };
      if (isLost(middle)) lost = middle;
      else open = middle;
    }
    return { event: lost - 1, isExact: this.avoidable(open) !== 'unknown' };
  }

  /** Whether it was too much to tell before: only where everything is over one knows without looking. */
  #isTooMuch(position: number): boolean {
    return position > this.#unknownFrom && !isOver(this.execution.program, this.execution.stateAt(position));
  }

  /** The position after the latest edit before `position`, or 0. */
  #editBefore(position: number): number {
    return this.#edits.findLast((edit) => edit <= position) ?? 0;
  }

  #after(state: State, { task, alternative }: Choice): Avoidable {
    const after = state.slice();
    try {
      this.execution.program.step(after, task, alternative);
    } catch (error) {
      // The model has no room for it.
      if (error instanceof ModelError) return 'unknown';
      throw error;
    }
    return this.search.avoidable(after);
  }

  #readEvents(): void {
    const { execution } = this;
    while (this.#read < execution.length) {
      const index = this.#read++;
      if (execution.choiceAt(index).edit) this.#edits.push(this.#read);
      if (execution.annotationsOf(index).breaks !== undefined) this.#violated = Math.min(this.#violated, this.#read);
    }
  }
}

/** Whether something has gone wrong there already. */
function isOver(program: Program, state: State): boolean {
  return program.violation(state) !== undefined || stuckVerdict(program, state) !== undefined;
}
