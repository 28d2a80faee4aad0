// The steps, rules 2, 3 and 5 of docs/semantics.md: which thread moves, and how far. Each returns the stop.
import { ModelError, type FrameInfo, type Location } from '../../compiler/program';
import type { ControlFlowEdge } from '../../machine/execution/control-flow';
import type { Choice } from '../../machine/execution/choice';
import { edgeAt, hasEntered, isNewOnLine } from '../history/frame-entry';
import type { Debuggee } from './debuggee';
import { stopForModelError } from '../stops/explanations';
import type { Stop } from '../stops/stop';
import { whatIf } from './edits';

/** A task that loops for ever on one line must not hang the debugger. */
const MOST_EVENTS = 10_000;

/** Rule 2: performs the task's next event, entering functions; with another alternative than the recorded one, if it is given. */
export function stepInto(debuggee: Debuggee, task: number, alternative?: number): Stop {
  return (alternative === undefined ? redoEdit(debuggee, task) : undefined)
    ?? unable(debuggee, task)
    ?? performEvent(debuggee, alternative === undefined ? debuggee.choiceFor(task) : { task, alternative })
    ?? debuggee.rules.after(debuggee.position)
    ?? stepped(debuggee, task);
}

/** Rule 2: runs the task until the next line of the same frame or, when that returns, of a caller. */
export function stepOver(debuggee: Debuggee, task: number): Stop {
  const { frame, callers } = baseFrame(debuggee, task);
  return runTask(debuggee, task, callers, frame, (edge, now) => isNewOnLine(edge, now, debuggee.routines));
}

/** Rule 2: runs the task until the frame returns. */
export function stepOut(debuggee: Debuggee, task: number): Stop {
  const { frame, callers } = baseFrame(debuggee, task);
  return runTask(debuggee, task, callers, frame, () => false);
}

/** Runs the task until it is not enabled, whichever frames return meanwhile. */
export function runUntilBlocked(debuggee: Debuggee, task: number): Stop {
  return runTask(debuggee, task, [], debuggee.locationOf(task).frames.at(-1)!, () => false);
}

/** Rule 5: undoes exactly one event, of whichever task. */
export function stepBack(debuggee: Debuggee): Stop {
  const { execution } = debuggee;
  if (!execution.back()) return atBeginning(debuggee);
  const { task, text } = execution.eventAt(execution.position);
  return { reason: 'step', task: task.index, description: 'Paused after step back', text: `undone: ${task.name}: ${text}` };
}

/** The stop before the first event. */
export function atBeginning(debuggee: Debuggee): Stop {
  return { reason: 'entry', task: debuggee.upcoming()?.task ?? 0, description: 'Paused at the beginning' };
}

/** Performs one event; the stop is that of a failure of the model, if it fails. */
export function performEvent(debuggee: Debuggee, choice: Choice): Stop | undefined {
  try {
    debuggee.perform(choice);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return stopForModelError(debuggee.execution, choice.task, error);
    throw error;
  }
}

/** Rule 5: an edit that is recorded next is replayed, like every recorded event, and the step ends after it. */
function redoEdit(debuggee: Debuggee, task: number): Stop | undefined {
  const edit = debuggee.recordedEdit();
  return edit && whatIf(debuggee, edit, task);
}

/** Rule 3: the stop of a step on a task that is not enabled; undefined if it is. */
function unable(debuggee: Debuggee, task: number): Stop | undefined {
  const reason = debuggee.whyNot(task);
  if (reason === undefined) return undefined;
  const { name } = debuggee.program.tasks[task]!;
  return { ...keepBase(debuggee, task), reason: 'step', task, description: 'Cannot move', text: `${name} ${reason}` };
}

/** What a step that came to where the thread is not enabled says of it, by its status. */
const ENDS = { ready: 'Blocked', idle: 'Idle', ended: 'Ended' } as const satisfies Record<Location['status'], string>;

function stepped(debuggee: Debuggee, task: number, base?: number): Stop {
  const { name } = debuggee.program.tasks[task]!;
  const reason = debuggee.whyNot(task);
  return {
    reason: 'step', task, description: reason === undefined ? 'Paused on step' : ENDS[debuggee.locationOf(task).status],
    ...(reason !== undefined && { text: `${name} ${reason}` }),
    ...(base !== undefined && { base }),
  };
}

/** Runs one task until `isThere` holds for the frame, the frame has returned, or something else stops it. */
function runTask(
  debuggee: Debuggee, task: number, callers: readonly FrameInfo[], frame: FrameInfo,
  isThere: (edge: ControlFlowEdge, frame: FrameInfo) => boolean,
): Stop {
  const refusal = redoEdit(debuggee, task) ?? unable(debuggee, task);
  if (refusal) return refusal;
  for (let events = 0; events < MOST_EVENTS; events++) {
    const stop = redoEdit(debuggee, task) ?? performEvent(debuggee, debuggee.choiceFor(task)) ?? debuggee.rules.after(debuggee.position);
    if (stop) return stop;
    const edge = edgeAt(debuggee.execution, debuggee.position, task);
    const { location } = edge;
    if (location.status !== 'ready') return stepped(debuggee, task);
    const same = location.frames.find(({ activation }) => activation === frame.activation);
    if (!same || hasEntered(edge, same, debuggee.routines)) {
      const caller = callers.find((outer) => location.frames.some(({ activation }) => activation === outer.activation));
      return stepped(debuggee, task, caller?.activation);
    }
    if (isThere(edge, same)) return stepped(debuggee, task, frame.activation);
    if (!debuggee.canMove(task)) return stepped(debuggee, task, frame.activation);
    const breakpoint = debuggee.rules.before(debuggee.position, task);
    if (breakpoint) return breakpoint;
  }
  const { name } = debuggee.program.tasks[task]!;
  return {
    reason: 'pause', task, description: 'Paused', base: frame.activation,
    text: `${name} has made ${MOST_EVENTS} events and is still there: perhaps it waits for another task in a loop`,
  };
}

/**
 * The frame in which a step goes on, and its callers. A task always rests just before an event, so after a step over it may already be
 * inside the call on the next line; the next step over means that call, not the lines inside it.
 */
export function baseFrame(debuggee: Debuggee, task: number): { frame: FrameInfo; callers: readonly FrameInfo[] } {
  const { frames } = debuggee.locationOf(task);
  const { base } = keepBase(debuggee, task);
  const index = Math.max(0, frames.findIndex(({ activation }) => activation === base));
  return { frame: frames[index]!, callers: frames.slice(index + 1) };
}

function keepBase({ stop }: Debuggee, task: number): { base?: number } {
  return stop?.task === task && stop.base !== undefined ? { base: stop.base } : {};
}
