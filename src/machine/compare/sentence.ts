// What differs between two executions, in one sentence: where they part, what one side does there and the other does not, and how each of them
// ends. It follows from the executions alone.
// Where one side goes wrong, the sentence is about its decisive event (decisive.ts). What the other side does about this event is the difference
// that is told.
import type { Execution } from '../execution/execution';
import type { Alignment } from './align';
import { decisiveEvent, endClause, stuckThreads } from './decisive';
import { changesText, does, eventOf, infinitive, threadDoes, waits, where } from './phrases';
import { otherOf, Sides, type SideName, type Told } from './sides';
import { blockedSpans } from './waits';

export type { Told } from './sides';

/** Where nothing on the side that is right tells why: then the other one does. */
const HARMLESS = ', which breaks nothing';

export function sentenceOf(left: Told, right: Told, alignment: Alignment): string {
  const { parting } = alignment;
  if (parting === undefined) {
    const { length } = left.execution;
    return length === 0 ? 'Nothing has happened on either side.' : `Both sides are alike in all of their ${length} events: ${bothEnd(left, right)}.`;
  }
  const sides = new Sides({ left, right }, alignment, parting);
  const begin = `They part at event ${parting + 1}`;
  if (left.ending.isWrong !== right.ending.isWrong) return `${begin}${aboutWrong(sides, left.ending.isWrong ? 'left' : 'right')}.`;
  return `${begin}: ${where(left.title)} ${goesOn(sides, 'left')}, ${where(right.title)} ${goesOn(sides, 'right')}; ${bothEnd(left, right)}.`;
}

function bothEnd(left: Told, right: Told): string {
  const [one, other] = [endsHow(left), endsHow(right)];
  return one === other ? one : `${where(left.title)} ${one}, ${where(right.title)} ${other}`;
}

function endsHow({ ending: { verdict, text } }: Told): string {
  switch (verdict) {
    case 'holds': return 'nothing goes wrong';
    case 'violates': return `it ${text}`;
    case 'unfinished': return `it is ${text}`;
    default: return `it ends in a ${text}`;
  }
}

/** What a side does where they part. */
function goesOn(sides: Sides, side: SideName): string {
  const { execution } = sides.of(side);
  const { execution: other } = sides.of(otherOf(side));
  const { parting } = sides;
  const thread = parting < other.length ? other.eventAt(parting).task.name : undefined;
  if (thread !== undefined && (parting >= execution.length || execution.eventAt(parting).task.name !== thread)) {
    const task = sides.taskOf(side, thread);
    const [span] = task === undefined ? [] : blockedSpans(execution, task, parting, parting);
    if (span) return `${thread} ${waits(span)}`;
  }
  if (parting >= execution.length) return 'nothing more happens';
  const { kind, left, right } = sides.partingRow;
  const isPair = kind === 'different' && left !== undefined && right !== undefined;
  const counterpart = isPair && isSameText(sides) ? (side === 'left' ? right : left) : undefined;
  const effect = counterpart === undefined ? [] : sides.onlyEffects(side, parting, counterpart);
  const inside = counterpart === undefined ? '' : sides.inFunction(side, parting, counterpart);
  return `${threadDoes(execution, parting)}${inside}${effect.length > 0 ? `, which changes ${changesText(effect)}` : ''}`;
}

/** Of the two events in the row in which they part. */
function isSameText(sides: Sides): boolean {
  const { left, right } = sides.partingRow;
  return left !== undefined && right !== undefined && sides.of('left').execution.eventAt(left).text === sides.of('right').execution.eventAt(right).text;
}

function aboutWrong(sides: Sides, wrong: SideName): string {
  const good = otherOf(wrong);
  const [bad, better] = [sides.of(wrong), sides.of(good)];
  const event = decisiveEvent(bad.execution, bad.ending, sides.parting);
  const thread = event === undefined ? stuckThreads(bad.execution)[0] : bad.execution.choiceAt(event).task;
  const name = thread === undefined ? undefined : bad.execution.program.tasks[thread]?.name;
  const counterpart = event === undefined ? undefined : sides.pairOf(wrong, event);
  const instead = name === undefined ? goesOn(sides, good) : event === undefined ? goesOnWaiting(sides, good, name) : insteadOf(sides, good, event, name, counterpart);
  const isSaid = counterpart !== undefined;
  const effect = event !== undefined && isSaid ? sides.onlyEffects(wrong, event, counterpart) : [];
  const inside = event === undefined || counterpart === undefined ? '' : sides.inFunction(wrong, event, counterpart);
  const extra = event !== undefined && instead.endsWith(HARMLESS) ? sides.extraEvent(wrong, event) : undefined;
  return `${lead(sides, wrong, name, event)}: ${where(better.title)} ${instead}; ${where(bad.title)} ${endClause(bad.execution, bad.ending, event, { isSaid, effect, extra, inside })}`;
}

/** What the thread of the decisive event does on the side that is right. */
function insteadOf(sides: Sides, good: SideName, event: number, thread: string, counterpart: number | undefined): string {
  const { execution } = sides.of(good);
  const { execution: bad } = sides.of(otherOf(good));
  const span = sides.extraWait(good, thread, counterpart ?? execution.length, event);
  const next = sides.nextOf(good, thread);
  // What it does later than something else, where it never comes to the decisive event, is no answer to that.
  if (span && (counterpart !== undefined || next === undefined || span.from <= next)) {
    const sleeps = `${thread} ${waits(span)}`;
    if (span.until >= execution.length) return `${sleeps} to the end`;
    const during = `, from event ${span.from} to ${eventOf(execution, span.until)}`;
    return counterpart === undefined ? `${sleeps}${during}` : `${sleeps}${during}, and ${does(bad, event)} only at event ${counterpart + 1}`;
  }
  if (counterpart === undefined) {
    const other = sides.insteadOf(otherOf(good), event) ?? (next !== undefined && sides.pairOf(good, next) === undefined ? next : undefined);
    return other === undefined ? `${thread} does not ${infinitive(bad, event)}` : `${threadDoes(execution, other)} at event ${other + 1}`;
  }
  const at = `${threadDoes(bad, event)}${sides.inFunction(good, counterpart, event)} at event ${counterpart + 1}`;
  const earlier = sides.comesBefore(good, counterpart, event);
  if (earlier !== undefined) return `${at}, after ${eventOf(execution, earlier)}`;
  const later = sides.comesAfter(good, counterpart, event);
  if (later !== undefined) return `${at}, before ${eventOf(execution, later)}`;
  const effect = sides.onlyEffects(good, counterpart, event);
  if (effect.length > 0) return `${at}, which changes ${changesText(effect)}`;
  const extra = sides.extraEvent(good, counterpart);
  return extra === undefined ? `${at}${HARMLESS}` : `${threadDoes(execution, extra)} at event ${extra + 1}, and ${does(bad, event)} only at event ${counterpart + 1}`;
}

/** What becomes of a thread that waits for ever, or never returns, on the other side. */
function goesOnWaiting(sides: Sides, good: SideName, thread: string): string {
  const { execution } = sides.of(good);
  const { execution: bad } = sides.of(otherOf(good));
  const [task, badTask] = [sides.taskOf(good, thread), sides.taskOf(otherOf(good), thread)!];
  if (task === undefined) return `there is no ${thread}`;
  const [last] = blockedSpans(bad, badTask, bad.length, bad.length);
  if (!last) return throughText(execution, task);
  const same = blockedSpans(execution, task, 0, execution.length).findLast(({ text }) => text === last.text);
  if (!same) return `${thread} never ${waits(last)}`;
  return `${thread} ${waits(same)}${same.until < execution.length ? `, from event ${same.from} to ${eventOf(execution, same.until)}` : ''}`;
}

function throughText(execution: Execution, task: number): string {
  const { name } = execution.program.tasks[task]!;
  const last = execution.lastEventBefore(execution.length, task);
  const isOver = execution.program.location(execution.stateAt(execution.length), task).status === 'ended';
  return isOver ? `${name} comes to its end with event ${last + 1}` : `${name} goes on to event ${last + 1}`;
}

/** What parts the sides, where that is another event than what is told of them. */
function lead(sides: Sides, wrong: SideName, thread: string | undefined, decisive: number | undefined): string {
  const good = otherOf(wrong);
  const { [good]: own, [wrong]: others, kind } = sides.partingRow;
  const said = (side: SideName, event: number, effect = ''): string => ` (${where(sides.of(side).title)} ${threadDoes(sides.of(side).execution, event)}${effect})`;
  if (kind === 'different' && own !== undefined && others !== undefined && isSameText(sides)) {
    if (others === decisive) return '';
    const more = sides.onlyEffects(good, own, others);
    if (more.length > 0) return said(good, own, `, which changes ${changesText(more)}`);
    const fewer = sides.onlyEffects(wrong, others, own);
    if (fewer.length > 0) return said(wrong, others, `, which changes ${changesText(fewer)}`);
  }
  const { parting } = sides;
  const isAbout = ({ execution }: Told): boolean => parting < execution.length && execution.eventAt(parting).task.name === thread;
  if (parting >= sides.of(good).execution.length || isAbout(sides.of(good)) || isAbout(sides.of(wrong))) return '';
  return said(good, parting);
}
