// What one kernel version, or a family of versions, consists of: each function in the form that a version has.
// Invariants: whatever of a program depends on the version was asked of a selection; what is asked is the same for all versions that code is being
// lowered for, or else that is divided (`Divided`).
import { withDerivedFunctions } from '../../language/derived-fields';
import type { Agent, BinaryOperator, Func, Gate, Invariant, KernelTree, ScenarioTree, Version } from '../../language/tree';
import { admits } from '../../language/versions';
import { CompileError } from '../compile-error';
import { foldBinary } from './fold';
import { allVersions, Divided, partsOf, type VersionSet } from '../version-set';

/** A function in one of its forms; undefined where the versions have none. */
export type Form = readonly [form: Func | undefined, versions: VersionSet];

/** What some versions have of a kernel and a scenario. */
export class Selection {
  readonly #byName: ReadonlyMap<string, readonly Func[]>;
  readonly #forms = new Map<string, readonly Form[]>();
  readonly #gates = new Map<string, VersionSet>();
  #agents: readonly Agent[] | undefined;
  #invariants: readonly Invariant[] | undefined;
  readonly all: VersionSet;
  /** The versions that code is being lowered for. */
  now: VersionSet;

  /** `kernel`: with the additions of the scenario. `versions`: at least one, ascending. */
  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, readonly versions: readonly Version[]) {
    this.#byName = formsOf(kernel);
    this.all = this.now = allVersions(versions.length);
  }

  /** The oldest version that code is being lowered for. */
  get version(): Version {
    return this.versions[31 - Math.clz32(this.now & -this.now)] ?? this.versions[0]!;
  }

  /** Does something for some of the versions at hand alone. */
  within<T>(versions: VersionSet, act: () => T): T {
    const { now } = this;
    this.now = versions;
    try {
      return act();
    } catch (error) {
      if (error instanceof CompileError) error.versions ??= this.now;
      throw error;
    } finally {
      this.now = now;
    }
  }

  /** Whether the versions at hand are among these. */
  among(versions: VersionSet): boolean {
    const inside = this.now & versions;
    if (inside === 0 || inside === this.now) return inside !== 0;
    throw new Divided([inside, this.now & ~versions]);
  }

  /** The function in the form that the versions at hand have. */
  function(name: string): Func | undefined {
    const forms = this.forms(name);
    const known = forms.find(([, versions]) => (this.now & ~versions) === 0);
    if (known) return known[0];
    throw new Divided(partsOf(this.now, forms).map(([, versions]) => versions));
  }

  /** All forms of a function in this family; their versions are disjoint, and together all. */
  forms(name: string): readonly Form[] {
    let forms = this.#forms.get(name);
    if (!forms) {
      const candidates = this.#byName.get(name) ?? [];
      const answers = this.versions.map((version, i) => [candidates.filter(({ gate }) => admits(gate, version)).at(-1), 1 << i] as const);
      this.#forms.set(name, forms = partsOf(this.all, answers));
    }
    return forms;
  }

  /** All functions that the version has, those of derived fields first. */
  get functions(): readonly Func[] {
    return [...this.#byName.keys()].flatMap((name) => this.function(name) ?? []);
  }

  /** The names of functions in the order in which the kernel has them. */
  inOrder(names: ReadonlySet<string>): string[] {
    return [...this.#byName.keys()].filter((name) => names.has(name));
  }

  get agents(): readonly Agent[] {
    return this.#agents ??= this.kernel.agents.filter(({ gate }) => this.has(gate));
  }

  /** Those of the kernel, and the asserts of the scenario, that some version has. Without response properties, which no state breaks. */
  get invariants(): readonly Invariant[] {
    return this.#invariants ??= [...this.kernel.invariants, ...this.scenario.asserts].filter(({ gate, response }) => !response && this.admitted(gate) !== 0);
  }

  /** The versions in the gate: from `since` on, and before `until`. */
  admitted(gate: Gate): VersionSet {
    return this.#setOf(`${gate.since} ${gate.until}`, (version) => admits(gate, version));
  }

  /** Whether the versions at hand are in the gate. */
  has(gate: Gate): boolean {
    return this.among(this.admitted(gate));
  }

  /** `kernel OPERATOR other`. */
  compare(operator: BinaryOperator, other: Version): boolean {
    return this.among(this.#setOf(`${operator}${other}`, (version) => foldBinary(operator, version, other) !== 0));
  }

  #setOf(key: string, isIn: (version: Version) => boolean): VersionSet {
    let set = this.#gates.get(key);
    if (set === undefined) this.#gates.set(key, set = this.versions.reduce((found, version, i) => (isIn(version) ? found | 1 << i : found), 0));
    return set;
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
