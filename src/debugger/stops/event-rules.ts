// What stops after an event: exception filters and data breakpoints. A function of the event's index and the breakpoints.
import type { Execution } from '../../machine/execution/execution';
import type { Breakpoints } from './breakpoints';
import type { ChosenFilter, DataBreakpoint } from './breakpoint';
import type { ExceptionHistory, RaisedException } from '../history/exception-history';
import { stopForExceptions, stopForAccesses } from './explanations';
import { Hits } from './hits';
import { changesOf } from '../history/last-changes';
import type { Stop } from './stop';
import { FieldAccesses, type FieldAccess } from '../history/field-accesses';
import { newlyBlocked } from './waiting';

export class EventRules {
  private hits = new Map<ChosenFilter | DataBreakpoint, Hits>();
  private revision = -1;
  private readonly accesses: FieldAccesses;

  constructor(
    private readonly execution: Execution,
    private readonly exceptions: ExceptionHistory,
    private readonly breakpoints: Breakpoints,
  ) {
    this.accesses = new FieldAccesses(execution);
  }

  /** The stop after the event that leads to `position`, if something asks for one. */
  after(position: number): Stop | undefined {
    if (position === 0) return undefined;
    this.refresh();
    return this.atFilter(position - 1) ?? this.atData(position - 1);
  }

  /** Whether to stop at the end because `task` and others wait for what will never happen. */
  stopsWhenStuck(task: number): boolean {
    const { position, state } = this.execution;
    const chosen = this.breakpoints.filter('deadlock_or_hang');
    return chosen !== undefined && chosen.condition!.holds({ position, state, task }) && (chosen.condition!.hits?.(1) ?? true);
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    for (const hits of this.hits.values()) hits.truncate(position);
    this.accesses.truncate(position);
  }

  private atFilter(index: number): Stop | undefined {
    const raised = this.raised(index);
    for (const name of new Set(raised.map(({ filter }) => filter))) {
      const chosen = this.breakpoints.filter(name);
      const found = chosen ? raised.filter((exception) => this.isAskedFor(chosen, exception)) : [];
      if (found.length > 0 && this.counts(chosen!, index)) return stopForExceptions(this.execution, found);
    }
    return undefined;
  }

  private atData(index: number): Stop | undefined {
    const found = this.breakpoints.dataBreakpoints.flatMap((breakpoint) => {
      const accesses = this.accessesOf(breakpoint, index);
      return accesses.length > 0 && this.counts(breakpoint, index) ? [{ breakpoint, accesses }] : [];
    });
    return found.length > 0 ? stopForAccesses(this.execution, index, found) : undefined;
  }

  /** Who is newly blocked is worked out only for those who want to know. */
  private raised(index: number): readonly RaisedException[] {
    const told = this.exceptions.at(index);
    return this.breakpoints.filter('task_blocked') ? [...told, ...newlyBlocked(this.execution, index)] : told;
  }

  private isAskedFor({ filter, condition }: ChosenFilter, exception: RaisedException): boolean {
    if (exception.filter !== filter) return false;
    const { index, task } = exception;
    const extra = 'number' in exception ? { retry: exception.number } : {};
    return condition!.holds({ position: index, state: this.execution.stateAt(index), task, extra });
  }

  /** Rule 8: the condition is asked before the event commits; `value` is what it makes of the field, or finds in it. */
  private accessesOf(breakpoint: DataBreakpoint, index: number): readonly FieldAccess[] {
    const { task } = this.execution.choiceAt(index);
    return this.accesses.of(breakpoint, index).filter(({ value }) =>
      breakpoint.condition!.holds({ position: index, state: this.execution.stateAt(index), task, extra: { value } }));
  }

  /** Whether a hit in this event is one that stops. */
  private counts(asked: ChosenFilter | DataBreakpoint, index: number): boolean {
    return asked.condition!.hits?.(this.hitsOf(asked).before(index) + 1) ?? true;
  }

  private hitsOf(asked: ChosenFilter | DataBreakpoint): Hits {
    let hits = this.hits.get(asked);
    if (!hits) this.hits.set(asked, (hits = new Hits((from, to) => this.find(asked, from, to))));
    return hits;
  }

  private *find(asked: ChosenFilter | DataBreakpoint, from: number, to: number): Generator<number> {
    if ('filter' in asked) {
      for (let index = from; index < to; index++) if (this.raised(index).some((exception) => this.isAskedFor(asked, exception))) yield index;
    } else if (asked.access === 'write') {
      // Whole stretches in which nothing of it changed are passed over.
      for (const index of changesOf(this.execution, asked.slots, from, to)) if (this.accessesOf(asked, index).length > 0) yield index;
    } else {
      for (let index = from; index < to; index++) if (this.accessesOf(asked, index).length > 0) yield index;
    }
  }

  /** What is remembered holds for the breakpoints as they were set. */
  private refresh(): void {
    if (this.revision === this.breakpoints.revision) return;
    this.revision = this.breakpoints.revision;
    this.hits = new Map();
  }
}
