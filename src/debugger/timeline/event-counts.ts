// How many events each thread has in a column, and which of them are retries, violations or edits. What an event marked and broke is
// recorded with it, so no state is looked at.
import type { Annotations } from '../../machine/execution/annotations';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import type { Mark } from '../../view/messages/timeline';
import { EventIndices } from '../history/event-indices';
import { RETRY } from '../history/exception-history';

/** Events between two positions at which the counts are kept. */
const INTERVAL = 128;

/** What no thread performs has this lane. */
export const NO_LANE = EDIT_TASK;

export class EventCounts {
  /** By multiple of `INTERVAL`, for each thread: how many events it has before that. */
  private readonly sums: number[][];
  /** By thread: a retry stands there once for each. */
  private readonly retries: readonly EventIndices[];
  private readonly violations: readonly EventIndices[];
  private readonly edits = new EventIndices();
  /** By property: the events that are recorded to have broken it, the first only. */
  private readonly broken = new Map<string, number>();
  private counted = 0;
  private counts: number[];

  constructor(private readonly execution: Execution) {
    const { tasks } = execution.program;
    this.counts = tasks.map(() => 0);
    this.sums = [[...this.counts]];
    this.retries = tasks.map(() => new EventIndices());
    this.violations = tasks.map(() => new EventIndices());
  }

  /** How many of the recorded events are a thread's. */
  total(task: number): number {
    return this.counts[task]!;
  }

  /** The events that broke a property first, as recorded with them. */
  get firstViolations(): readonly number[] {
    return [...new Set(this.broken.values())].sort((one, other) => one - other);
  }

  /** Counts what has been recorded since. */
  extend(): void {
    const { execution } = this;
    for (let index = this.counted; index < execution.length;) {
      const task = execution.choiceAt(index).task;
      if (task === NO_LANE) this.edits.add(index);
      else this.counts[task]!++;
      const annotations = execution.annotationsOf(index);
      if (annotations.marks.length > 0 || annotations.breaks !== undefined) this.note(index, task, annotations);
      if (++index % INTERVAL === 0) this.sums.push([...this.counts]);
    }
    this.counted = execution.length;
  }

  /** Forgets the events from `position` on. */
  truncate(position: number): void {
    if (this.counted <= position) return;
    this.sums.length = Math.floor(position / INTERVAL) + 1;
    this.counts = [...this.sums.at(-1)!];
    for (let index = (this.sums.length - 1) * INTERVAL; index < position; index++) {
      const task = this.execution.choiceAt(index).task;
      if (task !== NO_LANE) this.counts[task]!++;
    }
    for (const indices of [...this.retries, ...this.violations, this.edits]) indices.truncate(position);
    for (const [property, index] of this.broken) if (index >= position) this.broken.delete(property);
    this.counted = position;
  }

  /** The marks of the column of the events from `from` to `to`, excluded, without texts. */
  column(from: number, to: number): Mark[] {
    const counts = this.countsIn(from, to);
    const marks = counts.flatMap((count, lane): Mark[] =>
      (count === 0 ? [] : [{ lane, event: this.first(from, lane), count, ...this.kind(from, to, lane) }]));
    const edits = this.edits.slice(this.edits.before(from), this.edits.before(to));
    return edits.length === 0 ? marks : [...marks, { lane: NO_LANE, event: edits[0]!, count: edits.length, kind: 'edit' }];
  }

  private note(index: number, task: number, { marks, breaks }: Annotations): void {
    for (const mark of marks) if (mark === RETRY) this.retries[task]!.add(index);
    if (breaks === undefined) return;
    if (task !== NO_LANE) this.violations[task]!.add(index);
    if (!this.broken.has(breaks)) this.broken.set(breaks, index);
  }

  /** By thread. */
  private countsIn(from: number, to: number): number[] {
    if (to - from >= INTERVAL) return this.counts.map((_, lane) => this.before(to, lane) - this.before(from, lane));
    const counts = this.counts.map(() => 0);
    for (let index = from; index < to; index++) {
      const task = this.execution.choiceAt(index).task;
      if (task !== NO_LANE) counts[task]!++;
    }
    return counts;
  }

  private kind(from: number, to: number, lane: number): Pick<Mark, 'kind' | 'retry'> {
    const isWrong = this.violations[lane]!.before(to) > this.violations[lane]!.before(from);
    const retries = this.retries[lane]!.before(from);
    const isRetry = this.retries[lane]!.before(to) > retries;
    return { kind: isWrong ? 'violation' : isRetry ? 'retry' : 'event', ...(isRetry && { retry: retries + 1 }) };
  }

  /** How many events a thread has before a position. */
  private before(position: number, lane: number): number {
    const sum = Math.floor(position / INTERVAL);
    let count = this.sums[sum]![lane]!;
    for (let index = sum * INTERVAL; index < position; index++) if (this.execution.choiceAt(index).task === lane) count++;
    return count;
  }

  /** The first event of a thread from a position on; it must have one. */
  private first(position: number, lane: number): number {
    let index = position;
    while (this.execution.choiceAt(index).task !== lane) {
      const sum = index / INTERVAL;
      const isWithout = index % INTERVAL === 0 && this.sums[sum + 1]?.[lane] === this.sums[sum]![lane];
      index += isWithout ? INTERVAL : 1;
    }
    return index;
  }
}
