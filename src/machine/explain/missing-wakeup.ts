// Who should have woken whom, in one sentence: for a deadlock, a hang, and a livelock.
import { joinNames, whyNot } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { callAt } from '../verdict/call-progress';
import type { Livelock } from '../verdict/livelock';
import type { Stuck } from '../verdict/verdict';
import type { MissingArrow, MissingWait } from './missing-wait';
import { briefly, eventPhrase, pastPhrase } from './phrases';
import { fieldsWaitedFor, lastEventOf, wakeUpOf } from './wake-up';

/** Events of a loop that are named. */
const CHANGES_TOLD = 3;

/** For a deadlock or hang at the end of an execution. */
export function missingWakeup(execution: Execution, { tasks, cycle }: Stuck): MissingWait {
  if (!cycle) {
    const arrow = tasks.map((task) => wakeUpArrow(execution, task)).find((found) => found !== undefined);
    return { ...joined(tasks.map((task) => sleeperSentence(execution, task))), ...(arrow && { arrow }) };
  }
  const links = cycle.map((task) => sleepPhrase(execution, task));
  const end = cycle.length === 1 ? 'nobody else could wake it' : `each has what the one before it waits for, and none can go first`;
  return { sentence: `${links.map(({ sentence }) => sentence).join(', ')}: ${end}.`, events: links.flatMap(({ events }) => events) };
}

/** `truncator sleeps until page 0 is idle since event 38` */
function sleepPhrase(execution: Execution, task: number): MissingWait {
  const { program, length } = execution;
  const asleep = lastEventOf(execution, task);
  const text = briefly(program.blocked(execution.stateAt(length), task)!.text);
  return {
    sentence: `${program.tasks[task]!.name} ${text}${asleep === undefined ? '' : ` since event ${asleep + 1}`}`,
    events: asleep === undefined ? [] : [asleep],
  };
}

function sleeperSentence(execution: Execution, task: number): MissingWait {
  const { program, length } = execution;
  const { sentence, events } = sleepPhrase(execution, task);
  const { name } = program.tasks[task]!;
  const wakeUp = wakeUpOf(execution, task);
  switch (wakeUp.kind) {
    case 'held': {
      const { holder, since } = wakeUp;
      const whose = program.tasks[holder]!.name;
      const why = whyNot(program, execution.stateAt(length), holder);
      const had = since === undefined ? '' : `, which ${pastPhrase(execution, since, holder)},`;
      return { sentence: `${sentence}: ${whose}${had} ${why ?? 'goes on'} and never lets go of it.`, events: [...events, ...(since === undefined ? [] : [since])] };
    }
    case 'lost': return {
      sentence: `${sentence}: ${eventPhrase(execution, wakeUp.event)} would have woken it, but came too early. ${name} should have looked again before it slept, or been woken later.`,
      events: [...events, wakeUp.event],
    };
    case 'none': {
      const { change: { index }, isLate } = wakeUp;
      const changer = execution.eventAt(index).task.name;
      return {
        sentence: isLate
          ? `${sentence}: ${pastPhrase(execution, index)} and should have woken ${name}, but did not.`
          : `${sentence}: ${changer} was the last to change what it waits for, when it ${pastPhrase(execution, index, execution.choiceAt(index).task)}, and nobody is left to wake ${name}.`,
        events: [...events, index],
      };
    }
    case 'untouched': return { sentence: `${sentence}: no other thread has ever changed what it waits for, and nobody is left to wake ${name}.`, events };
  }
}

/** From who has what the task waits for, or could have woken it, to the task. */
function wakeUpArrow(execution: Execution, task: number): MissingArrow | undefined {
  const wakeUp = wakeUpOf(execution, task);
  const event = lastEventOf(execution, task);
  if (event === undefined || wakeUp.kind === 'untouched') return undefined;
  const otherEvent = wakeUp.kind === 'held' ? wakeUp.since : wakeUp.kind === 'lost' ? wakeUp.event : wakeUp.change.index;
  if (otherEvent === undefined || execution.choiceAt(otherEvent).edit) return undefined;
  const { index: other, name } = execution.eventAt(otherEvent).task;
  const label = wakeUp.kind === 'held' ? `waits for ${name}, which never lets go`
    : wakeUp.kind === 'lost' ? `was woken by ${name} too early` : wakeUp.isLate ? `should have been woken by ${name}` : 'has nobody left to wake it';
  return { kind: 'wake', task, event, other, otherEvent, label };
}

/** What keeps the loop of a livelock going. */
export function keptGoing(execution: Execution, { begin, end, starved }: Livelock): MissingWait {
  return joined(starved.map((task) => starvedSentence(execution, begin, end, task)));
}

function starvedSentence(execution: Execution, begin: number, end: number, task: number): MissingWait {
  const { program } = execution;
  const loop = Array.from({ length: end - begin }, (_, offset) => begin + offset);
  const movers = [...new Set(loop.map((index) => execution.choiceAt(index).task))];
  const never = `${program.tasks[task]!.name} never returns from ${callAt(execution, end, task)!.function}`;
  const round = `${loop.length === 1 ? `event ${end}` : `events ${begin + 1} to ${end}`} of ${joinNames(movers.map((mover) => program.tasks[mover]!.name))}`;
  const bounds = [...new Set([begin, end - 1])];
  const asleep = loop.find((position) => program.blocked(execution.stateAt(position), task) !== undefined);
  if (asleep === undefined) return { brief: never, sentence: `${never}: ${round} ${loop.length === 1 ? 'leads back to where it began' : 'lead back to where they began'}, and it waits for nobody.`, events: bounds };
  const sleeps = `${never}, where it ${briefly(program.blocked(execution.stateAt(asleep), task)!.text)}`;
  const fields = fieldsWaitedFor(execution, task, asleep);
  const changes = loop.filter((index) => execution.choiceAt(index).task !== task
    && fields.some((slot) => execution.stateAt(index)[slot] !== execution.stateAt(index + 1)[slot])).slice(0, CHANGES_TOLD);
  if (changes.length === 0) return { brief: never, sentence: `${sleeps}: ${round} can repeat for ever and change${loop.length === 1 ? 's' : ''} nothing that it waits for.`, events: bounds };
  return { brief: never, sentence: `${sleeps}: ${joinNames(changes.map((index) => pastPhrase(execution, index)))}, which can repeat for ever.`, events: changes };
}

function joined(sentences: readonly MissingWait[]): MissingWait {
  const brief = sentences[0]?.brief;
  return { sentence: sentences.map(({ sentence }) => sentence).join(' '), events: sentences.flatMap(({ events }) => events), ...(brief !== undefined && { brief }) };
}
