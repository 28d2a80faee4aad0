// The invariants, as conditions that an event checks if it can write what they read, and the names under which Spin reports
// them: `assertion violated no_free_under_pin`.
import { valueReads } from '../footprint';
import type { Parts } from '../parts';
import type { Footprint } from '../program';
import { Expressions } from './expressions';
import { comment } from './identifiers';
import type { Block } from './statements';
import { Unfolding } from './unfold';
import type { Variables } from './variables';

interface Clause {
  readonly name: string;
  readonly text: string;
  readonly reads: ReadonlySet<number>;
}

interface Property {
  readonly name: string;
  readonly clauses: readonly Clause[];
  readonly doc: string;
}

export class Properties {
  private readonly invariants: readonly Property[];
  private readonly assertions = new Map<string, string>();

  constructor(
    private readonly parts: Parts,
    private readonly variables: Variables,
    private readonly footprint: (task: number, pc: number) => Footprint,
    macro: (func: string) => string,
  ) {
    const expressions = new Expressions(parts, variables, {
      local: () => '0', temp: () => '0', macro,
    });
    const unfolding = new Unfolding(parts.world);
    this.invariants = parts.invariants.map(({ invariant, ops }): Property => {
      const name = variables.names.name(invariant.name);
      const clauses = unfolding.clauses(ops).map((clause): Clause => ({
        name: variables.names.name(`${name}_1`),
        text: expressions.print(clause),
        reads: new Set(valueReads(parts, clause)),
      }));
      return { name, clauses, doc: invariant.doc ?? '' };
    });
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

  /** At the end of an event. */
  check(task: number, pc: number): Block {
    const { writes } = this.footprint(task, pc);
    return this.invariants.flatMap(({ name, clauses }): Block => {
      const touched = clauses.filter(({ reads }) => writes.some((slot) => reads.has(slot)));
      return touched.length === 0 ? [] : [`${name} = ${touched.map((clause) => clause.name).join(' && ')};`, `assert(${name});`];
    });
  }

  /** The clauses as macros, and the variables. */
  definitions(): string[] {
    return [
      ...this.invariants.flatMap(({ name, clauses, doc }) => [
        `/* ${name}${doc ? `: ${comment(doc)}` : ''} */`,
        `hidden byte ${name};`,
        ...clauses.map((clause) => `#define ${clause.name} ${clause.text}`),
      ]),
      ...[...this.assertions.values()].flatMap((name) => [`hidden byte ${name}; /* asserted on the way */`]),
    ];
  }

  /** Checks everything, for the initial state. */
  checkAll(): Block {
    return this.invariants.flatMap(({ name, clauses }): Block => (
      clauses.length === 0 ? [] : [`${name} = ${clauses.map((clause) => clause.name).join(' && ')};`, `assert(${name});`]
    ));
  }
}
