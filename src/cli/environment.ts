// What the command line needs from the process it runs in. Tests bring their own.
import type { CheckMessage } from '../explorer/check-messages';
import type { HuntMessage } from '../hunt/hunt-messages';
import type { KernelTree } from '../language/tree';
import type { Cancellation } from './cancellation';

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Infinity where nothing limits a line. */
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
  /** The text of a file that the build has put beside the command line. Throws what the file system throws. */
  readBuilt?(file: string): string;
  /** All that comes on the standard input; without it nothing does. */
  readInput?(): string;
  /** Its file descriptor, for what is too long for one text. */
  readonly input?: number;
  readonly cancellation: Cancellation;
  /** Does this instead of ending the process when the user interrupts it for the first time. Returns what undoes it. */
  onInterrupt?(act: () => void): () => void;
  /** Other threads for searches; without it there is only this one. */
  readonly threads?: Threads;
  /** To the program that started this one, if it wants to know. */
  readonly channel?: { send(message: CheckMessage | HuntMessage): void };
}

export interface Threads {
  /** The path of the program that a thread runs. */
  readonly script: string;
  readonly cores: number;
  /** MiB that are free. */
  readonly memory: number;
}

/** Exit statuses, from the contract. The most serious of several wins: bad input, then differences, then unknowns. */
export const Status = { expected: 0, different: 1, badInput: 2, unknown: 3 } as const;

export function worstStatus(statuses: readonly number[]): number {
  return [Status.badInput, Status.different, Status.unknown].find((status) => statuses.includes(status)) ?? Status.expected;
}
