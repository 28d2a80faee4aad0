// The invariants as a monitor process, and the names under which Spin reports what is violated:
// `assertion violated no_free_under_pin`.
// Invariant: the monitor adds no states. Each property is reported once, and the variable for that is hidden from the state.
import type { Parts } from '../codegen/parts';
import { ExpressionPrinter } from './expression-printer';
import type { Folding } from './folding';
import { comment } from './identifiers';
import { indent, type Block } from './block';
import { Unfolding } from './unfold';
import type { Variables } from './state-variables';

interface Property {
  readonly name: string;
  readonly doc: string;
  /** Conditions whose conjunction is the invariant. */
  readonly clauses: readonly string[];
}

export class SafetyProperties {
  private readonly invariants: readonly Property[];
  private readonly assertions = new Map<string, string>();

  constructor(private readonly parts: Parts, private readonly variables: Variables, folding: Folding, macro: (func: string) => string) {
    const nothing = (): string => '0';
    const expressions = new ExpressionPrinter(parts, variables, { local: nothing, temp: nothing, macro });
    const unfolding = new Unfolding(folding);
    this.invariants = parts.invariants.map(({ invariant, ops }) => ({
      name: variables.names.name(invariant.name),
      doc: invariant.doc ?? '',
      clauses: unfolding.clauses(ops).map((clause) => expressions.print(clause)),
    })).filter(({ clauses }) => clauses.length > 0);
  }

  /** The variable that stands for an assertion's property. Several assertions may have one name. */
  assertion(number: number): string {
    const { name } = this.parts.assertions[number]!;
    const known = this.invariants.find((property) => property.name === name)?.name ?? this.assertions.get(name);
    if (known !== undefined) return known;
    const variable = this.variables.names.name(name);
    this.assertions.set(name, variable);
    return variable;
  }

  variableDeclarations(): string {
    const names = [...this.invariants.map(({ name }) => name), ...this.assertions.values()];
    return `/* Whether a property has held in all states seen so far. */\n${names.map((name) => `HIDDEN byte ${name} = 1;\n`).join('')}`;
  }

  /**
   * The monitor process; it is enabled in the first state that violates an invariant. There no process is stuck for Spin, and it returns to
   * the same state, at which Spin does not look again. So stuck states are all found only without it: `-DENDS`.
   */
  monitor(): string {
    const options = this.invariants.flatMap(({ name, doc, clauses }): Block => [
      `:: d_step { /* ${comment(doc ? `${name}: ${doc}` : name)} */`,
      [`${name} && !(`, clauses.map((clause, i) => `${clause}${i < clauses.length - 1 ? ' &&' : ''}`), ') ->', `${name} = 0;`, `assert(${name})`],
      '}',
    ]);
    if (options.length === 0) return '';
    const name = this.variables.names.name('monitor');
    return `/* What must hold in every state. */\n#ifndef ENDS\nactive proctype ${name}()\n{\nend_monitor:\n${indent(['do', ...options, 'od'], 1)}}\n#endif\n`;
  }
}
