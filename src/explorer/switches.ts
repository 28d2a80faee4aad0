// Among schedules of one length, the one that changes tasks least often is the easiest to follow.
import { ModelError, type Program } from '../compiler/program';
import type { Choice } from '../machine/choice';
import { Execution } from '../machine/execution';

type Goal = (execution: Execution) => boolean;

/**
 * Moves events of one task together as long as the schedule still fits and still reaches the goal. The result has the
 * same events of every task in the same order. It is a local optimum, not always the best.
 */
export function fewerSwitches(program: Program, choices: readonly Choice[], isGoal: Goal): readonly Choice[] {
  let best = choices;
  for (let better: readonly Choice[] | undefined = best; better; ) {
    best = better;
    better = rearrangements(best).find((candidate) => reaches(program, candidate, isGoal));
  }
  return best;
}

/** Every schedule that has one block of events moved to a neighbouring block of the same task. */
function rearrangements(choices: readonly Choice[]): Choice[][] {
  const blocks: Choice[][] = [];
  for (const choice of choices) {
    const last = blocks[blocks.length - 1];
    if (last && last[0]!.task === choice.task) last.push(choice);
    else blocks.push([choice]);
  }
  return blocks.flatMap((block, index) => {
    const earlier = blocks.findLastIndex((other, at) => at < index && other[0]!.task === block[0]!.task);
    if (earlier < 0) return [];
    const [before, between, after] = [blocks.slice(0, earlier), blocks.slice(earlier + 1, index), blocks.slice(index + 1)];
    const merged = [...blocks[earlier]!, ...block];
    return [
      [...before, merged, ...between, ...after].flat(),
      [...before, ...between, merged, ...after].flat(),
    ];
  });
}

function reaches(program: Program, choices: readonly Choice[], isGoal: Goal): boolean {
  const execution = new Execution(program);
  try {
    for (const choice of choices) {
      if (choice.alternative >= program.enabled(execution.state, choice.task)) return false;
      execution.advance(choice);
    }
    return isGoal(execution);
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
