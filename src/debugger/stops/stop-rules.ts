// Where *continue* stops: a function of the events and the breakpoints, not of how one came there. That is why going
// back finds the same places.
import type { FrameInfo, Location } from '../../compiler/program';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import type { ControlFlowEdge } from '../../machine/execution/control-flow';
import { edgeAt, memoizedByEdge, hasEntered, isNewOnLine } from '../history/frame-entry';
import type { Breakpoints } from './breakpoints';
import type { LocationBreakpoint } from './breakpoint';
import type { ExceptionHistory } from '../history/exception-history';
import { EventRules } from './event-rules';
import { Hits } from './hits';
import type { RoutineRange } from '../sources/routines';
import type { Stop, StopCriteria } from './stop';

/** A breakpoint is at the place where a task arrives: in this frame. */
interface Match {
  readonly breakpoint: LocationBreakpoint;
  readonly frame: FrameInfo;
}

/** What a log point says before an event. */
export interface LogLine {
  readonly position: number;
  readonly task: number;
  readonly frame: FrameInfo;
  /** Worked out when it is read. */
  readonly text: string;
}

/** What *continue* stops for. */
export class StopRules implements StopCriteria {
  readonly title = 'Continue';
  private hits = new Map<LocationBreakpoint, Hits>();
  /** By resting place: the breakpoints that may be about it. Most places have none. */
  private candidates = new Map<Location, readonly LocationBreakpoint[]>();
  private revision = -1;
  private readonly events: EventRules;

  constructor(
    private readonly execution: Execution,
    exceptions: ExceptionHistory,
    private readonly breakpoints: Breakpoints,
    private readonly routines: readonly RoutineRange[],
  ) {
    this.events = new EventRules(execution, exceptions, breakpoints);
  }

  /** The stop before `task` performs its event at `position`, if a breakpoint asks for one. */
  before(position: number, task: number): Stop | undefined {
    const { program } = this.execution;
    if (!this.breakpoints.hasPlaces || task === EDIT_TASK) return undefined;
    if (this.candidatesAt(program.location(this.execution.stateAt(position), task)).length === 0) return undefined;
    const edge = edgeAt(this.execution, position, task);
    const found = this.matches(edge).filter((match) => !match.breakpoint.condition!.isLog && this.isHit(match, position, task));
    if (found.length === 0) return undefined;
    const lines = found.filter(({ breakpoint }) => 'file' in breakpoint);
    const [line] = lines;
    const outer = line && line.frame !== edge.location.frames[0] ? line.frame.activation : undefined;
    const [first] = found;
    return {
      reason: line ? 'breakpoint' : 'function breakpoint',
      task,
      description: line || !('name' in first!.breakpoint) ? 'Paused on breakpoint' : `Paused on entering ${first!.breakpoint.name}`,
      text: `${program.tasks[task]!.name} is about to: ${program.describe(this.execution.stateAt(position), task)}`,
      breakpoints: found.map(({ breakpoint }) => breakpoint.id),
      ...(outer !== undefined && { base: outer }),
    };
  }

  /** The stop after the event that leads to `position`, if a filter or a data breakpoint asks for one. */
  after(position: number): Stop | undefined {
    return this.events.after(position);
  }

  /** Whether to stop at the end because `task` and others wait for what will never happen. */
  stopsWhenStuck(task: number): boolean {
    return this.events.stopsWhenStuck(task);
  }

  /** What log points say before the events from one position to another; of one breakpoint, if it is given. */
  *logs(from: number, to: number, only?: LocationBreakpoint): Generator<LogLine> {
    this.refresh();
    const { execution } = this;
    const said = this.breakpoints.all.filter((breakpoint) => breakpoint.condition?.isLog && (!only || breakpoint === only)).flatMap((breakpoint) => {
      const hits = this.hitsOf(breakpoint);
      const earlier = hits.before(from);
      const counts = breakpoint.condition!.hits ?? (() => true);
      return hits.between(from, to).flatMap((position, index) => (counts(earlier + index + 1) ? [{ position, breakpoint }] : []));
    });
    for (const { position, breakpoint } of said.sort((one, other) => one.position - other.position)) {
      const { task } = execution.choiceAt(position);
      const frame = this.frameFor(breakpoint, execution.edgeInto(position))!;
      yield { position, task, frame, get text() { return breakpoint.condition!.message({ position, task, frame, state: execution.stateAt(position) }); } };
    }
  }

  /** The recorded positions whose event comes from this line: the rule of line breakpoints. */
  occurrences(source: string, line: number): number[] {
    const { execution } = this;
    const isThere = memoizedByEdge((edge) => this.frameOn(edge, source, line) !== undefined);
    const found: number[] = [];
    for (let position = 0; position < execution.length; position++) if (isThere(execution.edgeInto(position))) found.push(position);
    return found;
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    for (const hits of this.hits.values()) hits.truncate(position);
    this.events.truncate(position);
  }

  private matches(edge: ControlFlowEdge): Match[] {
    return this.candidatesAt(edge.location).flatMap((breakpoint) => {
      const frame = this.frameFor(breakpoint, edge);
      return frame ? [{ breakpoint, frame }] : [];
    });
  }

  /** Rule 8: its condition holds, and this is a hit that counts. */
  private isHit(match: Match, position: number, task: number): boolean {
    if (!this.holds(match, position, task)) return false;
    const { hits } = match.breakpoint.condition!;
    return !hits || hits(this.hitsOf(match.breakpoint).before(position) + 1);
  }

  private hitsOf(breakpoint: LocationBreakpoint): Hits {
    let hits = this.hits.get(breakpoint);
    if (!hits) this.hits.set(breakpoint, (hits = new Hits((from, to) => this.find(breakpoint, from, to))));
    return hits;
  }

  private *find(breakpoint: LocationBreakpoint, from: number, to: number): Generator<number> {
    const { execution } = this;
    const frameFor = memoizedByEdge((edge) => this.frameFor(breakpoint, edge));
    for (let position = from; position < to; position++) {
      const frame = frameFor(execution.edgeInto(position));
      if (frame && this.holds({ breakpoint, frame }, position, execution.choiceAt(position).task)) yield position;
    }
  }

  /** States are not free: they are looked at only where a condition asks. */
  private holds({ breakpoint: { condition }, frame }: Match, position: number, task: number): boolean {
    return !condition!.isConditional || condition!.holds({ position, task, frame, state: this.execution.stateAt(position) });
  }

  /** What is remembered holds for the breakpoints as they were set. */
  private refresh(): void {
    if (this.revision === this.breakpoints.revision) return;
    this.revision = this.breakpoints.revision;
    this.candidates = new Map();
    this.hits = new Map();
  }

  private candidatesAt(location: Location): readonly LocationBreakpoint[] {
    this.refresh();
    let found = this.candidates.get(location);
    if (!found) {
      found = this.breakpoints.all.filter((breakpoint) => breakpoint.condition && location.frames.some((frame) => isAbout(breakpoint, frame)));
      this.candidates.set(location, found);
    }
    return found;
  }

  private frameFor(breakpoint: LocationBreakpoint, edge: ControlFlowEdge): FrameInfo | undefined {
    if ('file' in breakpoint) return breakpoint.location && this.frameOn(edge, breakpoint.location.source, breakpoint.location.line);
    return edge.location.frames.find((frame) => frame.function === breakpoint.name && hasEntered(edge, frame, this.routines));
  }

  /** The innermost frame when the task is new on its line, or a frame whose call is just being entered. */
  private frameOn(edge: ControlFlowEdge, source: string, line: number): FrameInfo | undefined {
    const isOnLine = (frame: FrameInfo): boolean => frame.source === source && frame.span[0] === line;
    const { frames, status } = edge.location;
    if (status === 'ended') return undefined;
    if (isOnLine(frames[0]!) && isNewOnLine(edge, frames[0]!, this.routines)) return frames[0];
    return frames.slice(1).find((frame, index) => isOnLine(frame) && hasEntered(edge, frames[index]!, this.routines));
  }
}

function isAbout(breakpoint: LocationBreakpoint, frame: FrameInfo): boolean {
  if (!('file' in breakpoint)) return frame.function === breakpoint.name;
  return frame.source === breakpoint.location?.source && frame.span[0] === breakpoint.location.line;
}
