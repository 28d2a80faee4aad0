// Functions of the model that a task can pass through without an event of its own in them: an execution does not show that they were entered, and a recording does.
import { childExpressions, ownExpressions } from '../../language/checker/walk';
import type { Expr, Func, KernelTree, Stmt } from '../../language/tree';

/** How a statement can end without an event. */
interface Silence {
  readonly falls: boolean;
  readonly leaves: boolean;
}

const NEITHER: Silence = { falls: false, leaves: false };
const FALLS: Silence = { falls: true, leaves: false };

/** In whatever version. What is asked of the version, of locals and of pure functions is no event: the compiler works it out, or reads it with the event before or after. */
export function silentFunctions({ functions }: Pick<KernelTree, 'functions'>): ReadonlySet<string> {
  const silent = new Set(functions.filter(({ kind }) => kind === 'pure').map(({ name }) => name));
  const candidates = functions.filter(({ kind }) => kind === 'plain');
  for (let before = -1; before < silent.size;) {
    before = silent.size;
    for (const func of candidates) if (isSilent(func, silent)) silent.add(func.name);
  }
  return silent;
}

function isSilent({ body }: Func, silent: ReadonlySet<string>): boolean {
  const { falls, leaves } = inSequence(body, silent);
  return falls || leaves;
}

function inSequence(body: readonly Stmt[], silent: ReadonlySet<string>): Silence {
  let leaves = false;
  for (const statement of body) {
    const each = silenceOf(statement, silent);
    leaves ||= each.leaves;
    if (!each.falls) return { falls: false, leaves };
  }
  return { falls: true, leaves };
}

function silenceOf(statement: Stmt, silent: ReadonlySet<string>): Silence {
  if (!ownExpressions(statement).every((expr) => isSilentExpression(expr, silent))) return NEITHER;
  switch (statement.kind) {
    case 'block': return inSequence(statement.body, silent);
    case 'if': {
      const then = silenceOf(statement.then, silent);
      const otherwise = statement.else ? silenceOf(statement.else, silent) : FALLS;
      return { falls: then.falls || otherwise.falls, leaves: then.leaves || otherwise.leaves };
    }
    // Perhaps not once.
    case 'while': case 'forRange': case 'forAll': case 'forEach': return { falls: true, leaves: silenceOf(statement.body, silent).leaves };
    case 'repeat': return silenceOf(statement.body, silent);
    case 'return': return { falls: false, leaves: true };
    case 'assign': return statement.target.kind === 'local' ? FALLS : NEITHER;
    case 'break': case 'continue': case 'empty': case 'expression': case 'limit': case 'require': return FALLS;
    case 'atomic': case 'await': case 'choose': case 'chooseFrom': case 'mark': case 'assert': case 'free': case 'start': return NEITHER;
  }
}

function isSilentExpression(expr: Expr, silent: ReadonlySet<string>): boolean {
  if (expr.kind === 'field' || expr.kind === 'new' || expr.kind === 'indirectCall') return false;
  if (expr.kind === 'call' && !silent.has(expr.function)) return false;
  return childExpressions(expr).every((child) => isSilentExpression(child, silent));
}
