// The kinds of breakpoints: what the client asked for and, once there is a program, what that means in it.
import type { WatchedFields } from '../../machine/execution/field-values';
import type { DataAccess, Filter } from '../protocol/capabilities';
import type { BreakpointCondition, ConditionTexts } from './breakpoint-condition';

/** What breakpoints of all kinds have. `condition` and what else is not readonly is found anew for each program. */
export interface RequestedBreakpoint {
  /** As the client sent them. */
  readonly texts: ConditionTexts;
  /** Undefined until it is resolved, and while it makes no sense. */
  condition?: BreakpointCondition | undefined;
  /** Why it cannot stop; undefined exactly if it can. */
  message?: string;
}

/** A breakpoint on a line. */
export interface LineBreakpoint extends RequestedBreakpoint {
  readonly id: number;
  /** As the client names it: see `clientFile`. */
  readonly file: string;
  /** The line on which it was set, from 0. */
  readonly requested: number;
  /** Where it stops, the line from 0; undefined while it cannot. */
  location?: { readonly source: string; readonly line: number };
}

/** A breakpoint on entering a function. */
export interface FunctionBreakpoint extends RequestedBreakpoint {
  readonly id: number;
  readonly name: string;
}

/** A breakpoint on accesses to fields. */
export interface DataBreakpoint extends RequestedBreakpoint {
  readonly id: number;
  /** The paths of the fields, a line each: they are the same in every run of the scenario. */
  readonly dataId: string;
  readonly access: DataAccess;
  /** What it watches; nothing while it is not resolved. */
  watched: WatchedFields;
}

/** A breakpoint on changes that was set by `daxscn/breakOnChange`: the client does not know it. */
export interface OwnBreakpoint extends DataBreakpoint {
  readonly expression: string;
}

/** An exception filter that the client has switched on. */
export interface ChosenFilter extends RequestedBreakpoint {
  readonly filter: Filter;
}

/** A breakpoint on a location of the program, looked at before an event. */
export type LocationBreakpoint = LineBreakpoint | FunctionBreakpoint;

/** What the protocol says of every breakpoint: whether it can stop or, if not, why. */
export function verification({ message }: RequestedBreakpoint): { readonly verified: boolean; readonly message?: string } {
  return message === undefined ? { verified: true } : { verified: false, message };
}
