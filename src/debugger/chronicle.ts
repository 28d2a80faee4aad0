// What is worth telling about the events so far: retries, and properties when they broke first.
// What an event is a sign of is known since it happened; here it is counted, as far as somebody asks.
import type { Violation } from '../compiler/program';
import type { Execution } from '../machine/execution';
import { Positions } from './positions';

export type Notable =
  /** The `number`-th of this task. */
  | { readonly kind: 'retry'; readonly index: number; readonly task: number; readonly number: number }
  | { readonly kind: 'violation'; readonly index: number; readonly task: number; readonly violation: Violation };

/** The mark that the model kernel leaves where a layout change goes round again. */
const RETRY = 'layout_retry';
const NOTHING: readonly Notable[] = [];

export class Chronicle {
  /** By property, the event that broke it first. */
  private readonly broken = new Map<string, number>();
  /** By task, the events in which it went round. */
  private readonly rounds: readonly Positions[];
  private read = 0;

  constructor(private readonly execution: Execution) {
    this.rounds = execution.program.tasks.map(() => new Positions());
  }

  /** What happened in the event that leads from `index` on; a violation before a retry. */
  at(index: number): readonly Notable[] {
    const { marks, breaks } = this.execution.signsOf(index);
    if (marks.length === 0 && breaks === undefined) return NOTHING;
    this.count(index + 1);
    const { task } = this.execution.choiceAt(index);
    const notables: Notable[] = [];
    if (breaks !== undefined && this.broken.get(breaks) === index) {
      notables.push({ kind: 'violation', index, task, violation: this.execution.eventAt(index).violation! });
    }
    const { length: rounds } = marks.filter((mark) => mark === RETRY);
    const number = this.rounds[task]!.before(index);
    for (let round = 1; round <= rounds; round++) notables.push({ kind: 'retry', index, task, number: number + round });
    return notables;
  }

  /** How often the task has gone round before `position`. */
  retries(task: number, position: number): number {
    this.count(position);
    return this.rounds[task]!.before(position);
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.read = Math.min(this.read, position);
    for (const rounds of this.rounds) rounds.truncate(position);
    for (const [property, index] of this.broken) if (index >= position) this.broken.delete(property);
  }

  private count(end: number): void {
    for (; this.read < end; this.read++) {
      const { marks, breaks } = this.execution.signsOf(this.read);
      if (breaks !== undefined && !this.broken.has(breaks)) this.broken.set(breaks, this.read);
      for (const mark of marks) if (mark === RETRY) this.rounds[this.execution.choiceAt(this.read).task]!.add(this.read);
    }
  }
}
