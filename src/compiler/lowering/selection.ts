// What one kernel version consists of: each function in the form that this version has.
import { withDerivedFunctions } from '../../language/derived-fields';
import type { Agent, Func, Gate, Invariant, KernelTree, ScenarioTree, Version } from '../../language/tree';

export interface Selection {
  readonly version: Version;
  readonly functions: ReadonlyMap<string, Func>;
  readonly agents: readonly Agent[];
  readonly invariants: readonly Invariant[];
}

/** Whether the version is in the gate: from `since` on, and before `until`. */
export function exists(gate: Gate, version: Version): boolean {
  return (gate.since === undefined || version >= gate.since) && (gate.until === undefined || version < gate.until);
}

/** `kernel`: with the additions of the scenario. */
export function select(kernel: KernelTree, scenario: ScenarioTree, version: Version): Selection {
  const functions = new Map<string, Func>();
  for (const candidate of withDerivedFunctions(kernel).functions) {
    if (exists(candidate.gate, version)) functions.set(candidate.name, candidate);
  }
  return {
    version,
    functions,
    agents: kernel.agents.filter((agent) => exists(agent.gate, version)),
    invariants: [...kernel.invariants, ...scenario.asserts].filter((invariant) => exists(invariant.gate, version)),
  };
}
