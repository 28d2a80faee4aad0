// The variables that several tasks of one process use. They are fields of an object that the process and its threads have in common,
// so that reading and assigning them are events like any others. A forked child has an object of its own, with copies.
import type { Expr, Field, ObjectType, Process, Stmt, Type } from '../../language/tree';
import { childExpressions, childStatements, ownExpressions, templatesOf } from '../../language/checker/walk';

/** A variable of a process, as a field. `stable`: nothing assigns it once another task can see it. */
export interface SharedVariable {
  /** In `Routine.variables`. */
  readonly index: number;
  readonly name: string;
  readonly type: Type;
  readonly modifier: 'stable' | 'plain';
}

interface Uses {
  readonly used: Set<number>;
  readonly assigned: Set<number>;
  /** Assigned behind the first `thread`. */
  readonly late: Set<number>;
}

/** The variables that a process has in common with its threads. */
function sharedVariables(process: Process, threads: readonly Process[]): SharedVariable[] {
  const mine = usesIn(process.body);
  const theirs = threads.map(({ body }) => usesIn(body));
  return process.variables.flatMap(({ name, type }, index): SharedVariable[] => {
    const users = [mine, ...theirs].filter(({ used }) => used.has(index));
    if (users.length < 2) return [];
    const isAssigned = mine.late.has(index) || theirs.some(({ assigned }) => assigned.has(index));
    return [{ index, name, type, modifier: isAssigned ? 'plain' : 'stable' }];
  });
}

/** The variables that a forked child finds in its copy of the memory of its parent. */
function inheritedVariables(child: Process): SharedVariable[] {
  const { used } = usesIn(child.body);
  return child.variables.flatMap(({ name, type }, index): SharedVariable[] => (used.has(index) ? [{ index, name, type, modifier: 'stable' }] : []));
}

function usesIn(body: readonly Stmt[]): Uses {
  const uses: Uses = { used: new Set(), assigned: new Set(), late: new Set() };
  let isThreaded = false;
  const expression = (expr: Expr): void => {
    if (expr.kind === 'local') uses.used.add(expr.index);
    childExpressions(expr).forEach(expression);
  };
  const assign = (index: number): void => {
    uses.used.add(index);
    uses.assigned.add(index);
    if (isThreaded) uses.late.add(index);
  };
  const statement = (stmt: Stmt): void => {
    if (stmt.kind === 'start' && stmt.start === 'thread') isThreaded = true;
    ownExpressions(stmt).forEach(expression);
    for (const text of templatesOf(stmt)) for (const part of text) if (typeof part !== 'string') expression(part);
    if (stmt.kind === 'assign' && stmt.target.kind === 'local') assign(stmt.target.index);
    childStatements(stmt).forEach(statement);
  };
  body.forEach(statement);
  return uses;
}

/** The object type whose fields these are; none if the process has no such variables. */
export function variablesTypes(process: Process, all: readonly Process[]): ObjectType[] {
  const variables = variablesOf(process, all);
  if (variables.length === 0) return [];
  const { source, span } = process;
  return [{
    name: `variables of ${process.name}`, params: [], source, span,
    fields: variables.map(({ name, type, modifier }): Field => ({ name, type, modifier, span })),
  }];
}

/** Those of a process and its threads, or of a forked child. Threads have none of their own. */
export function variablesOf(process: Process, all: readonly Process[]): SharedVariable[] {
  if (process.starter?.start === 'fork') return inheritedVariables(process);
  if (process.starter) return [];
  return sharedVariables(process, all.filter(({ starter }) => starter?.process === process.name && starter.start === 'thread'));
}
