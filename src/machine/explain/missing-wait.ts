// The wait that is missing, in one sentence: what should have waited for what. It follows from the race and from what the machine finds
// when it lets one of the two tasks wait (without.ts); the paragraph in explain.ts says the rest.
import type { Program, State } from '../../compiler/program';
import { blockedReason } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { callAt, makesProgress } from '../verdict/call-progress';
import { isBroken } from './causes';
import { falseOnModelError } from './false-on-model-error';
import { briefly, nextPhrase, pastPhrase } from './phrases';
import { raceOf, type Race } from './race';
import { firstEvent, type Search } from './without';

/** Events of one task until it waits. */
const MOST_EVENTS = 1_000;

export interface MissingWait {
  /** Names events by their numbers, from 1, as in "event 40". */
  readonly sentence: string;
  /** The indices of those events. */
  readonly events: readonly number[];
  /** The same as an arrow between two tasks, where it is one. */
  readonly arrow?: MissingArrow;
  /** Of a livelock: who never returns from what. */
  readonly brief?: string;
}

/** A few words for where there is no room for the sentence: "truncator should have waited for reader to unpin page 0". */
export function briefOf({ tasks }: Program, missing: MissingWait | null): string | undefined {
  const { arrow, brief } = missing ?? {};
  return arrow ? `${tasks[arrow.task]!.name} ${arrow.label}` : brief;
}

/** `wait`: the task should have waited for the other one before its event. `wake`: it sleeps, and the other one should have woken it. */
export interface MissingArrow {
  readonly kind: 'wait' | 'wake';
  readonly task: number;
  /** The index of the event that came too early, or with which the task went to sleep. */
  readonly event: number;
  readonly other: number;
  /** The index of the event of the other task that it is about. */
  readonly otherEvent: number;
  /** What follows the name of the task: "should have waited for reader to unpin page 0". */
  readonly label: string;
}

/** For the violation of a property by event `index`. `known`: as in `explainViolation`. */
export function missingWait(execution: Execution, index: number, property: string, known?: Race | null): MissingWait {
  const race = known === undefined ? raceOf(execution, index, property) : known;
  if (!race) return alone(execution, index);
  if (race.kind === 'stale') return missingLook(execution, race);
  return leftAsleep(execution, race) ?? missingDelay(execution, race, property);
}

/** One task did it alone, or an edit did: nobody could have waited. */
function alone(execution: Execution, index: number): MissingWait {
  if (execution.choiceAt(index).edit) {
    return { sentence: `Event ${index + 1} (${execution.eventAt(index).text}) was made by hand: nothing could have waited for it.`, events: [index] };
  }
  return { sentence: `${pastPhrase(execution, index)}, and no other thread had a part in it: no wait is missing.`, events: [index] };
}

/** The task went on with what it knew, though it was not so any more. */
function missingLook(execution: Execution, { first, second, end }: Race): MissingWait {
  const reader = nameOf(execution, first.index);
  const { path } = execution.program.slots[second.slot!]!;
  return {
    sentence: `${pastPhrase(execution, second.index)}, which changed ${path}, while ${reader} still relied on what it had seen there at event ${first.index + 1}: `
      + `${reader} should have looked again before event ${end + 1}, or ${nameOf(execution, second.index)} should have waited for it.`,
    events: [second.index, first.index, end],
  };
}

/** The event that broke the property ended what the second access waits for, and left its task asleep. */
function leftAsleep(execution: Execution, { first, second, end }: Race): MissingWait | undefined {
  const { program } = execution;
  const [waker, sleeper] = [execution.choiceAt(end).task, execution.choiceAt(second.index).task];
  if (waker === sleeper || end === second.index) return undefined;
  const blocked = program.blocked(execution.stateAt(end + 1), sleeper);
  const isOver = first.slot !== undefined && execution.stateAt(end)[first.slot] !== execution.stateAt(end + 1)[first.slot];
  if (!blocked || !isOver) return undefined;
  const name = program.tasks[sleeper]!.name;
  return {
    sentence: `${pastPhrase(execution, end)} and did not wake ${name}, which ${pastPhrase(execution, second.index, sleeper)} and ${briefly(blocked.text)}: `
      + `${program.tasks[waker]!.name} should have woken it.`,
    events: [end, second.index],
    arrow: { kind: 'wake', task: sleeper, event: second.index, other: waker, otherEvent: end, label: `should have been woken by ${program.tasks[waker]!.name}` },
  };
}

/** One of the two accesses should have waited until what the other task did was over. */
function missingDelay(execution: Execution, race: Race, property: string): MissingWait {
  const { first, second } = race;
  const events = [second.index, first.index];
  const [claimant, late] = [execution.choiceAt(first.index).task, execution.choiceAt(second.index).task];
  const waiter = nameOf(execution, second.index);
  const release = releaseOf(execution, race, property);
  const done = pastPhrase(execution, second.index);
  const made = pastPhrase(execution, first.index);
  const between = (event: number, otherEvent: number): Omit<MissingArrow, 'label'> => (
    { kind: 'wait', task: execution.choiceAt(event).task, event, other: execution.choiceAt(otherEvent).task, otherEvent });
  if (typeof release === 'object') {
    const releaser = execution.program.tasks[release.task]!.name;
    const then = release.task === claimant
      ? `while ${releaser}, which ${pastPhrase(execution, first.index, claimant)}, had yet to ${briefly(release.text)}`
      : `after ${made} and before ${releaser} could ${briefly(release.text)}`;
    const label = `should have waited for ${releaser} to ${briefly(release.text)}`;
    return { sentence: `${done} ${then}: ${waiter} should have waited for that.`, events, arrow: { ...between(second.index, first.index), label } };
  }
  const call = callAt(execution, second.index, late);
  if (call?.begin !== undefined && call.begin < first.index && isOverWithout(execution, race, property)) {
    return {
      sentence: `${pastPhrase(execution, first.index)} while ${waiter} was in ${call.function}, which it began with event ${call.begin + 1} `
        + `and which was still to ${nextPhrase(execution, second.index)}: ${nameOf(execution, first.index)} should have waited until that call was over.`,
      events: [first.index, call.begin, second.index],
      arrow: { ...between(first.index, call.begin), label: `should have waited until ${call.function} of ${waiter} was over` },
    };
  }
  const standing = `${done} after ${made}`;
  if (release === 'unknown') {
    const label = `should have waited for ${nameOf(execution, first.index)}`;
    return { sentence: `${standing}, which still stood: ${waiter} should have waited until that was over.`, events, arrow: { ...between(second.index, first.index), label } };
  }
  const why = blockedBy(execution, second.index, claimant, late);
  return {
    sentence: why === undefined
      ? `${standing}, which nobody would ever have undone: no wait would have ended.`
      : `${standing}. A wait at that point would have been a deadlock: ${nameOf(execution, first.index)} ${why}.`,
    events,
  };
}

/**
 * The event after which the claim of the first access would have been gone and the second harmless, had its task waited. First without
 * other processes: what they do is chance.
 */
function releaseOf(execution: Execution, { first, second }: Race, property: string): Search {
  const { program } = execution;
  const start = execution.stateAt(second.index);
  const late = execution.choiceAt(second.index);
  if (first.slot === undefined) return 'unknown';
  const claim = start[first.slot];
  const isHarmless = (state: State): boolean => falseOnModelError(() => {
    if (late.alternative >= program.enabled(state, late.task)) return true;
    const after = state.slice();
    program.step(after, late.task, late.alternative);
    return !isBroken(program, after, property);
  });
  const options = {
    isSought: (_before: State, _task: number, _alternative: number, after: State) => after[first.slot!] !== claim && isHarmless(after),
    isAllowed: (after: State) => !isBroken(program, after, property),
  };
  const others = program.tasks.filter(({ index }) => index !== late.task);
  const few = others.filter(({ index, kind }) => kind === 'agent' || index === execution.choiceAt(first.index).task);
  const found = firstEvent(program, start, few.map(({ index }) => index), options);
  return typeof found === 'object' || few.length === others.length ? found : firstEvent(program, start, others.map(({ index }) => index), options);
}

/** Whether the second task's call would have come to its end, had the first task waited before its access. */
function isOverWithout(execution: Execution, { first, second }: Race, property: string): boolean {
  const { program } = execution;
  const [claimant, late] = [execution.choiceAt(first.index).task, execution.choiceAt(second.index).task];
  const movers = program.tasks.filter(({ index, kind }) => index === late || (kind === 'agent' && index !== claimant)).map(({ index }) => index);
  return typeof firstEvent(program, execution.stateAt(first.index), movers, {
    isSought: (before, task, alternative) => task === late && makesProgress(program, before, task, alternative),
    isAllowed: (after) => !isBroken(program, after, property),
  }) === 'object';
}

/** How the first task comes to wait for what the second one holds, if that one waits; undefined if it does not. */
function blockedBy(execution: Execution, position: number, claimant: number, late: number): string | undefined {
  const { program } = execution;
  const state = execution.stateAt(position).slice();
  const movers = program.tasks.filter(({ index, kind }) => index === claimant || (kind === 'agent' && index !== late));
  for (let events = 0; events < MOST_EVENTS; events++) {
    if (!movers.some(({ index }) => falseOnModelError(() => perform(program, state, index)))) break;
  }
  const blocked = program.blocked(state, claimant);
  return blocked?.holders.includes(late) ? blockedReason(program, { ...blocked, holders: [late] }) : undefined;
}

/** Whether the task can perform an event: then it has. */
function perform(program: Program, state: State, task: number): boolean {
  if (program.enabled(state, task) === 0) return false;
  program.step(state, task, 0);
  return true;
}

function nameOf(execution: Execution, index: number): string {
  return execution.eventAt(index).task.name;
}
