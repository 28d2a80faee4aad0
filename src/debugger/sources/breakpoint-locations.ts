// Where events of a program come from: the lines and functions on which a debugger can stop.
import type { Program } from '../../compiler/program';
import type { Span } from '../../language/tree';
import { routineAt, whyAbsent, type RoutineRange } from './routines';

export interface BreakpointLocation {
  readonly span: Span;
  readonly function: string;
}

/** A line to stop on, or why there is none. */
export type Resolution = { readonly line: number } | { readonly reason: string; readonly nearest?: BreakpointLocation };

/** Outside every routine a breakpoint still moves this far; farther would be another thing than was meant. */
const REACH = 3;

export class BreakpointLocations {
  /** By source, in the order of the text: the statements that are events, and the calls that lead to one. */
  private readonly bySource = new Map<string, BreakpointLocation[]>();
  private readonly functionNames = new Set<string>();

  constructor(private readonly program: Program, private readonly routines: readonly RoutineRange[]) {
    const seen = new Set<string>();
    const locations = program.tasks.flatMap((task) => task.locations);
    for (const { frames } of locations.filter(({ status }) => status !== 'ended')) {
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

  /** Every source that belongs to the program, also those in which nothing happens. */
  get sources(): readonly string[] {
    return [...new Set([this.program.source, ...this.bySource.keys(), ...this.routines.map(({ source }) => source)])];
  }

  get functions(): readonly string[] {
    return [...this.functionNames];
  }

  inLines(source: string, first: number, last: number): readonly BreakpointLocation[] {
    return (this.bySource.get(source) ?? []).filter(({ span }) => first <= span[0] && span[0] <= last);
  }

  /** The line on which a breakpoint set on `line` stops. */
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

/** The next one below where two are equally near: that is where control goes. */
function nearestTo(locations: readonly BreakpointLocation[], line: number): BreakpointLocation | undefined {
  let best: BreakpointLocation | undefined;
  for (const place of locations) {
    if (!best || Math.abs(place.span[0] - line) <= Math.abs(best.span[0] - line)) {
      if (!best || place.span[0] !== best.span[0]) best = place;
    }
  }
  return best;
}
