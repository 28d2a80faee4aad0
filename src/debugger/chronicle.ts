// What is worth telling about the events so far: retries, and properties when they broke first.
// Read once, in order, as far as somebody asks; a fork forgets what no longer happened.
import type { Violation } from '../compiler/program';
import type { Execution } from '../machine/execution';

export type Notable =
  /** The `number`-th of this task. */
  | { readonly kind: 'retry'; readonly index: number; readonly task: number; readonly number: number }
  | { readonly kind: 'violation'; readonly index: number; readonly task: number; readonly violation: Violation };

/** The mark that the model kernel leaves where a layout change goes round again. */
const RETRY = 'layout_retry';

export class Chronicle {
  private readonly notables: Notable[] = [];
  private read = 0;

  constructor(private readonly execution: Execution) {}

  /** What happened in the event that leads from `index` on; a violation before a retry. */
  at(index: number): readonly Notable[] {
    while (this.read <= index) this.readNext();
    return this.notables.filter((notable) => notable.index === index);
  }

  /** How often the task has gone round before `position`. */
  retries(task: number, position: number): number {
    if (position > 0) this.at(position - 1);
    return this.notables.filter(({ kind, ...notable }) => kind === 'retry' && notable.task === task && notable.index < position).length;
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.read = Math.min(this.read, position);
    while (this.notables.length > 0 && this.notables[this.notables.length - 1]!.index >= position) this.notables.pop();
  }

  private readNext(): void {
    const index = this.read++;
    const { choice: { task }, marks, violation } = this.execution.eventAt(index);
    if (violation && !this.hasBroken(violation.property)) this.notables.push({ kind: 'violation', index, task, violation });
    for (const mark of marks) if (mark === RETRY) this.notables.push({ kind: 'retry', index, task, number: this.retries(task, index) + 1 });
  }

  private hasBroken(property: string): boolean {
    return this.notables.some((notable) => notable.kind === 'violation' && notable.violation.property === property);
  }
}
