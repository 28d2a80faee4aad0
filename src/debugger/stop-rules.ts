// Where *continue* stops: a function of the events and the breakpoints, not of how one came there. That is why going
// back finds the same places.
import type { FrameInfo } from '../compiler/program';
import type { Execution } from '../machine/execution';
import { arrivalAt, hasEntered, isNewOnLine, type Arrival } from './arrival';
import type { Breakpoints } from './breakpoints';
import type { Chronicle } from './chronicle';
import { stopForNotable } from './explanations';
import type { RoutineRange } from './routines';
import type { Stop } from './stop';

export class StopRules {
  constructor(
    private readonly execution: Execution,
    private readonly chronicle: Chronicle,
    private readonly breakpoints: Breakpoints,
    private readonly routines: readonly RoutineRange[],
  ) {}

  /** The stop before `task` performs its event at `position`, if a breakpoint asks for one. */
  before(position: number, task: number): Stop | undefined {
    const { lineBreakpoints, functionBreakpoints } = this.breakpoints;
    if (lineBreakpoints.length === 0 && functionBreakpoints.length === 0) return undefined;
    const arrival = arrivalAt(this.execution, position, task);
    const functions = functionBreakpoints.filter(({ name }) =>
      arrival.location.frames.some((frame) => frame.function === name && hasEntered(arrival, frame, this.routines)));
    const hits = lineBreakpoints.flatMap((breakpoint) => {
      const frame = breakpoint.place && this.frameOn(arrival, breakpoint.place.source, breakpoint.place.line);
      return frame ? [{ breakpoint, frame }] : [];
    });
    if (hits.length === 0 && functions.length === 0) return undefined;
    const name = this.execution.program.tasks[task]!.name;
    const next = this.execution.program.describe(this.execution.stateAt(position), task);
    const outer = hits[0] && hits[0].frame !== arrival.location.frames[0] ? hits[0].frame.activation : undefined;
    return {
      reason: hits.length > 0 ? 'breakpoint' : 'function breakpoint',
      task,
      description: hits.length > 0 ? 'Paused on breakpoint' : `Paused on entering ${functions[0]!.name}`,
      text: `${name} is about to: ${next}`,
      breakpoints: [...hits.map(({ breakpoint }) => breakpoint), ...functions].map(({ id }) => id),
      ...(outer !== undefined && { base: outer }),
    };
  }

  /** The stop after the event that leads to `position`, if a filter asks for one. */
  after(position: number): Stop | undefined {
    if (position === 0) return undefined;
    for (const notable of this.chronicle.at(position - 1)) {
      const filter = notable.kind === 'retry' ? 'layout_retry' : 'invariant_violated';
      if (this.breakpoints.filters.has(filter)) return stopForNotable(this.execution, notable);
    }
    return undefined;
  }

  /** Whether the event that `task` performs at `position` comes from this line: the rule of line breakpoints. */
  isOn(position: number, task: number, source: string, line: number): boolean {
    return this.frameOn(arrivalAt(this.execution, position, task), source, line) !== undefined;
  }

  /** The innermost frame when the task is new on its line, or a frame whose call is just being entered. */
  private frameOn(arrival: Arrival, source: string, line: number): FrameInfo | undefined {
    const isOnLine = (frame: FrameInfo): boolean => frame.source === source && frame.span[0] === line;
    const { frames, status } = arrival.location;
    if (status === 'ended') return undefined;
    if (isOnLine(frames[0]!) && isNewOnLine(arrival, frames[0]!, this.routines)) return frames[0];
    return frames.slice(1).find((frame, index) => isOnLine(frame) && hasEntered(arrival, frames[index]!, this.routines));
  }
}
