// The statements that one kernel version has of a scenario's code and of the model kernel, whether any execution reaches them
// or not. Coverage is measured against them.
import { extendKernel } from '../../language/extend-kernel';
import type { Expr, Gate, KernelTree, Routine, ScenarioTree, Span, Stmt, Version } from '../../language/tree';
import { isCounted } from './coverage-counters';
import { Selection } from './selection';

/** A function, an agent, a process, an invariant, an assert or a part of `boot`. */
export interface RoutineCode {
  readonly name: string;
  readonly gate: Gate;
  readonly source: string;
  /** Whether it is part of the packaged kernel: neither of an overlay nor of the scenario. */
  readonly isKernel: boolean;
  readonly span: Span;
  readonly statements: readonly StatementCode[];
}

export interface StatementCode {
  readonly stmt: Stmt;
  /** The branches that control can take, in words: `then`, `else`. Empty where there is only one. */
  readonly arms: readonly string[];
}

/** All routines that the version has, with their statements in the order of the text. */
export function routinesOf(kernel: KernelTree, scenario: ScenarioTree, version: Version): RoutineCode[] {
  const { additions } = scenario;
  const whole = extendKernel(kernel, additions);
  const selection = new Selection(whole, scenario, [version]);
  const { functions, agents, invariants } = selection;
  const boot = whole.boot.filter(({ gate }) => selection.has(gate));
  const own = new Set<Routine>([
    ...scenario.processes, ...scenario.asserts, ...additions.functions, ...additions.agents, ...additions.invariants, ...additions.boot,
  ]);
  return [...functions, ...agents, ...invariants, ...boot, ...scenario.processes].map((routine) => ({
    name: routine.name, gate: routine.gate, source: routine.source, span: routine.span,
    isKernel: !own.has(routine), statements: routine.body.flatMap((stmt) => statementsOf(stmt, version)),
  }));
}

function statementsOf(stmt: Stmt, version: Version): StatementCode[] {
  const inner = (...parts: readonly (Stmt | undefined)[]): StatementCode[] =>
    parts.flatMap((part) => (part ? statementsOf(part, version) : []));
  const self = isCounted(stmt) ? [{ stmt, arms: armsOf(stmt, version) }] : [];
  switch (stmt.kind) {
    case 'block':
    case 'atomic':
    case 'await':
    case 'chooseFrom': return [...self, ...inner(...stmt.body)];
    case 'choose': return [...self, ...inner(...stmt.options.flat())];
    case 'if': {
      const decided = decide(stmt.condition, version);
      return [...self, ...inner(decided === false ? undefined : stmt.then, decided === true ? undefined : stmt.else)];
    }
    case 'while':
    case 'forRange':
    case 'forAll':
    case 'forEach':
    case 'repeat': return [...self, ...inner(stmt.body)];
    default: return self;
  }
}

function armsOf(stmt: Stmt, version: Version): string[] {
  switch (stmt.kind) {
    case 'if': return decide(stmt.condition, version) === undefined ? ['then', 'else'] : [];
    case 'while': return decide(stmt.condition, version) === undefined ? ['another round', 'the end'] : [];
    case 'await':
    case 'chooseFrom': return ['goes on', 'waits'];
    case 'choose': return stmt.options.map((_, i) => `option ${i + 1}`);
    default: return [];
  }
}

/** The value of a condition that the version alone decides; undefined for every other condition. */
function decide(expr: Expr, version: Version): boolean | undefined {
  switch (expr.kind) {
    case 'literal': return expr.value !== 0;
    case 'kernel':
      switch (expr.operator) {
        case '==': return version === expr.version;
        case '!=': return version !== expr.version;
        case '<': return version < expr.version;
        case '<=': return version <= expr.version;
        case '>': return version > expr.version;
        case '>=': return version >= expr.version;
      }
      break;
    case 'unary': {
      const operand = expr.operator === '!' ? decide(expr.operand, version) : undefined;
      return operand === undefined ? undefined : !operand;
    }
    case 'binary': {
      if (expr.operator !== '&&' && expr.operator !== '||') return undefined;
      const [left, right] = [decide(expr.left, version), decide(expr.right, version)];
      const strong = expr.operator === '||';
      if (left === strong || right === strong) return strong;
      return left === undefined || right === undefined ? undefined : !strong;
    }
  }
  return undefined;
}
