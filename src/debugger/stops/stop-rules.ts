// Where *continue* stops (rules 4, 8 and 9). Invariant: it is a function of the events and the breakpoints, not of how the debugger
// came there, so *reverse* finds the same positions.
import type { FrameInfo, Location } from '../../compiler/program';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import type { ControlFlowEdge } from '../../machine/execution/control-flow';
import { edgeAt, memoizedByEdge, hasEntered, isNewOnLine } from '../history/frame-entry';
import type { Breakpoints } from './breakpoints';
import type { LocationBreakpoint } from './breakpoint';
import type { ExceptionHistory } from '../history/exception-history';
import type { LastChance } from '../passing/last-chance';
import { EventRules } from './event-rules';
import { HitsByBreakpoint } from './hits';
import type { RoutineRange } from '../sources/routines';
import type { Stop, StopCriteria } from './stop';

/** A breakpoint at the location to which a task comes, and the frame in which it is there. */
interface Match {
  readonly breakpoint: LocationBreakpoint;
  readonly frame: FrameInfo;
}

/** The message of a log point before an event. */
export interface LogLine {
  readonly position: number;
  readonly task: number;
  /** The frame that is at the log point. */
  readonly frame: FrameInfo;
  /** Evaluated when it is read. */
  readonly text: string;
}

/** The stops of *continue*, for breakpoints on lines and functions; those after an event are in event-rules.ts. */
export class StopRules implements StopCriteria {
  readonly title = 'Continue';
  private readonly hits: HitsByBreakpoint<LocationBreakpoint>;
  /** By location the breakpoints that may be about it: for most locations there are none. */
  private candidates = new Map<Location, readonly LocationBreakpoint[]>();
  private revision = -1;
  private readonly events: EventRules;

  constructor(
    private readonly execution: Execution,
    exceptions: ExceptionHistory,
    lastChance: LastChance,
    private readonly breakpoints: Breakpoints,
    private readonly routines: readonly RoutineRange[],
  ) {
    this.events = new EventRules(execution, exceptions, lastChance, breakpoints);
    this.hits = new HitsByBreakpoint(breakpoints, (breakpoint, from, to) => this.find(breakpoint, from, to));
  }

  /** The stop before `task` performs its event at `position`, if a breakpoint asks for one. */
  before(position: number, task: number): Stop | undefined {
    const { program } = this.execution;
    if (!this.breakpoints.hasLocations || task === EDIT_TASK) return undefined;
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
      description: line ? 'Paused on breakpoint' : 'Paused on function entry',
      text: `${program.tasks[task]!.name} ${line || !('name' in first!.breakpoint) ? '' : `enters ${first!.breakpoint.name} and `}is about to: ${program.describe(this.execution.stateAt(position), task)}`,
      breakpoints: found.map(({ breakpoint }) => breakpoint.id),
      ...(outer !== undefined && { base: outer }),
    };
  }

  /** The stop after the event that leads to `position`, if a filter or a data breakpoint asks for one. */
  after(position: number): Stop | undefined {
    return this.events.after(position);
  }

  /** The stop where the execution has become a livelock at `position`, whatever the filters say. */
  livelockAt(position: number): Stop | undefined {
    return this.events.livelockAt(position);
  }

  /** Whether to stop at the end because `task` and others wait for what will never happen. */
  stopsWhenStuck(task: number): boolean {
    return this.events.stopsWhenStuck(task);
  }

  /** The messages of log points, or of one of them, before the events from one position to another, the latter excluded. */
  *logs(from: number, to: number, only?: LocationBreakpoint): Generator<LogLine> {
    const { execution } = this;
    const said = this.breakpoints.all.filter((breakpoint) => breakpoint.condition?.isLog && (!only || breakpoint === only)).flatMap((breakpoint) => {
      const hits = this.hits.of(breakpoint);
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

  /** The positions of all recorded events of a line (from 0), past and future: those at which a breakpoint on it would be hit. */
  occurrences(source: string, line: number): number[] {
    const { execution } = this;
    const isThere = memoizedByEdge((edge) => this.frameOn(edge, source, line) !== undefined);
    const found: number[] = [];
    for (let position = 0; position < execution.length; position++) if (isThere(execution.edgeInto(position))) found.push(position);
    return found;
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.hits.truncate(position);
    this.events.truncate(position);
  }

  private matches(edge: ControlFlowEdge): Match[] {
    return this.candidatesAt(edge.location).flatMap((breakpoint) => {
      const frame = this.frameFor(breakpoint, edge);
      return frame ? [{ breakpoint, frame }] : [];
    });
  }

  /** Rule 8: whether the condition holds, and this is a hit that counts. */
  private isHit(match: Match, position: number, task: number): boolean {
    if (!this.holds(match, position, task)) return false;
    const { hits } = match.breakpoint.condition!;
    return !hits || hits(this.hits.of(match.breakpoint).before(position) + 1);
  }

  private *find(breakpoint: LocationBreakpoint, from: number, to: number): Generator<number> {
    const { execution } = this;
    const frameFor = memoizedByEdge((edge) => this.frameFor(breakpoint, edge));
    for (let position = from; position < to; position++) {
      const frame = frameFor(execution.edgeInto(position));
      if (frame && this.holds({ breakpoint, frame }, position, execution.choiceAt(position).task)) yield position;
    }
  }

  /** A state takes time to compute: it is looked at only if there is a condition. */
  private holds({ breakpoint: { condition }, frame }: Match, position: number, task: number): boolean {
    return !condition!.isConditional || condition!.holds({ position, task, frame, state: this.execution.stateAt(position) });
  }

  private candidatesAt(location: Location): readonly LocationBreakpoint[] {
    if (this.revision !== this.breakpoints.revision) {
      this.revision = this.breakpoints.revision;
      this.candidates = new Map();
    }
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

  /** The innermost frame if the task is new on its line, or the frame of a call that is just being entered. */
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
