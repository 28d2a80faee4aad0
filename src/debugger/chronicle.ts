// What is worth telling about the events so far: retries, and properties when they broke first.
// Read once, in order, as far as somebody asks; a fork forgets what no longer happened.
import type { Program, Violation } from '../compiler/program';
import type { Execution } from '../machine/execution';
import { brokenBy } from '../machine/violations';
import type { Filter } from './capabilities';
import { Positions } from './positions';

/** By the filter that stops at it. `index`: as in `MachineEvent`. */
export type Notable = { readonly filter: Filter; readonly index: number; readonly task: number } & (
  /** The `number`-th of this task. */
  | { readonly filter: 'layout_retry'; readonly number: number }
  | { readonly filter: 'invariant_violated' | 'assertion_failed'; readonly violation: Violation }
  | { readonly filter: 'task_blocked' }
);

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

  constructor(readonly execution: Execution) {
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
      for (const notable of notables) if ('violation' in notable) this.broken.delete(notable.violation.property);
    }
  }

  private readNext(): void {
    const index = this.read++;
    const { execution } = this;
    const { program } = execution;
    const choice = execution.choiceAt(index);
    const { task } = choice;
    const { marks, violation: first } = execution.outcomeOf(index);
    const notables: Notable[] = [];
    for (const violation of first ? brokenBy(program, execution.stateAt(index), execution.stateAt(index + 1), choice) : []) {
      if (this.broken.has(violation.property)) continue;
      this.broken.add(violation.property);
      notables.push({ filter: isInvariant(program, violation) ? 'invariant_violated' : 'assertion_failed', index, task, violation });
    }
    for (const mark of marks) {
      if (mark !== RETRY) continue;
      this.rounds[task]!.add(index);
      notables.push({ filter: 'layout_retry', index, task, number: this.rounds[task]!.before(index + 1) });
    }
    if (notables.length > 0) this.notables.set(index, notables);
  }
}

/** An `assert` of the scenario is checked as an invariant is, and is an assertion all the same. */
function isInvariant({ invariants, source: scenario }: Program, { property }: Violation): boolean {
  return invariants.some(({ name, source }) => name === property && source !== scenario);
}
