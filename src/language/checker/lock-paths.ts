import type { Expr, Routine, Stmt } from '../tree';
import { isSteady, type KernelNames } from './names';
import { visitStatements } from './walk';

/**
 * What an expression refers to, as far as that follows without reading what others can change. Two of the same text refer to the
 * same thing; of two that refer to the same thing the texts can differ.
 */
export interface Path {
  readonly text: string;
  readonly type?: string;
  /** The owner, where the path comes from there: that of `vma.ptes[i]` is `vma`. */
  readonly owner?: Path;
  /** The variables on which it depends and that may be assigned again. */
  readonly unsteady: readonly number[];
}

export type Bindings = ReadonlyMap<number, Path | undefined>;

/** The paths of one routine. Variables that are never assigned again stand for what they were given. */
export class Paths {
  readonly #known = new Map<number, Path | undefined>();
  readonly #steady: ReadonlySet<number>;
  #unknown = 0;

  constructor(routine: Routine, private readonly names: KernelNames) {
    const steady = new Set(routine.variables.flatMap(({ final }, index) => (final ? [index] : [])));
    // The variable of a loop or choice cannot be assigned in its body.
    visitStatements(routine.body, (statement) => {
      if ('variable' in statement) steady.add(statement.variable);
    });
    this.#steady = steady;
  }

  /** The statement gives a variable its value, for good. */
  bind(statement: Stmt): void {
    if (statement.kind === 'assign' && statement.target.kind === 'local' && this.#steady.has(statement.target.index)) {
      this.#bind(statement.target.index, this.of(statement.value));
    }
    if (statement.kind === 'forEach') {
      const owner = this.of(statement.receiver);
      const type = this.#typeOf(statement);
      if (owner) this.#bind(statement.variable, { ...owner, text: `${owner.text}.${statement.field}[?${this.#unknown++}]`, ...(type ? { type } : {}), owner });
    }
  }

  #bind(variable: number, path: Path | undefined): void {
    if (path && path.unsteady.length === 0) this.#known.set(variable, path);
  }

  /** `bindings`: what the variables stand for in an expression of another routine. */
  of(expr: Expr, bindings?: Bindings): Path | undefined {
    const type = expr.type.kind === 'object' ? expr.type.name : undefined;
    switch (expr.kind) {
      case 'local':
        if (bindings) return bindings.get(expr.index);
        return this.#known.get(expr.index)
          ?? { text: `local ${expr.index}`, ...(type ? { type } : {}), unsteady: this.#steady.has(expr.index) ? [] : [expr.index] };
      case 'literal': return { text: String(expr.value), unsteady: [] };
      case 'current': return { text: 'current', ...(type ? { type } : {}), unsteady: [] };
      case 'named': {
        const index = this.#index(expr.index, bindings);
        return { text: `${expr.name}${index.text}`, ...(type ? { type } : {}), unsteady: index.unsteady };
      }
      case 'field': return this.#ofField(expr, bindings);
      default: return undefined;
    }
  }

  #ofField(expr: Expr & { kind: 'field' }, bindings?: Bindings): Path | undefined {
    const owner = this.of(expr.receiver, bindings);
    const field = this.names.field(expr.object, expr.field);
    // A spinlock is no field.
    const modifier = field?.modifier ?? 'own';
    if (!owner || !isSteady(modifier)) return undefined;
    const isParent = modifier === 'const' && field?.init?.kind === 'parent';
    if (isParent && owner.owner && owner.owner.type === this.#typeOf(expr)) return owner.owner;
    const index = this.#index(expr.index, bindings);
    const type = this.#typeOf(expr);
    return {
      text: `${owner.text}.${expr.field}${index.text}`, unsteady: [...owner.unsteady, ...index.unsteady],
      ...(type ? { type } : {}), ...(modifier === 'own' ? { owner } : {}),
    };
  }

  #index(expr: Expr | undefined, bindings?: Bindings): { readonly text: string; readonly unsteady: readonly number[] } {
    if (!expr) return { text: '', unsteady: [] };
    const path = this.of(expr, bindings);
    // Which element it is does not matter for what leads to its owner.
    if (!path || path.unsteady.length) return { text: `[?${this.#unknown++}]`, unsteady: [] };
    return { text: `[${path.text}]`, unsteady: [] };
  }

  #typeOf(node: (Expr & { kind: 'field' }) | (Stmt & { kind: 'forEach' })): string | undefined {
    const type = this.names.field(node.object, node.field)?.type;
    return type?.kind === 'object' ? type.name : undefined;
  }
}

/** The variables that statements assign. */
export function assignedIn(body: readonly Stmt[]): Set<number> {
  const assigned = new Set<number>();
  visitStatements(body, (statement) => {
    if (statement.kind === 'assign' && statement.target.kind === 'local') assigned.add(statement.target.index);
    if ('variable' in statement) assigned.add(statement.variable);
  });
  return assigned;
}
