// What the command line needs from the process it runs in. Tests bring their own.
import type { KernelTree } from '../language/tree';

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
}

export interface Environment {
  readonly out: Output;
  readonly err: Output;
  /** The user wants colour or cannot have it: `NO_COLOR`, `FORCE_COLOR`. Undefined: a terminal decides. */
  readonly color?: boolean;
  /** Milliseconds, from any point in time. */
  now(): number;
  /** The packaged model kernel, parsed and checked. */
  kernelTree(): KernelTree;
  /** Where its sources are. */
  readonly kernelFolder: string;
}

/** Exit statuses, from the contract. The most serious of several wins: bad input, then differences, then unknowns. */
export const Status = { expected: 0, different: 1, badInput: 2, unknown: 3 } as const;

export function worstStatus(statuses: readonly number[]): number {
  return [Status.badInput, Status.different, Status.unknown].find((status) => statuses.includes(status)) ?? Status.expected;
}
