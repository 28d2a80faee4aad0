// Backwards along one thread: to its latest event, or to the call that it is in.
import { entryOf } from '../history/frame-entry';
import type { Debuggee } from './debuggee';
import { baseFrame } from './stepping';
import type { Stop } from '../stops/stop';

/** Goes to just before the thread's latest event, whatever other threads have done since. */
export function stepBackInThread(debuggee: Debuggee, task: number): Stop {
  const index = latestEvent(debuggee, task, debuggee.position);
  if (index < 0) return atStart(debuggee, task);
  return backTo(debuggee, task, index);
}

/** Goes to just before the thread's event that led into the call it is in or, from the outermost frame, to before its first event. */
export function stepBackOut(debuggee: Debuggee, task: number): Stop {
  const { execution, position, routines } = debuggee;
  const { frame } = baseFrame(debuggee, task);
  const entry = entryOf(execution, position, task, frame.activation, routines);
  const index = latestEvent(debuggee, task, entry);
  if (index < 0 && entry === position) return atStart(debuggee, task);
  return backTo(debuggee, task, index < 0 ? entry : index);
}

function atStart({ program, position }: Debuggee, task: number): Stop {
  const { name } = program.tasks[task]!;
  return { reason: 'step', task, description: 'Has not moved yet', text: `${name} has not moved before position ${position}` };
}

function backTo(debuggee: Debuggee, task: number, position: number): Stop {
  const undone = debuggee.position - position;
  debuggee.go(position);
  const { name } = debuggee.program.tasks[task]!;
  return {
    reason: 'step', task, description: 'Paused after step back',
    text: `${undone === 1 ? '1 event' : `${undone} events`} undone; ${name} is about to: ${debuggee.program.describe(debuggee.execution.state, task)}`,
  };
}

/** The index of the task's latest event before a position; -1 if it has not moved. */
function latestEvent({ execution }: Debuggee, task: number, position: number): number {
  let index = position - 1;
  while (index >= 0 && execution.choiceAt(index).task !== task) index--;
  return index;
}
