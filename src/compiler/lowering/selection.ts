// What one kernel version consists of: of each function the form that this version has, overrides applied.
import type { Agent, Func, Gate, Invariant, KernelTree, ScenarioTree, Version } from '../../language/tree';

export interface Selection {
  readonly version: Version;
  readonly functions: ReadonlyMap<string, Func>;
  readonly agents: readonly Agent[];
  readonly invariants: readonly Invariant[];
}

/** Half-open: `since` is in, `until` is out. */
export function exists(gate: Gate, version: Version): boolean {
  return (gate.since === undefined || version >= gate.since) && (gate.until === undefined || version < gate.until);
}

export function select(kernel: KernelTree, scenario: ScenarioTree, version: Version): Selection {
  const functions = new Map<string, Func>();
  for (const candidate of [...kernel.functions, ...scenario.overrides]) {
    if (exists(candidate.gate, version)) functions.set(candidate.name, candidate);
  }
  return {
    version,
    functions,
    agents: kernel.agents.filter((agent) => exists(agent.gate, version)),
    invariants: [...kernel.invariants, ...scenario.asserts].filter((invariant) => exists(invariant.gate, version)),
  };
}
