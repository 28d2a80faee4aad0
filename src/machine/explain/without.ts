// What would have happened without one task: the counterfactual behind "it should have waited". It is found by search, from a state of
// the execution, with every order of the events of the others.
import type { Program, State } from '../../compiler/program';
import { falseOnModelError } from './false-on-model-error';

/** States looked at. A pin is over after some dozens. */
const MOST_STATES = 3_000;

/** An event that was looked for: who performs it, its text, and the innermost function. */
export interface Met {
  readonly task: number;
  readonly text: string;
  readonly function: string;
}

/** `never`: no execution has such an event. `unknown`: none was found among as many states as are looked at. */
export type Search = Met | 'never' | 'unknown';

/**
 * The nearest event of `movers` for which `isSought` holds, of its states before and after. `isAllowed` ends the executions that
 * are of no interest. The nearest is the one that needs fewest events; of equally near ones that of the lowest task.
 */
export function firstEvent(
  program: Program, start: State, movers: readonly number[],
  { isSought, isAllowed }: { isSought(before: State, task: number, alternative: number, after: State): boolean; isAllowed(after: State): boolean },
): Search {
  const seen = new Set([start.join()]);
  const queue = [start];
  for (const before of queue) {
    for (const task of movers) {
      let alternatives = 0;
      falseOnModelError(() => (alternatives = program.enabled(before, task)) > 0);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const after = before.slice();
        const isPossible = falseOnModelError(() => { program.step(after, task, alternative); return isAllowed(after); });
        if (!isPossible) continue;
        if (isSought(before, task, alternative, after)) {
          const { frames } = program.location(before, task);
          return { task, text: program.describe(before, task), function: frames[0]!.function };
        }
        const key = after.join();
        if (seen.has(key)) continue;
        if (seen.size >= MOST_STATES) return 'unknown';
        seen.add(key);
        queue.push(after);
      }
    }
  }
  return 'never';
}
