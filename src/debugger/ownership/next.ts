// What a thread is about to do, and what that would make of the blocks: found by performing its event on a copy of the state.
import { ModelError } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Effect, Next } from '../../view/messages/ownership';
import { markCell, paired } from './comparison';
import { contentsOfState, type Contents, type Recorded } from './contents';
import { newsOf, withoutSubject } from './in-words';

/** `now` is what the present position has. */
export function nextOf(execution: Recorded, task: number, now: Contents): Next {
  const { program, position } = execution;
  const state = execution.stateAt(position);
  const { name } = program.tasks[task]!;
  const { status } = program.location(state, task);
  const reason = whyNot(program, state, task);
  return {
    task: name, letter: taskLetter(task),
    text: reason ?? withoutSubject(program.describe(state, task), name),
    status: reason === undefined ? 'ready' : status === 'ready' ? 'blocked' : status,
    effects: reason === undefined && program.enabled(state, task) === 1 ? effectsOf(execution, task, now) : [],
  };
}

function effectsOf(execution: Recorded, task: number, now: Contents): Effect[] {
  const after = execution.stateAt(execution.position).slice();
  try {
    execution.program.step(after, task, 0);
  } catch (error) {
    // Whoever performs the event will hear of it.
    if (error instanceof ModelError) return [];
    throw error;
  }
  const cells = ({ devices, memory }: Contents) => [...devices.flatMap(({ blocks }) => blocks), ...memory];
  return paired(cells(contentsOfState(execution, execution.position, after)), cells(now), ({ id }) => id, markCell).flatMap((cell) => {
    const text = newsOf(cell);
    return text === undefined ? [] : [{ cell: cell.id, text }];
  });
}
