// What the syntax trees know of a source and a compiled program does not: where routines begin and end, also those that this
// scenario never calls, and where their loops are.
import { admits, formatGate, formatVersion } from '../../language/versions';
import type { Func, Gate, KernelTree, Routine, ScenarioTree, Span, Stmt, Version } from '../../language/tree';

/** The lines of a function, invariant, agent, process or assert. */
export interface RoutineRange {
  readonly name: string;
  readonly source: string;
  /** The first and the last line, both included and from 0. */
  readonly first: number;
  readonly last: number;
  readonly gate: Gate;
  /** Whether its body is one event or part of the event that calls it, so that no breakpoint can bind inside. */
  readonly folds: boolean;
  readonly loops: readonly Span[];
  /** What an overlay or the scenario has in its place, in the versions of its gate. */
  readonly replacements: readonly Routine[];
}

/** Every routine of the packaged model kernel, of overlays and of the scenario. */
export function routineRanges(kernel: KernelTree, scenario: ScenarioTree): RoutineRange[] {
  const { additions } = scenario;
  return [
    ...rangesOf(kernel, additions), ...rangesOf(additions),
    ...scenario.asserts.map((routine) => rangeOf(routine, true)),
    ...scenario.processes.map((routine) => rangeOf(routine, false)),
  ];
}

function rangesOf({ functions, invariants, boot, agents }: KernelTree, by?: KernelTree): RoutineRange[] {
  const named = (name: string, routines: readonly Routine[] = []): Routine[] => routines.filter((other) => other.name === name);
  return [
    ...functions.map((func: Func) => rangeOf(func, func.kind === 'pure', named(func.name, by?.functions))),
    ...invariants.map((routine) => rangeOf(routine, true, named(routine.name, by?.invariants))),
    ...boot.map((routine) => rangeOf(routine, true)),
    ...agents.map((routine) => rangeOf(routine, false, named(routine.name, by?.agents))),
  ];
}

/** The routine to which a line (from 0) belongs; of several the one that begins last. */
export function routineAt(routines: readonly RoutineRange[], source: string, line: number): RoutineRange | undefined {
  return routines
    .filter((routine) => routine.source === source && routine.first <= line && line <= routine.last)
    .sort((a, b) => b.first - a.first)[0];
}

/** Why a routine has no events in this program: a phrase without a full stop. */
export function whyAbsent(routine: RoutineRange, kernel: Version): string {
  if (!admits(routine.gate, kernel)) {
    return `\`${routine.name}\` exists ${formatGate(routine.gate)}, and this is ${formatVersion(kernel)}`;
  }
  const replacement = routine.replacements.find(({ gate }) => admits(gate, kernel));
  if (replacement) return `\`${routine.name}\` is replaced by the one in ${replacement.source}:${replacement.span[0] + 1}`;
  if (routine.folds) return `\`${routine.name}\` only computes: it is part of the event that uses it`;
  return `\`${routine.name}\` is not called in this scenario`;
}

function rangeOf(routine: Routine, folds: boolean, replacements: readonly Routine[] = []): RoutineRange {
  const statements = [...everyStatement(routine.body)];
  const loops = statements.filter(({ kind }) => kind === 'while' || kind === 'repeat' || kind.startsWith('for'));
  return {
    name: routine.name, source: routine.source, gate: routine.gate, folds, replacements,
    // The closing brace stands on the line after the last statement.
    first: routine.span[0], last: Math.max(routine.span[2], ...statements.map(({ span }) => span[2])) + 1,
    loops: loops.map(extent),
  };
}

/** The span of a statement with its body: its own span may be that of its head alone. */
function extent(statement: Stmt): Span {
  const [line, column] = statement.span;
  let [, , endLine, endColumn] = statement.span;
  for (const { span } of everyStatement([statement])) {
    if (span[2] > endLine || (span[2] === endLine && span[3] > endColumn)) [, , endLine, endColumn] = span;
  }
  return [line, column, endLine, endColumn];
}

function* everyStatement(statements: readonly Stmt[]): Generator<Stmt> {
  for (const statement of statements) {
    yield statement;
    yield* everyStatement(inside(statement));
  }
}

function inside(statement: Stmt): readonly Stmt[] {
  switch (statement.kind) {
    case 'block':
    case 'atomic':
    case 'await':
    case 'chooseFrom':
      return statement.body;
    case 'choose':
      return statement.options.flat();
    case 'if':
      return statement.else ? [statement.then, statement.else] : [statement.then];
    case 'while':
    case 'forRange':
    case 'forAll':
    case 'forEach':
    case 'repeat':
      return [statement.body];
    default:
      return [];
  }
}
