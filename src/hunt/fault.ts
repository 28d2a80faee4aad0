// What it takes to try a workload, and what comes of it. Plain data, so that another thread can do it.
import type { ScenarioTree, Version } from '../language/tree';

export interface TrialJob {
  readonly tree: ScenarioTree;
  readonly version: Version;
  readonly maxStates: number;
  /** Only this property counts; then it is found behind others that break before, too. */
  readonly property?: string;
  /** The same on another kernel: not what goes wrong counts, but what only one of them can come to. Null where it cannot be on that one. */
  readonly unlike?: { readonly tree: ScenarioTree; readonly version: Version } | null;
}

/** What a workload has come to. Of each verdict and property the shortest. */
export interface Trial {
  readonly states: number;
  /** Every interleaving was tried. If not, there may be more. */
  readonly isComplete: boolean;
  readonly faults: readonly Fault[];
}

/** One way in which a workload goes wrong, in the fewest events. */
export interface Fault {
  /** `differs`: it comes to something that it does not come to on the other kernel, or the other way round. */
  readonly verdict: 'violates' | 'deadlock' | 'hang' | 'differs';
  readonly property: string | null;
  /**
   * The functions that race: where the first access is, and where the second one and on whose behalf; or where the tasks stand that cannot go on. Innermost first, as crash
   * reports are told apart. Who calls them does not count: a pin is a pin. Of `differs`, what is different.
   */
  readonly functions: readonly string[];
  readonly events: number;
}

/** With a schedule of as few events and, of these, as few switches as it takes; empty where only the other kernel has such a run. */
export interface ExplainedFault extends Fault {
  readonly schedule: string;
  /** What should have waited for what, in a sentence; or why it is wrong. */
  readonly story: string;
  readonly reason: string;
  /** As `expect` says it. */
  readonly expected: string;
}

/** Whether two faults are the same mistake. What one task does alone in one workload it may do after another one in the next. */
export function isSame(one: Fault, other: Fault): boolean {
  const [where, otherWhere] = [one.functions.at(-1), other.functions.at(-1)];
  if (one.verdict !== other.verdict || one.property !== other.property || where !== otherWhere) return false;
  if (one.property === null) return one.functions.join('\n') === other.functions.join('\n');
  const [before, otherBefore] = [one.functions.slice(0, -1), other.functions.slice(0, -1)];
  return before.length === 0 || otherBefore.length === 0 || before[0] === otherBefore[0];
}
