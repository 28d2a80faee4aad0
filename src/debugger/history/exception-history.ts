// The events so far at which an exception filter may stop: layout retries, and those that broke a property first.
// What an event marked and broke is recorded with it; here it is counted, as far as is asked for.
import type { Program, Violation } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import { brokenBy } from '../../machine/execution/violations';
import type { Filter } from '../protocol/capabilities';
import { EventIndices } from './event-indices';

/** An event at which an exception filter stops: its index, which filter, and the task that it is about. */
export type RaisedException = { readonly filter: Filter; readonly index: number; readonly task: number } & (
  /** `number`: the task's retries are numbered from 1. */
  | { readonly filter: 'layout_retry'; readonly number: number }
  | { readonly filter: 'invariant_violated' | 'assertion_failed'; readonly violation: Violation }
  | { readonly filter: 'task_blocked' }
  /** `instead`: the tasks that could have moved so that it can still go right. */
  | { readonly filter: 'point_of_no_return'; readonly instead: readonly number[] }
);

/** The mark of the model kernel at the point where a layout change goes round again. */
export const RETRY = 'layout_retry';
const NONE: readonly RaisedException[] = [];

/** Retries and first violations of the recorded events. */
export class ExceptionHistory {
  /** By property, the index of the event that broke it first. */
  private readonly broken = new Map<string, number>();
  /** By task, its retries: an index stands there once for each. */
  private readonly rounds: readonly EventIndices[];
  /** The events before this position have been counted. */
  private read = 0;

  constructor(readonly execution: Execution) {
    this.rounds = execution.program.tasks.map(() => new EventIndices());
  }

  /** The exceptions of the event with this index; violations before retries. Never `task_blocked` (see `newlyBlocked`) and `point_of_no_return` (see `LastChance`). */
  at(index: number): readonly RaisedException[] {
    const { marks, breaks } = this.execution.annotationsOf(index);
    if (marks.length === 0 && breaks === undefined) return NONE;
    this.count(index + 1);
    const { program } = this.execution;
    const { task } = this.execution.choiceAt(index);
    const violations = breaks === undefined ? [] : this.brokenIn(index).filter(({ property }) => this.broken.get(property) === index);
    const { length: rounds } = marks.filter((mark) => mark === RETRY);
    return [
      ...violations.map((violation): RaisedException =>
        ({ filter: isInvariant(program, violation) ? 'invariant_violated' : 'assertion_failed', index, task, violation })),
      ...Array.from({ length: rounds }, (_, round): RaisedException => ({ filter: 'layout_retry', index, task, number: this.rounds[task]!.before(index) + round + 1 })),
    ];
  }

  /** How many retries of the task there were before `position`. */
  retries(task: number, position: number): number {
    this.count(position);
    return this.rounds[task]!.before(position);
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.read = Math.min(this.read, position);
    for (const rounds of this.rounds) rounds.truncate(position);
    for (const [property, index] of this.broken) if (index >= position) this.broken.delete(property);
  }

  private count(end: number): void {
    for (; this.read < end; this.read++) {
      const { marks, breaks } = this.execution.annotationsOf(this.read);
      for (const { property } of breaks === undefined ? [] : this.brokenIn(this.read)) {
        if (!this.broken.has(property)) this.broken.set(property, this.read);
      }
      for (const mark of marks) if (mark === RETRY) this.rounds[this.execution.choiceAt(this.read).task]!.add(this.read);
    }
  }

  private brokenIn(index: number): readonly Violation[] {
    const { execution } = this;
    return brokenBy(execution.program, execution.stateAt(index), execution.stateAt(index + 1), execution.choiceAt(index));
  }
}

/** An `assert` of the scenario is compiled like an invariant, and is an assertion all the same. */
function isInvariant({ invariants, source: scenario }: Program, { property }: Violation): boolean {
  return invariants.some(({ name, source }) => name === property && source !== scenario);
}
