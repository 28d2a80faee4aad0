// What the trees know about a source text and a program does not: where routines begin and end, also those that this
// scenario never calls, and where the loops are.
import { admits, formatGate, formatVersion } from '../../language/versions';
import type { Func, Gate, KernelTree, Routine, ScenarioTree, Span, Stmt, Version } from '../../language/tree';

export interface RoutineRange {
  readonly name: string;
  readonly source: string;
  /** Zero-based, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly gate: Gate;
  /** Its body is one event, or part of the event that calls it: nobody can stop inside. */
  readonly folds: boolean;
  readonly loops: readonly Span[];
}

/** Every routine of the model kernel and the scenario. */
export function routineRanges(kernel: KernelTree, scenario: ScenarioTree): RoutineRange[] {
  const foldable = (func: Func): RoutineRange => rangeOf(func, func.kind === 'pure');
  return [
    ...kernel.functions.map(foldable),
    ...scenario.overrides.map(foldable),
    ...[...kernel.invariants, ...kernel.boot, ...scenario.asserts].map((routine) => rangeOf(routine, true)),
    ...[...kernel.agents, ...scenario.processes].map((routine) => rangeOf(routine, false)),
  ];
}

/** The routine that a line belongs to: the one that begins last, should two claim it. */
export function routineAt(routines: readonly RoutineRange[], source: string, line: number): RoutineRange | undefined {
  return routines
    .filter((routine) => routine.source === source && routine.first <= line && line <= routine.last)
    .sort((a, b) => b.first - a.first)[0];
}

/** Why nothing in a routine can happen in this program. */
export function whyAbsent(routine: RoutineRange, kernel: Version): string {
  if (!admits(routine.gate, kernel)) {
    return `\`${routine.name}\` exists ${formatGate(routine.gate)}, and this is ${formatVersion(kernel)}`;
  }
  if (routine.folds) return `\`${routine.name}\` only computes: it is part of the event that uses it`;
  return `nobody calls \`${routine.name}\` in this scenario`;
}

function rangeOf(routine: Routine, folds: boolean): RoutineRange {
  const statements = [...everyStatement(routine.body)];
  const loops = statements.filter(({ kind }) => kind === 'while' || kind === 'repeat' || kind.startsWith('for'));
  return {
    name: routine.name, source: routine.source, gate: routine.gate, folds,
    // The closing brace stands on the line after the last statement.
    first: routine.span[0], last: Math.max(routine.span[2], ...statements.map(({ span }) => span[2])) + 1,
    loops: loops.map(extent),
  };
}

/** A statement with all that is in it: its own span may be that of its head. */
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
