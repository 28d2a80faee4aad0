// What one kernel version consists of: each function in the form that this version has.
// Invariant: whatever of a program depends on the version was asked of a selection.
import { withDerivedFunctions } from '../../language/derived-fields';
import type { Agent, BinaryOperator, Func, Gate, Invariant, KernelTree, ScenarioTree, Version } from '../../language/tree';
import { admits } from '../../language/versions';
import { foldBinary } from './fold';

/** What one version has of a kernel and a scenario. */
export class Selection {
  readonly #forms: ReadonlyMap<string, readonly Func[]>;
  readonly #functions = new Map<string, Func | undefined>();
  #agents: readonly Agent[] | undefined;
  #invariants: readonly Invariant[] | undefined;

  /** `kernel`: with the additions of the scenario. */
  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, readonly version: Version) {
    this.#forms = formsOf(kernel);
  }

  /** The function in the form that the version has. */
  function(name: string): Func | undefined {
    if (!this.#functions.has(name)) this.#functions.set(name, this.#forms.get(name)?.filter(({ gate }) => this.has(gate)).at(-1));
    return this.#functions.get(name);
  }

  /** All functions that the version has, those of derived fields first. */
  get functions(): readonly Func[] {
    return [...this.#forms.keys()].flatMap((name) => this.function(name) ?? []);
  }

  /** The names of functions in the order in which the kernel has them. */
  inOrder(names: ReadonlySet<string>): string[] {
    return [...this.#forms.keys()].filter((name) => names.has(name));
  }

  get agents(): readonly Agent[] {
    return this.#agents ??= this.kernel.agents.filter(({ gate }) => this.has(gate));
  }

  /** Those of the kernel, and the asserts of the scenario. */
  get invariants(): readonly Invariant[] {
    return this.#invariants ??= [...this.kernel.invariants, ...this.scenario.asserts].filter(({ gate }) => this.has(gate));
  }

  /** Whether the version is in the gate: from `since` on, and before `until`. */
  has(gate: Gate): boolean {
    return admits(gate, this.version);
  }

  /** `kernel OPERATOR other`. */
  compare(operator: BinaryOperator, other: Version): boolean {
    return foldBinary(operator, this.version, other) !== 0;
  }
}

/** Every form of each function by name, in the order of the kernel: worked out once for a kernel. */
function formsOf(kernel: KernelTree): ReadonlyMap<string, readonly Func[]> {
  let forms = known.get(kernel);
  if (forms) return forms;
  known.set(kernel, forms = new Map());
  for (const func of withDerivedFunctions(kernel).functions) {
    const others = forms.get(func.name);
    if (others) others.push(func);
    else forms.set(func.name, [func]);
  }
  return forms;
}

const known = new WeakMap<KernelTree, Map<string, Func[]>>();
