import type { Routine, Span, Stmt } from '../tree';
import { visitStatements } from './walk';

/** A statement with a name, and the body in which it stands. */
export interface NamedStatement {
  readonly routine: Routine;
  readonly source: string;
  readonly span: Span;
}

/** The `assert` statements, by their names; of several with one name the first. */
export function assertStatements(routines: readonly Routine[]): Map<string, NamedStatement> {
  return namedStatements(routines, (statement) => (statement.kind === 'assert' ? statement.name : undefined));
}

/** The `mark`s, by their names. */
export function marksIn(routines: readonly Routine[]): Map<string, NamedStatement> {
  return namedStatements(routines, (statement) => (statement.kind === 'mark' ? statement.name : undefined));
}

function namedStatements(routines: readonly Routine[], nameOf: (statement: Stmt) => string | undefined): Map<string, NamedStatement> {
  const found = new Map<string, NamedStatement>();
  for (const routine of routines) {
    visitStatements(routine.body, (statement) => {
      const name = nameOf(statement);
      if (name !== undefined && !found.has(name)) found.set(name, { routine, source: routine.source, span: (statement.kind === 'assert' && statement.nameSpan) || statement.span });
    });
  }
  return found;
}
