// What is worth telling about the events so far: retries, and properties when they broke first.
// Read once, in order, as far as somebody asks; a fork forgets what no longer happened.
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
  /** By event, in order. */
  private readonly notables = new Map<number, Notable[]>();
  private readonly broken = new Set<string>();
  /** By task, the events in which it went round. */
  private readonly rounds: readonly Positions[];
  private read = 0;

  constructor(private readonly execution: Execution) {
    this.rounds = execution.program.tasks.map(() => new Positions());
  }

  /** What happened in the event that leads from `index` on; a violation before a retry. */
  at(index: number): readonly Notable[] {
    while (this.read <= index) this.readNext();
    return this.notables.get(index) ?? NOTHING;
  }

  /** How often the task has gone round before `position`. */
  retries(task: number, position: number): number {
    if (position > 0) this.at(position - 1);
    return this.rounds[task]!.before(position);
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.read = Math.min(this.read, position);
    for (const hits of this.rounds) hits.truncate(position);
    for (const [index, notables] of this.notables) {
      if (index < position) continue;
      this.notables.delete(index);
      for (const notable of notables) if (notable.kind === 'violation') this.broken.delete(notable.violation.property);
    }
  }

  private readNext(): void {
    const index = this.read++;
    const { task } = this.execution.choiceAt(index);
    const { marks, violation } = this.execution.outcomeOf(index);
    const notables: Notable[] = [];
    if (violation && !this.broken.has(violation.property)) {
      this.broken.add(violation.property);
      notables.push({ kind: 'violation', index, task, violation });
    }
    for (const mark of marks) {
      if (mark !== RETRY) continue;
      this.rounds[task]!.add(index);
      notables.push({ kind: 'retry', index, task, number: this.rounds[task]!.before(index + 1) });
    }
    if (notables.length > 0) this.notables.set(index, notables);
  }
}
