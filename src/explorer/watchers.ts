// What has to hold in every state, each with the slots that decide it: where none of them has changed nothing is looked at.
import type { Program, State } from '../compiler/program';

export interface Watcher {
  /** Undefined: any slot may decide it. */
  readonly slots: readonly number[] | undefined;
  isBroken(state: State): boolean;
}

/** The invariants, and that no assertion has failed. */
export function watchersOf(program: Program): Watcher[] {
  const { failedSlot } = program;
  return [
    ...program.invariants.map(({ reads, check }): Watcher => ({ slots: reads?.(), isBroken: (state) => check(state) !== undefined })),
    ...(failedSlot === undefined ? [] : [{ slots: [failedSlot], isBroken: (state: State) => state[failedSlot] !== 0 }]),
  ];
}
