// A few executions at random, ahead of the search: most values that a slot will ever have come up there, and get their bits
// before code is generated for them. What the search does not depend on: it only saves making that code again and again.
import { ModelError, type Program } from '../../compiler/program';
import { mix } from '../../machine/mix';
import type { Moves } from './moves';
import type { Packing } from './packing';

const WALKS = 64;
/** Longer ones go round in circles. */
const LONGEST = 400;
/** One event in so many is anybody's; the others go on with the task that moved last: so one gets far while others wait. */
const SWITCH = 10;

export function scout(program: Program, moves: Moves, packing: Packing): void {
  for (let walk = 0; walk < WALKS; walk++) walkOnce(program, moves, packing, walk);
}

function walkOnce(program: Program, moves: Moves, packing: Packing, seed: number): void {
  const state = program.initial();
  let last = -1;
  for (let length = 0; length < LONGEST; length++) {
    const choices = program.tasks.flatMap(({ index, pcSlot }) => {
      const move = moves.of(index, state[pcSlot]!);
      return Array.from({ length: move.enabled(state) }, (_, alternative) => ({ task: index, move, alternative }));
    });
    if (choices.length === 0) return;
    const random = mix(mix(seed) ^ length) >>> 0;
    const same = random % SWITCH === 0 ? [] : choices.filter(({ task }) => task === last);
    const among = same.length > 0 ? same : choices;
    const { task, move, alternative } = among[Math.floor(random / SWITCH) % among.length]!;
    last = task;
    try {
      move.step(state, alternative);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return;
    }
    packing.learn(state, move.writes);
  }
}
