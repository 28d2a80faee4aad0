// Breakpoint locations: the lines and functions of a program that have events, so that a breakpoint can bind there.
import type { Program } from '../../compiler/program';
import type { Span } from '../../language/tree';
import { routineAt, whyAbsent, type RoutineRange } from './routines';

/** A statement that is an event, or a call that leads to one; lines and columns of the span count from 0. */
export interface BreakpointLocation {
  readonly span: Span;
  readonly function: string;
}

/** The line to which a breakpoint binds, from 0, or why it binds to none and which location would be nearest. */
export type Resolution = { readonly line: number } | { readonly reason: string; readonly nearest?: BreakpointLocation };

/** A breakpoint outside every routine still moves this many lines; farther away would not be what was meant. */
const REACH = 3;

/** All breakpoint locations of a program. */
export class BreakpointLocations {
  /** By source, in the order of the text. */
  private readonly bySource = new Map<string, BreakpointLocation[]>();
  private readonly functionNames = new Set<string>();

  constructor(private readonly program: Program, private readonly routines: readonly RoutineRange[]) {
    const seen = new Set<string>();
    const resting = program.tasks.flatMap((task) => task.locations).filter(({ status }) => status !== 'ended');
    for (const { frames } of resting) {
      for (const { function: name, source, span } of frames) {
        this.functionNames.add(name);
        const key = `${source}:${span.join()}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const locations = this.bySource.get(source) ?? [];
        this.bySource.set(source, locations);
        locations.push({ span, function: name });
      }
    }
    for (const locations of this.bySource.values()) locations.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  }

  /** Every source of the program, also those without events. */
  get sources(): readonly string[] {
    return [...new Set([this.program.source, ...this.bySource.keys(), ...this.routines.map(({ source }) => source)])];
  }

  /** The functions that are called in the program. */
  get functions(): readonly string[] {
    return [...this.functionNames];
  }

  /** The locations on the lines from `first` to `last`, both included and from 0. Answers `breakpointLocations`. */
  inLines(source: string, first: number, last: number): readonly BreakpointLocation[] {
    return (this.bySource.get(source) ?? []).filter(({ span }) => first <= span[0] && span[0] <= last);
  }

  /** Where a breakpoint that was set on a line (from 0) binds: to the nearest location of the same routine. */
  resolve(source: string, line: number): Resolution {
    const locations = this.bySource.get(source) ?? [];
    const nearest = nearestTo(locations, line);
    if (!nearest) return { reason: 'nothing in this file happens in this scenario' };
    const routine = routineAt(this.routines, source, line);
    if (routine) {
      const own = nearestTo(this.inLines(source, routine.first, routine.last), line);
      return own ? { line: own.span[0] } : { reason: whyAbsent(routine, this.program.kernel), nearest };
    }
    if (Math.abs(nearest.span[0] - line) <= REACH) return { line: nearest.span[0] };
    return { reason: 'this line belongs to no function', nearest };
  }
}

/** The location nearest to a line; of two that are equally near the one below, where control goes next. */
function nearestTo(locations: readonly BreakpointLocation[], line: number): BreakpointLocation | undefined {
  let best: BreakpointLocation | undefined;
  for (const location of locations) {
    if (!best || Math.abs(location.span[0] - line) <= Math.abs(best.span[0] - line)) {
      if (!best || location.span[0] !== best.span[0]) best = location;
    }
  }
  return best;
}
