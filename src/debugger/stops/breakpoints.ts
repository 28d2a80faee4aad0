// Breakpoints as the client set them, and where they are in the program that is being debugged.
// They outlive a program: a restart resolves them anew.
import { resolveData, resolveFilter, resolveFunction, resolveLine, type ResolvedProgram } from './breakpoint-resolution';
import { filters, type DataAccess, type Filter } from '../protocol/capabilities';
import type { BreakpointCondition, ConditionTexts } from './breakpoint-condition';

/** A ticked exception filter. */
export interface ChosenFilter {
  readonly filter: Filter;
  readonly texts: ConditionTexts;
  condition?: BreakpointCondition | undefined;
  message?: string;
}

const PENDING = 'Nothing is launched yet.';

export interface LineBreakpoint {
  readonly id: number;
  /** As the client names it. */
  readonly file: string;
  /** Zero-based, as set. */
  readonly requested: number;
  readonly texts: ConditionTexts;
  /** What it asks of an event at its place; undefined while it is nowhere. */
  condition?: BreakpointCondition;
  /** Where it stops; undefined while it cannot. */
  place?: { readonly source: string; readonly line: number };
  message?: string;
}

export interface FunctionBreakpoint {
  readonly id: number;
  readonly name: string;
  readonly texts: ConditionTexts;
  condition?: BreakpointCondition;
  verified: boolean;
  message?: string;
}

export interface DataBreakpoint {
  readonly id: number;
  /** The paths of the slots, which are the same in every run of the scenario. */
  readonly dataId: string;
  readonly access: DataAccess;
  readonly texts: ConditionTexts;
  condition?: BreakpointCondition;
  slots: readonly number[];
  message?: string;
}

/** Those that stand at a place. */
export type Breakpoint = LineBreakpoint | FunctionBreakpoint;

export class Breakpoints {
  private readonly byFile = new Map<string, readonly LineBreakpoint[]>();
  private functions: readonly FunctionBreakpoint[] = [];
  private data: readonly DataBreakpoint[] = [];
  private nextId = 1;
  /** Changes whenever a breakpoint does. */
  revision = 0;
  private chosen: readonly ChosenFilter[] = filters.filter((filter) => filter.default).map(({ filter }) => ({ filter, texts: {}, condition: undefined }));

  /** The filter, if it is ticked and its condition makes sense. */
  filter(name: Filter): ChosenFilter | undefined {
    return this.chosen.find(({ filter, message }) => filter === name && message === undefined);
  }

  setFilters(wanted: readonly { filter: Filter; texts: ConditionTexts }[]): readonly ChosenFilter[] {
    return this.chosen = wanted.map(({ filter, texts }) => ({ filter, texts }));
  }

  get lineBreakpoints(): readonly LineBreakpoint[] {
    return [...this.byFile.values()].flat();
  }

  get hasPlaces(): boolean {
    return this.functions.length > 0 || this.byFile.size > 0;
  }

  get all(): readonly Breakpoint[] {
    return [...this.lineBreakpoints, ...this.functions];
  }

  get dataBreakpoints(): readonly DataBreakpoint[] {
    return this.data;
  }

  get functionBreakpoints(): readonly FunctionBreakpoint[] {
    return this.functions;
  }

  /** Replaces the breakpoints of one file. A breakpoint that was there before keeps its id. */
  setLines(file: string, wanted: readonly { line: number; texts: ConditionTexts }[]): readonly LineBreakpoint[] {
    const before = this.byFile.get(file) ?? [];
    const breakpoints = wanted.map(({ line: requested, texts }): LineBreakpoint => {
      const same = before.find((breakpoint) => breakpoint.requested === requested);
      return { id: same?.id ?? this.nextId++, file, requested, texts, message: PENDING };
    });
    if (breakpoints.length > 0) this.byFile.set(file, breakpoints);
    else this.byFile.delete(file);
    this.revision++;
    return breakpoints;
  }

  setFunctions(wanted: readonly { name: string; texts: ConditionTexts }[]): readonly FunctionBreakpoint[] {
    const before = this.functions;
    this.revision++;
    this.functions = wanted.map(({ name, texts }) => {
      const same = before.find((breakpoint) => breakpoint.name === name);
      return { id: same?.id ?? this.nextId++, name, texts, verified: false, message: PENDING };
    });
    return this.functions;
  }

  setData(wanted: readonly { dataId: string; access: DataAccess; texts: ConditionTexts }[]): readonly DataBreakpoint[] {
    const before = this.data;
    this.revision++;
    return this.data = wanted.map(({ dataId, access, texts }) => {
      const same = before.find((breakpoint) => breakpoint.dataId === dataId && breakpoint.access === access);
      return { id: same?.id ?? this.nextId++, dataId, access, texts, slots: [], message: PENDING };
    });
  }

  /** Finds the places of all breakpoints in a program. */
  resolve(program: ResolvedProgram): void {
    for (const breakpoint of this.lineBreakpoints) resolveLine(breakpoint, program);
    for (const breakpoint of this.functions) resolveFunction(breakpoint, program);
    for (const breakpoint of this.data) resolveData(breakpoint, program);
    for (const chosen of this.chosen) resolveFilter(chosen, program);
    this.revision++;
  }
}
