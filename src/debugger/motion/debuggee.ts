// What is being debugged: one program, its execution, and where it stopped last. Everything that moves it goes through
// `perform` or `go`, so that what is remembered about the events is never wrong.
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
import { BreakpointLocations } from '../sources/breakpoint-locations';
import type { RoutineRange } from '../sources/routines';
import type { Stop } from '../stops/stop';
import { choiceLabel } from './step-in-targets';
import { StopRules } from '../stops/stop-rules';

export class Debuggee {
  readonly program: Program;
  readonly execution: Execution;
  readonly breakpointLocations: BreakpointLocations;
  readonly rules: StopRules;
  readonly routines: readonly RoutineRange[];
  /** Why it rests where it rests; undefined before the first stop. */
  stop: Stop | undefined;
  readonly exceptions: ExceptionHistory;
  readonly kernel: KernelTree;
  readonly expressions: ExpressionCompiler;
  private left: Fork | undefined;
  private readonly scheduler: Scheduler;

  constructor({ execution, scheduler, routines, kernel }: Loaded, breakpoints: Breakpoints) {
    this.program = execution.program;
    this.execution = execution;
    this.scheduler = scheduler;
    this.routines = routines;
    this.breakpointLocations = new BreakpointLocations(this.program, routines);
    this.kernel = kernel;
    this.exceptions = new ExceptionHistory(execution);
    this.expressions = new ExpressionCompiler(this.program, this.exceptions, kernel);
    this.rules = new StopRules(execution, this.exceptions, breakpoints, routines);
  }

  get position(): number {
    return this.execution.position;
  }

  /** What happens next when nobody decides otherwise: what is recorded, then what the schedule says. */
  upcoming(): Choice | undefined {
    return this.recorded() ?? this.scheduler.next(this.execution);
  }

  /** The edit that is recorded next, if one is. */
  recordedEdit(): Edit | undefined {
    return this.recorded()?.edit;
  }

  /** How the task performs its next event: as recorded if its turn is next, else with the first alternative. */
  choiceFor(task: number): Choice {
    const recorded = this.recorded();
    return recorded?.task === task ? recorded : { task, alternative: 0 };
  }

  /** Performs an event, leaving the recorded future behind if it says otherwise. Throws what `Execution.step` throws. */
  perform(choice: Choice): void {
    const recorded = this.recorded();
    const forks = recorded !== undefined && (recorded.task !== choice.task || recorded.alternative !== choice.alternative);
    this.left = this.execution.advance(choice) ?? this.left;
    if (forks) this.forget(this.position - 1);
  }

  /** Changes a slot by hand, leaving the recorded future behind. */
  edit(edit: Edit): void {
    this.perform(this.execution.choiceFor(edit));
  }

  /** It rests here. An edit is nobody's: the client goes on looking at whom it looked at. */
  rest(found: Stop): Stop {
    return this.stop = found.task === EDIT_TASK ? { ...found, task: this.stop?.task ?? 0 } : found;
  }

  go(position: number): void {
    this.execution.goto(position);
  }

  switchTo(fork: Fork): void {
    this.left = this.execution.switchTo(fork);
    this.forget(fork.at);
  }

  /** The future that has been left behind since this was asked last, if it is a fork now. */
  takeLeft(): Fork | undefined {
    const { left } = this;
    this.left = undefined;
    return left;
  }

  /** Who does what where the fork leaves this branch. */
  labelOf({ at, first }: Fork): string {
    return choiceLabel(this.program, this.execution.stateAt(at), first);
  }

  locationOf(task: number): Location {
    return this.program.location(this.execution.state, task);
  }

  canMove(task: number): boolean {
    return this.program.enabled(this.execution.state, task) > 0;
  }

  /** Why the task cannot move now, who could let it go on included. */
  whyNot(task: number): string | undefined {
    return whyNot(this.program, this.execution.state, task);
  }

  /** What has been read about the events from `position` on is no longer true. */
  private forget(position: number): void {
    this.exceptions.truncate(position);
    this.expressions.truncate(position);
    this.rules.truncate(position);
  }

  private recorded(): Choice | undefined {
    const { execution } = this;
    return execution.position < execution.length ? execution.choiceAt(execution.position) : undefined;
  }
}
