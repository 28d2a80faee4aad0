// What stops after an event: exception filters and data breakpoints. A function of the event's index and the breakpoints (rules 8, 9).
import type { Execution } from '../../machine/execution/execution';
import { slotsBehind } from '../../machine/execution/field-values';
import { LivelockWatch } from '../../machine/verdict/livelock-watch';
import type { Breakpoints } from './breakpoints';
import type { ChosenFilter, DataBreakpoint } from './breakpoint';
import type { ExceptionHistory, RaisedException } from '../history/exception-history';
import { stopForAccesses, stopForExceptions, stopForLivelock } from './explanations';
import { HitsByBreakpoint } from './hits';
import type { LastChance } from '../passing/last-chance';
import { changesOf } from '../history/last-changes';
import type { Stop } from './stop';
import { FieldAccesses, type FieldAccess } from '../history/field-accesses';
import { newlyBlocked } from './waiting';

/** The stops after events. */
export class EventRules {
  private readonly hits: HitsByBreakpoint<ChosenFilter | DataBreakpoint>;
  private readonly accesses: FieldAccesses;
  private readonly livelocks: LivelockWatch;

  constructor(
    private readonly execution: Execution,
    private readonly exceptions: ExceptionHistory,
    private readonly lastChance: LastChance,
    private readonly breakpoints: Breakpoints,
  ) {
    this.accesses = new FieldAccesses(execution);
    this.livelocks = new LivelockWatch(execution);
    this.hits = new HitsByBreakpoint(breakpoints, (asked, from, to) => this.find(asked, from, to));
  }

  /** The stop after the event that leads to `position`, if a filter or a data breakpoint asks for one. */
  after(position: number): Stop | undefined {
    if (position === 0) return undefined;
    return this.atFilter(position - 1) ?? this.atData(position - 1) ?? this.atLivelock(position);
  }

  /** Whether to stop at the end because `task` and others wait for what will never happen. */
  stopsWhenStuck(task: number): boolean {
    return this.stopsForWaiting(task, this.execution.position);
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.hits.truncate(position);
    this.accesses.truncate(position);
    this.livelocks.truncate(position);
  }

  /** The stop where the execution has become a livelock at `position`, whatever the filters say. */
  livelockAt(position: number): Stop | undefined {
    const livelock = this.livelocks.at(position);
    return livelock && stopForLivelock(this.execution, livelock);
  }

  /** A task that starves waits for ever, too. */
  private atLivelock(position: number): Stop | undefined {
    if (!this.breakpoints.filter('deadlock_or_hang')) return undefined;
    const stop = this.livelockAt(position);
    return stop && this.stopsForWaiting(stop.task, position) ? stop : undefined;
  }

  private stopsForWaiting(task: number, position: number): boolean {
    const chosen = this.breakpoints.filter('deadlock_or_hang');
    const state = this.execution.stateAt(position);
    return chosen !== undefined && chosen.condition!.holds({ position, state, task }) && (chosen.condition!.hits?.(1) ?? true);
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

  /** Which tasks are newly blocked, and what can still go right, takes time to find out: only if the filter is on. */
  private raised(index: number): readonly RaisedException[] {
    const recorded = this.exceptions.at(index);
    const isLast = this.breakpoints.filter('point_of_no_return') !== undefined && this.lastChance.isAt(index);
    const isWatched = this.breakpoints.filter('task_blocked') !== undefined;
    if (!isLast && !isWatched) return recorded;
    return [
      ...recorded,
      ...(isLast ? [this.pointOfNoReturn(index)] : []),
      ...(isWatched ? newlyBlocked(this.execution, index) : []),
    ];
  }

  private pointOfNoReturn(index: number): RaisedException {
    return { filter: 'point_of_no_return', index, task: this.execution.choiceAt(index).task, instead: this.lastChance.instead(index) };
  }

  private isAskedFor({ filter, condition }: ChosenFilter, exception: RaisedException): boolean {
    if (exception.filter !== filter) return false;
    const { index, task } = exception;
    const extra = 'number' in exception ? { retry: exception.number } : {};
    return condition!.holds({ position: index, state: this.execution.stateAt(index), task, extra });
  }

  /** Rule 8: the condition is evaluated before the event commits; `value` is what the event writes or finds in the field. */
  private accessesOf(breakpoint: DataBreakpoint, index: number): readonly FieldAccess[] {
    const { task } = this.execution.choiceAt(index);
    return this.accesses.of(breakpoint.watched, breakpoint.access, index).filter(({ value }) =>
      breakpoint.condition!.holds({ position: index, state: this.execution.stateAt(index), task, ...(typeof value === 'number' && { extra: { value } }) }));
  }

  /** Whether a hit in this event is one that stops. */
  private counts(asked: ChosenFilter | DataBreakpoint, index: number): boolean {
    return asked.condition!.hits?.(this.hits.of(asked).before(index) + 1) ?? true;
  }

  private *find(asked: ChosenFilter | DataBreakpoint, from: number, to: number): Generator<number> {
    if ('filter' in asked) {
      for (let index = from; index < to; index++) if (this.raised(index).some((exception) => this.isAskedFor(asked, exception))) yield index;
    } else if (asked.access === 'write') {
      // Whole intervals without a change are skipped.
      for (const index of changesOf(this.execution, slotsBehind(asked.watched), from, to)) if (this.accessesOf(asked, index).length > 0) yield index;
    } else {
      for (let index = from; index < to; index++) if (this.accessesOf(asked, index).length > 0) yield index;
    }
  }
}
