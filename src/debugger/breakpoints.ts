// Breakpoints as the client set them, and where they are in the program that is being debugged.
// They outlive a program: a restart resolves them anew.
import { suggestion } from '../language/suggest';
import { admits } from '../language/versions';
import { filters, type Filter } from './capabilities';
import type { Places } from './places';
import { whyAbsent, type RoutineRange } from './routines';
import type { Version } from '../language/tree';

const PENDING = 'Nothing is launched yet.';

export interface LineBreakpoint {
  readonly id: number;
  /** As the client names it. */
  readonly file: string;
  /** Zero-based, as set. */
  readonly requested: number;
  /** Where it stops; undefined while it cannot. */
  place?: { readonly source: string; readonly line: number };
  message?: string;
}

export interface FunctionBreakpoint {
  readonly id: number;
  readonly name: string;
  verified: boolean;
  message?: string;
}

export interface ResolvedProgram {
  readonly places: Places;
  readonly routines: readonly RoutineRange[];
  readonly kernel: Version;
  /** The source that the client means. */
  sourceOf(file: string): string | undefined;
}

export class Breakpoints {
  private readonly byFile = new Map<string, readonly LineBreakpoint[]>();
  private functions: readonly FunctionBreakpoint[] = [];
  private nextId = 1;
  filters: ReadonlySet<Filter> = new Set(filters.filter((filter) => filter.default).map(({ filter }) => filter));

  get lineBreakpoints(): readonly LineBreakpoint[] {
    return [...this.byFile.values()].flat();
  }

  get functionBreakpoints(): readonly FunctionBreakpoint[] {
    return this.functions;
  }

  /** Replaces the breakpoints of one file. A breakpoint that was there before keeps its id. */
  setLines(file: string, lines: readonly number[]): readonly LineBreakpoint[] {
    const before = this.byFile.get(file) ?? [];
    const breakpoints = lines.map((requested): LineBreakpoint => {
      const same = before.find((breakpoint) => breakpoint.requested === requested);
      return { id: same?.id ?? this.nextId++, file, requested, message: PENDING };
    });
    this.byFile.set(file, breakpoints);
    return breakpoints;
  }

  setFunctions(names: readonly string[]): readonly FunctionBreakpoint[] {
    const before = this.functions;
    this.functions = names.map((name) => {
      const same = before.find((breakpoint) => breakpoint.name === name);
      return { id: same?.id ?? this.nextId++, name, verified: false, message: PENDING };
    });
    return this.functions;
  }

  /** Finds the places of all breakpoints in a program. */
  resolve(program: ResolvedProgram): void {
    for (const breakpoint of this.lineBreakpoints) resolveLine(breakpoint, program);
    for (const breakpoint of this.functions) resolveFunction(breakpoint, program);
  }
}

function resolveLine(breakpoint: LineBreakpoint, { places, sourceOf }: ResolvedProgram): void {
  delete breakpoint.place;
  delete breakpoint.message;
  const source = sourceOf(breakpoint.file);
  if (source === undefined) {
    breakpoint.message = 'Never reached: this file is neither the scenario nor a file of its model kernel.';
    return;
  }
  const resolution = places.resolve(source, breakpoint.requested);
  if ('line' in resolution) {
    breakpoint.place = { source, line: resolution.line };
    return;
  }
  const { reason, nearest } = resolution;
  const alternative = nearest ? `. The nearest place where something happens is line ${nearest.span[0] + 1}, in \`${nearest.function}\`` : '';
  breakpoint.message = `Never reached: ${reason}${alternative}.`;
}

function resolveFunction(breakpoint: FunctionBreakpoint, { places, routines, kernel }: ResolvedProgram): void {
  breakpoint.verified = places.functions.includes(breakpoint.name);
  delete breakpoint.message;
  if (breakpoint.verified) return;
  const known = routines.filter(({ name }) => name === breakpoint.name);
  // A function that changed is several of one name; if this version has one of them, that is the one meant.
  const meant = known.find(({ gate }) => admits(gate, kernel)) ?? known[0];
  if (meant) {
    breakpoint.message = `Never reached: ${whyAbsent(meant, kernel)}.`;
    return;
  }
  const names = routines.length > 0 ? routines.map(({ name }) => name) : places.functions;
  breakpoint.message = `There is no function \`${breakpoint.name}\`${suggestion(breakpoint.name, names)}`;
}
