// What is being debugged: one program, its execution, and the latest stop.
// Invariant: everything that replaces events goes through `perform` or `switchTo`, which forget what was derived from them.
import type { Location, Program } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import { EDIT_TASK, type Choice } from '../../machine/execution/choice';
import type { Edit } from '../../machine/execution/edit';
import type { Execution, Fork } from '../../machine/execution/execution';
import type { Scheduler } from '../../machine/schedule/scheduler';
import type { Breakpoints } from '../stops/breakpoints';
import type { KernelTree } from '../../language/tree';
import { ExceptionHistory } from '../history/exception-history';
import { ExpressionCompiler } from '../expressions/expression-compiler';
import type { Loaded } from '../launch/load';
import { LastChance } from '../passing/last-chance';
import type { PassingSearch } from '../protocol/passing-search';
import { BreakpointLocations } from '../sources/breakpoint-locations';
import type { RoutineRange } from '../sources/routines';
import type { StoryTexts } from '../sources/story';
import type { Stop } from '../stops/stop';
import { choiceLabel } from './step-in-targets';
import { StopRules } from '../stops/stop-rules';

/** One program and its execution. */
export class Debuggee {
  readonly program: Program;
  readonly execution: Execution;
  readonly breakpointLocations: BreakpointLocations;
  readonly rules: StopRules;
  readonly routines: readonly RoutineRange[];
  /** The latest stop; undefined before the first one. */
  stop: Stop | undefined;
  readonly exceptions: ExceptionHistory;
  readonly lastChance: LastChance;
  readonly kernel: KernelTree;
  readonly story: StoryTexts;
  readonly expressions: ExpressionCompiler;
  private left: Fork | undefined;
  private readonly scheduler: Scheduler;

  constructor({ execution, scheduler, routines, kernel, story }: Loaded, breakpoints: Breakpoints, passingSearch: PassingSearch) {
    this.program = execution.program;
    this.execution = execution;
    this.scheduler = scheduler;
    this.routines = routines;
    this.breakpointLocations = new BreakpointLocations(this.program, routines);
    this.kernel = kernel;
    this.story = story;
    this.exceptions = new ExceptionHistory(execution);
    this.expressions = new ExpressionCompiler(this.program, this.exceptions, kernel);
    this.lastChance = new LastChance(execution, passingSearch);
    this.rules = new StopRules(execution, this.exceptions, this.lastChance, breakpoints, routines);
  }

  /** How many of the recorded events have happened. */
  get position(): number {
    return this.execution.position;
  }

  /** The next event unless the user chooses another one: the recorded one, else that of the schedule; undefined at the end. */
  upcoming(): Choice | undefined {
    return this.recorded() ?? this.scheduler.next(this.execution);
  }

  /** The edit that is recorded next, if the next event is one. */
  recordedEdit(): Edit | undefined {
    return this.recorded()?.edit;
  }

  /** How a task performs its next event: as recorded if it is the next event, else with the first alternative. */
  choiceFor(task: number): Choice {
    const recorded = this.recorded();
    return recorded?.task === task ? recorded : { task, alternative: 0 };
  }

  /** Performs an event. If another one is recorded, the recorded future becomes a fork. Throws what `Execution.step` throws. */
  perform(choice: Choice): void {
    const recorded = this.recorded();
    const forks = recorded !== undefined && (recorded.task !== choice.task || recorded.alternative !== choice.alternative);
    this.left = this.execution.advance(choice) ?? this.left;
    if (forks) this.forget(this.position - 1);
  }

  /** Performs an edit; the recorded future becomes a fork. */
  edit(edit: Edit): void {
    this.perform(this.execution.choiceFor(edit));
  }

  /** Notes a stop. After an edit, which no task performs, the selected task stays the same. */
  rest(found: Stop): Stop {
    return this.stop = found.task === EDIT_TASK ? { ...found, task: this.stop?.task ?? 0 } : found;
  }

  /** Goes to a recorded position. Throws a RangeError if there is none. */
  go(position: number): void {
    this.execution.goto(position);
  }

  /** Makes a fork the recorded future and goes to where it begins. The present future becomes a fork. */
  switchTo(fork: Fork): void {
    this.left = this.execution.switchTo(fork);
    this.forget(fork.at);
  }

  /** The future that has become a fork since the last call, if one has. */
  takeLeft(): Fork | undefined {
    const { left } = this;
    this.left = undefined;
    return left;
  }

  /** The first event of a fork in words. */
  labelOf({ at, first }: Fork): string {
    return choiceLabel(this.program, this.execution.stateAt(at), first);
  }

  /** Where the task rests now. */
  locationOf(task: number): Location {
    return this.program.location(this.execution.state, task);
  }

  /** Whether the task is enabled now. */
  canMove(task: number): boolean {
    return this.program.enabled(this.execution.state, task) > 0;
  }

  /** Why the task is not enabled now, and which tasks could release it; undefined if it is enabled. */
  whyNot(task: number): string | undefined {
    return whyNot(this.program, this.execution.state, task);
  }

  /** Forgets what was derived from the events from `position` on: they have been replaced. */
  private forget(position: number): void {
    this.exceptions.truncate(position);
    this.expressions.truncate(position);
    this.lastChance.truncate(position);
    this.rules.truncate(position);
  }

  private recorded(): Choice | undefined {
    const { execution } = this;
    return execution.position < execution.length ? execution.choiceAt(execution.position) : undefined;
  }
}
