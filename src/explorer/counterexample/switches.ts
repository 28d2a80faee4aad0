// Among schedules of one length, the one with the fewest context switches is the easiest to follow. First the one that was found is improved
// by moving events, then fewest-switches.ts looks for the best there is.
import { ModelError, type Program, type State } from '../../compiler/program';
import type { Choice } from '../../machine/execution/choice';
import type { PackedProgram } from '../store/packed-program';
import { countSwitches, fewestSwitches } from './fewest-switches';

/** Whether the state that these choices lead to is one that is sought. */
type Goal = (state: State, choices: readonly Choice[]) => boolean;

/** A schedule with few context switches. */
export interface Rearranged {
  readonly choices: readonly Choice[];
  /** No schedule of this length that reaches the goal has fewer switches. If false, there may be one. */
  readonly isMinimal: boolean;
}

/** States that the exact answer may take: at most about half a second, however long the search was. */
const MOST_STATES = 150_000;

/** The schedule that reaches the goal in as many events as the one given and with the fewest switches, as far as it can be told. */
export function withFewestSwitches(
  packed: PackedProgram, choices: readonly Choice[], isGoal: (state: State) => boolean, maxStates = MOST_STATES,
): Rearranged {
  const good = fewerSwitches(packed.program, choices, isGoal);
  const best = fewestSwitches(packed, { length: good.length, below: countSwitches(good), maxStates, isGoal });
  return best === 'unknown' ? { choices: good, isMinimal: false } : { choices: best ?? good, isMinimal: true };
}

/**
 * Moves events of one task together as long as the schedule still fits and still reaches the goal. The result has the
 * same events of every task in the same order. It is a local optimum, not always the best, but it costs next to nothing.
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
  const state = program.initial();
  try {
    for (const { task, alternative } of choices) {
      if (alternative >= program.enabled(state, task)) return false;
      program.step(state, task, alternative);
    }
    return isGoal(state, choices);
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
