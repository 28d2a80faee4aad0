import fc from 'fast-check';
import type { Program } from '../../src/compiler/program';
import { runnable } from '../../src/machine/execution/choice';
import type { Execution } from '../../src/machine/execution/execution';
import { chooserToy, counterToy, lockOrderToy, lostWakeupToy } from './toy-program';

export const toys: Record<string, () => Program> = {
  lockOrder: lockOrderToy,
  counter: () => counterToy(3, 4),
  lostWakeup: lostWakeupToy,
  chooser: chooserToy,
};

/** A toy program and numbers that pick a way through it. */
export const anyToy = fc.constantFrom(...Object.keys(toys)).map((name) => toys[name]!());
export const anyPicks = fc.array(fc.nat(1000), { maxLength: 60 });

/** Walks as far as the picks and the program go. */
export function walk(execution: Execution, picks: readonly number[]): Execution {
  for (const pick of picks) {
    const choices = runnable(execution.program, execution.state);
    if (choices.length === 0) break;
    execution.advance(choices[pick % choices.length]!);
  }
  return execution;
}
