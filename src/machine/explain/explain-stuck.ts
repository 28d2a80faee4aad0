// Why no task is enabled any more, in one paragraph: which sleep, where and since when, what for, which could have ended it, and
// which wake-up was lost.
import type { Blocked, FrameInfo, Program, State } from '../../compiler/program';
import { joinNames } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { heldSince } from './lost-wakeup';
import { capitalized, changePhrase, eventPhrase } from './phrases';
import type { Stuck } from '../verdict/verdict';
import { fieldsWaitedFor, lastEventOf, missedWakeUp } from './wake-up';

const FIELDS_TOLD = 3;

/** The reason of a deadlock or hang at the end of an execution. */
export function explainStuck(execution: Execution, { reason, tasks, cycle }: Stuck): string {
  const nameOf = (task: number): string => execution.program.tasks[task]!.name;
  if (!cycle) {
    const texts = tasks.map((task) => `${sleepText(execution, task)}. ${wakeupText(execution, task)}.`);
    return [...texts, `Nobody is left to wake ${tasks.length === 1 ? nameOf(tasks[0]!) : 'them'}.`].join(' ');
  }
  const links = cycle.map((task, index) => `${linkText(execution, task, cycle[(index + 1) % cycle.length]!)}.`);
  const others = tasks.filter((task) => !cycle.includes(task)).map((task) => `${sleepText(execution, task)}.`);
  const end = cycle.length === 1 ? `${nameOf(cycle[0]!)} waits for itself.` : 'None of them lets go before it has what it waits for.';
  return [`${reason}.`, ...links, end, ...others].join(' ');
}

/** Who sleeps where, since when, what for, and who could end it. */
function sleepText(execution: Execution, task: number): string {
  const { blocked } = blockedAtEnd(execution, task);
  const holders = blocked.holders.map((holder) => holderText(execution, task, holder));
  return `${standText(execution, task)} and ${blocked.text}${holders.length > 0 ? `, held by ${joinNames(holders)}` : ''}`;
}

/** One link of a cycle. */
function linkText(execution: Execution, task: number, holder: number): string {
  return `${standText(execution, task)} and ${blockedAtEnd(execution, task).blocked.text}, held by ${holderText(execution, task, holder)}`;
}

/** `onlooker since event 52 (map page 0), which has reached its end`: since when the holder has what the task waits for. */
function holderText(execution: Execution, task: number, holder: number): string {
  const { program, state } = blockedAtEnd(execution, task);
  const since = heldSince(execution, task, holder);
  const isGone = program.location(state, holder).status === 'ended';
  return program.tasks[holder]!.name
    + (since === undefined ? '' : ` since ${eventPhrase(execution, since, holder)}`)
    + (isGone ? ', which has reached its end' : '');
}

/** `truncator stands in schedule (called by ftruncate) since event 38 (go to sleep)`. */
function standText(execution: Execution, task: number): string {
  const { program, length } = execution;
  const last = lastEventOf(execution, task);
  const since = last === undefined ? 'from the beginning' : `since ${eventPhrase(execution, last, task)}`;
  return `${program.tasks[task]!.name} stands in ${functionText(program.location(execution.stateAt(length), task).frames)} ${since}`;
}

/** The innermost function, and the one that the process called. */
function functionText(frames: readonly FrameInfo[]): string {
  const inner = frames[0]!.function;
  const outer = frames[frames.length - 2]?.function ?? inner;
  return outer === inner ? inner : `${inner} (called by ${outer})`;
}

/** The lost wake-up of the task; if there is none, the last change of what it waits for. */
function wakeupText(execution: Execution, task: number): string {
  const { name } = execution.program.tasks[task]!;
  const wakeUp = missedWakeUp(execution, task);
  if (wakeUp.kind === 'lost') {
    return `${capitalized(eventPhrase(execution, wakeUp.event))} was a lost wake-up: it would have woken ${name}, but came before ${name} slept`;
  }
  if (wakeUp.kind === 'untouched') return 'Nobody else has ever changed what it waits for';
  const { change, isLate } = wakeUp;
  const { holders } = blockedAtEnd(execution, task).blocked;
  if (holders.some((holder) => heldSince(execution, task, holder) === change.index)) return `Nobody has changed this since event ${change.index + 1}`;
  const [before, after] = [execution.stateAt(change.index), execution.stateAt(change.index + 1)];
  const slots = fieldsWaitedFor(execution, task).filter((slot) => before[slot] !== after[slot]).slice(0, FIELDS_TOLD);
  const changed = joinNames(slots.map((slot) => changePhrase(execution, change.index, slot)));
  const timing = isLate ? `this did not wake ${name}` : `this was before ${name} slept`;
  return `What it waits for changed last in ${eventPhrase(execution, change.index)}, ${changed}: ${timing}`;
}

function blockedAtEnd(execution: Execution, task: number): { program: Program; state: State; blocked: Blocked } {
  const { program } = execution;
  const state = execution.stateAt(execution.length);
  return { program, state, blocked: program.blocked(state, task)! };
}
