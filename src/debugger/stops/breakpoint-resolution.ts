// What breakpoints mean in a program: where they bind and under which condition, or why they never stop.
import type { FrameInfo, Program } from '../../compiler/program';
import { brief } from '../../language/brief';
import { list, nearest, suggestion } from '../../language/suggest';
import type { Version } from '../../language/tree';
import { sameType } from '../../language/types';
import { admits } from '../../language/versions';
import { derivedFields, NOTHING, type NamedDerivedField, type WatchedFields } from '../../machine/execution/field-values';
import type { LocationBreakpoint, ChosenFilter, DataBreakpoint, FunctionBreakpoint, LineBreakpoint, RequestedBreakpoint } from './breakpoint';
import { BreakpointCondition } from './breakpoint-condition';
import type { ExpressionCompiler } from '../expressions/expression-compiler';
import type { TypedName } from '../expressions/expression';
import type { BreakpointLocations } from '../sources/breakpoint-locations';
import { RequestError } from '../protocol/request-error';
import { whyAbsent, type RoutineRange } from '../sources/routines';

/** The program, and what is known of its sources. */
export interface ResolvedProgram {
  readonly program: Program;
  readonly expressions: ExpressionCompiler;
  readonly breakpointLocations: BreakpointLocations;
  readonly routines: readonly RoutineRange[];
  readonly kernel: Version;
  /** The name of the source that `clientFile` has read; undefined if it is none of this program. */
  sourceOf(file: string): string | undefined;
}

/** Finds the line to which the breakpoint binds. */
export function resolveLine(breakpoint: LineBreakpoint, program: ResolvedProgram): void {
  const { breakpointLocations, sourceOf } = program;
  delete breakpoint.location;
  delete breakpoint.condition;
  delete breakpoint.message;
  const source = sourceOf(breakpoint.file);
  if (source === undefined) {
    breakpoint.message = `Never reached: this file is neither the scenario nor a file of its model kernel${nearestFiles(breakpoint.file, breakpointLocations.sources.filter((known) => known !== program.program.source))}.`;
    return;
  }
  const resolution = breakpointLocations.resolve(source, breakpoint.requested);
  if ('line' in resolution) {
    const { line } = resolution;
    if (compileCondition(breakpoint, program, (frame) => frame.source === source && frame.span[0] === line)) breakpoint.location = { source, line };
    return;
  }
  const { reason, nearest } = resolution;
  const alternative = nearest ? `. The nearest line with an event is ${nearest.span[0] + 1}, in \`${nearest.function}\`` : '';
  breakpoint.message = `Never reached: ${reason}${alternative}.`;
}

/** The end of a message that names files like this one. A file of Linux may be a folder of the model kernel: `fs/dax/layout.daxk`. */
function nearestFiles(file: string, sources: readonly string[]): string {
  const stem = (path: string): string => path.replace(/\.\w+$/, '');
  const parts = stem(file.replaceAll('\\', '/')).split('/');
  for (let count = 1; count <= parts.length; count++) {
    const end = parts.slice(-count).join('/');
    const inside = sources.filter((source) => source.startsWith(`${end}/`));
    if (inside.length > 0) return `, which has ${list(inside)}`;
    const near = nearest(end, sources.map(stem).filter((source) => source.split('/').length === count));
    if (near !== undefined) return `; did you mean ${sources.find((source) => stem(source) === near)!}`;
  }
  return '';
}

/** Finds the function by its name. */
export function resolveFunction(breakpoint: FunctionBreakpoint, program: ResolvedProgram): void {
  const { breakpointLocations, routines, kernel } = program;
  delete breakpoint.message;
  delete breakpoint.condition;
  if (wantsLog(breakpoint)) return;
  if (breakpointLocations.functions.includes(breakpoint.name)) {
    compileCondition(breakpoint, program, (frame) => frame.function === breakpoint.name);
    return;
  }
  const known = routines.filter(({ name }) => name === breakpoint.name);
  // A function may have another body in other versions: then there are several of one name, of which this version has one or none.
  const meant = known.find(({ gate }) => admits(gate, kernel)) ?? known[0];
  if (meant) {
    breakpoint.message = `Never reached: ${whyAbsent(meant, kernel)}.`;
    return;
  }
  const names = routines.length > 0 ? routines.map(({ name }) => name) : breakpointLocations.functions;
  breakpoint.message = `There is no function \`${breakpoint.name}\`${suggestion(breakpoint.name, names)}`;
}

/** Finds the fields by their paths. In the condition, `value` is what the event writes or finds there. */
export function resolveData(breakpoint: DataBreakpoint, { program, expressions }: ResolvedProgram): void {
  breakpoint.watched = NOTHING;
  delete breakpoint.message;
  const paths = [...new Set(breakpoint.dataId.split('\n'))];
  const slotOf = new Map(program.slots.map(({ path }, slot) => [path, slot] as const).reverse());
  const computed = derivedFields(program);
  const unknown = paths.find((path) => !slotOf.has(path) && !computed.has(path));
  if (unknown !== undefined) {
    breakpoint.message = `Never reached: this program has no \`${brief(unknown)}\`.`;
    return;
  }
  if (wantsLog(breakpoint)) return;
  const watched: WatchedFields = { slots: paths.flatMap((path) => slotOf.get(path) ?? []), derived: paths.flatMap((path) => computed.get(path) ?? []) };
  if (watched.slots.length === 0 && breakpoint.access !== 'write') {
    breakpoint.message = onlyChanges(watched);
    return;
  }
  const types = paths.map((path) => computed.get(path)?.field.type ?? program.slots[slotOf.get(path)!]!.type);
  const other = types.findIndex((type) => !sameType(type, types[0]!));
  if (other >= 0 && /\bvalue\b/.test(breakpoint.texts.condition ?? '')) {
    breakpoint.message = `\`value\` could be of several types here: watch one field, for example \`${paths[0]!}\` or \`${paths[other]!}\`.`;
    return;
  }
  const extra = other < 0 ? [{ name: 'value', type: types[0]! }] : [];
  if (setCondition(breakpoint, () => new BreakpointCondition(breakpoint.texts, { program, expressions, frames: [], extra }))) breakpoint.watched = watched;
}

function onlyChanges({ derived }: WatchedFields): string {
  const [{ path, field }] = derived as [NamedDerivedField];
  return `\`${path}\` is computed, as \`${field.formula}\`, so no event reads or writes it: watch it for changes, or watch what it is computed from.`;
}

/** In the condition of the filter for retries: the number of the retry, from 1. */
const RETRY: TypedName = { name: 'retry', type: { kind: 'int', min: 0, max: 2 ** 31 - 1 } };

/** Compiles the condition of an exception filter. */
export function resolveFilter(chosen: ChosenFilter, { program, expressions }: ResolvedProgram): void {
  const extra = chosen.filter === 'layout_retry' ? [RETRY] : [];
  delete chosen.message;
  if (wantsLog(chosen)) return;
  setCondition(chosen, () => new BreakpointCondition(chosen.texts, { program, expressions, frames: [], extra }));
}

/** Compiles the condition for all frames of the program in which it will be evaluated; false if it is invalid. */
function compileCondition(breakpoint: LocationBreakpoint, { program, expressions }: ResolvedProgram, isEvaluated: (frame: FrameInfo) => boolean): boolean {
  const readsValues = breakpoint.texts.condition !== undefined || breakpoint.texts.logMessage !== undefined;
  const frames = readsValues ? program.tasks.flatMap(({ locations }) => locations).flatMap((location) => location.frames.filter(isEvaluated)) : [];
  return setCondition(breakpoint, () => new BreakpointCondition(breakpoint.texts, { program, expressions, frames }));
}

/** The protocol has log messages for source breakpoints only: elsewhere a message would never be written. */
function wantsLog(target: RequestedBreakpoint): boolean {
  if (target.texts.logMessage === undefined) return false;
  target.message = 'Only a breakpoint on a line has a log message: set a log point on the line of the event.';
  return true;
}

/** Sets the condition or, if it is invalid, the message; whether it is valid. */
function setCondition(target: RequestedBreakpoint, make: () => BreakpointCondition): boolean {
  delete target.condition;
  try {
    target.condition = make();
    return true;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    target.message = error.message;
    return false;
  }
}
