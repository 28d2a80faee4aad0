// All breakpoints of a session. They outlive a program: a restart resolves them anew.
import { NOTHING } from '../../machine/execution/field-values';
import { resolveData, resolveFilter, resolveFunction, resolveLine, type ResolvedProgram } from './breakpoint-resolution';
import { filters, type DataAccess, type Filter } from '../protocol/capabilities';
import type { ChosenFilter, DataBreakpoint, FunctionBreakpoint, LineBreakpoint, LocationBreakpoint, OwnBreakpoint } from './breakpoint';
import type { ConditionTexts } from './breakpoint-condition';

const PENDING = 'Nothing is launched yet.';

/** The breakpoints and exception filters that the client has set. */
export class Breakpoints {
  private lines: readonly LineBreakpoint[] = [];
  private functions: readonly FunctionBreakpoint[] = [];
  private data: readonly DataBreakpoint[] = [];
  private own: readonly OwnBreakpoint[] = [];
  private nextId = 1;
  /** Another number whenever a breakpoint has changed. */
  revision = 0;
  private chosen: readonly ChosenFilter[] = filters.filter((filter) => filter.default).map(({ filter }) => ({ filter, texts: {}, condition: undefined }));

  /** An exception filter, if it is on and its condition is valid. */
  filter(name: Filter): ChosenFilter | undefined {
    return this.chosen.find(({ filter, message }) => filter === name && message === undefined);
  }

  /** Switches on these exception filters, and all others off. */
  setFilters(wanted: readonly { filter: Filter; texts: ConditionTexts }[]): readonly ChosenFilter[] {
    return this.chosen = wanted.map(({ filter, texts }) => ({ filter, texts }));
  }

  /** Of all files. */
  get lineBreakpoints(): readonly LineBreakpoint[] {
    return this.lines;
  }

  /** Whether there is a breakpoint on a line or a function. */
  get hasLocations(): boolean {
    return this.functions.length > 0 || this.lines.length > 0;
  }

  /** The breakpoints on lines and functions. */
  get all(): readonly LocationBreakpoint[] {
    return [...this.lineBreakpoints, ...this.functions];
  }

  /** Those that the client has set, and those of `breakOnChange`. */
  get dataBreakpoints(): readonly DataBreakpoint[] {
    return [...this.data, ...this.own];
  }

  /** Those that the client has set. */
  get clientDataBreakpoints(): readonly DataBreakpoint[] {
    return this.data;
  }

  /** Those of `breakOnChange`, in the order in which they were set. */
  get ownBreakpoints(): readonly OwnBreakpoint[] {
    return this.own;
  }

  /** Sets or takes away a breakpoint on the changes of an expression that the client's own list does not have. */
  breakOnChange(expression: string, dataId: string, enabled: boolean): void {
    const others = this.own.filter((breakpoint) => breakpoint.expression !== expression);
    const known = this.own.find((breakpoint) => breakpoint.expression === expression);
    const set = known ?? { id: this.nextId++, expression, dataId, access: 'write' as const, texts: {}, watched: NOTHING, message: PENDING };
    this.own = enabled ? [...others, set] : others;
    this.revision++;
  }

  get functionBreakpoints(): readonly FunctionBreakpoint[] {
    return this.functions;
  }

  /**
   * Replaces the breakpoints of one file, by whichever name they were set; lines count from 0. A breakpoint that was there before
   * keeps its id.
   */
  setLines(file: string, wanted: readonly { line: number; texts: ConditionTexts }[], isSameFile: (one: string, other: string) => boolean): readonly LineBreakpoint[] {
    const isOfFile = this.lines.map((breakpoint) => isSameFile(breakpoint.file, file));
    const before = this.lines.filter((_, index) => isOfFile[index]);
    const others = this.lines.filter((_, index) => !isOfFile[index]);
    const at = isOfFile.indexOf(true);
    const breakpoints = wanted.map(({ line: requested, texts }): LineBreakpoint => {
      const same = before.find((breakpoint) => breakpoint.requested === requested);
      return { id: same?.id ?? this.nextId++, file, requested, texts, message: PENDING };
    });
    this.lines = others.toSpliced(at < 0 ? others.length : at, 0, ...breakpoints);
    this.revision++;
    return breakpoints;
  }

  /** Replaces the breakpoints on functions. A breakpoint that was there before keeps its id. */
  setFunctions(wanted: readonly { name: string; texts: ConditionTexts }[]): readonly FunctionBreakpoint[] {
    const before = this.functions;
    this.revision++;
    this.functions = wanted.map(({ name, texts }) => {
      const same = before.find((breakpoint) => breakpoint.name === name);
      return { id: same?.id ?? this.nextId++, name, texts, message: PENDING };
    });
    return this.functions;
  }

  /** Replaces the data breakpoints. A breakpoint that was there before keeps its id. */
  setData(wanted: readonly { dataId: string; access: DataAccess; texts: ConditionTexts }[]): readonly DataBreakpoint[] {
    const before = this.data;
    this.revision++;
    return this.data = wanted.map(({ dataId, access, texts }) => {
      const same = before.find((breakpoint) => breakpoint.dataId === dataId && breakpoint.access === access);
      return { id: same?.id ?? this.nextId++, dataId, access, texts, watched: NOTHING, message: PENDING };
    });
  }

  /** Finds out what all breakpoints mean in a program. */
  resolve(program: ResolvedProgram): void {
    for (const breakpoint of this.lineBreakpoints) resolveLine(breakpoint, program);
    for (const breakpoint of this.functions) resolveFunction(breakpoint, program);
    for (const breakpoint of this.dataBreakpoints) resolveData(breakpoint, program);
    for (const chosen of this.chosen) resolveFilter(chosen, program);
    this.revision++;
  }
}
