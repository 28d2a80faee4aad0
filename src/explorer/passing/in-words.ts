// The other half of a counterexample, in two sentences.
import type { Execution } from '../../machine/execution/execution';
import { joinNames } from '../../machine/execution/blocking';
import { lastChanceSentence, LOST_AT_ONCE, LOST_NEVER } from '../../machine/explain/last-chance';
import { briefly, eventPhrase } from '../../machine/explain/phrases';
import type { PassingAnswer } from '../../machine/verdict/avoidable';
import { perform } from '../counterexample/counterexample';
import type { PassingRun } from './nearest-passing-run';
import type { Passing } from './passing';

/** Groups of moved events that are named. */
const MOST_TOLD = 5;

export type PassingText = Pick<PassingAnswer, 'lastChance' | 'nearest'>;

export function passingText(execution: Execution, { avoidable, pointOfNoReturn, nearest }: Passing): PassingText {
  if (avoidable === 'no') return { lastChance: LOST_AT_ONCE };
  if (avoidable === 'endless') return { lastChance: 'No order of events comes to a good end; executions that go right go on for ever.' };
  if (avoidable === 'unknown' || (pointOfNoReturn === undefined && nearest === 'unknown')) return { lastChance: 'Until when it could have gone right is not known: too much can follow to look at all of it.' };
  const lastChance = pointOfNoReturn === undefined ? LOST_NEVER : lastChanceSentence(execution, pointOfNoReturn);
  if (nearest === 'unknown') return { lastChance, nearest: 'Which run that goes right is nearest is not known: there are too many to compare.' };
  if (nearest === 'none') return { lastChance, nearest: 'Every run that goes right has more moved events than were looked for.' };
  // With a loop that is left, and no event moved.
  if (nearest.left.length === 0 && nearest.inserted.length === 0) return { lastChance };
  return { lastChance, nearest: `Goes right if ${differenceText(execution, nearest)}.` };
}

function differenceText(execution: Execution, run: PassingRun): string {
  const other = perform(execution.program, run.choices);
  const left = grouped(execution, run.left);
  const inserted = grouped(other, run.inserted);
  const texts = [
    ...left.map((group) => leftText(execution, other, group)),
    // An event that comes earlier than in the counterexample was left out there, too, and is told with that.
    ...inserted.filter(([first]) => !left.some(([index]) => isSame(execution, index!, other, first!))).map(([first]) => insertedText(execution, other, run, first!)),
  ];
  const more = texts.length - MOST_TOLD;
  return joinNames(more > 0 ? [...texts.slice(0, MOST_TOLD), `${more} more are moved`] : texts);
}

/** `event 40 of truncator (take block 0 away) comes after "unpin page 0" of reader` */
function leftText(execution: Execution, other: Execution, group: readonly number[]): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const what = first === last ? eventPhrase(execution, first) : `what ${execution.eventAt(first).task.name} does from ${eventPhrase(execution, first, execution.choiceAt(first).task)} to event ${last + 1}`;
  const at = Array.from({ length: other.length }, (_, index) => index).find((index) => isSame(execution, first, other, index));
  if (at === undefined) return `${what} does not happen`;
  return at === 0 ? `${what} comes first` : `${what} comes after ${eventPhraseOf(other, at - 1)}`;
}

/** `“unpin page 0” of reader comes before event 40 of truncator (take block 0 away)` */
function insertedText(execution: Execution, other: Execution, run: PassingRun, index: number): string {
  const next = nextOf(run, index);
  // A livelock goes wrong by what comes for ever, so it can go right by what comes after all of its events.
  return next < execution.length ? `${eventPhraseOf(other, index)} comes before ${eventPhrase(execution, next)}` : `${eventPhraseOf(other, index)} comes then`;
}

/** The position of the counterexample's event that comes next where the run has one in between; its length if there is none. */
function nextOf({ left, inserted }: PassingRun, index: number): number {
  const isInserted = new Set(inserted);
  const isLeft = new Set(left);
  let next = 0;
  for (let at = 0; at <= index; at++) {
    if (at > 0 && !isInserted.has(at - 1)) next++;
    while (isLeft.has(next)) next++;
  }
  return next;
}

function eventPhraseOf(other: Execution, index: number): string {
  const { task, text } = other.eventAt(index);
  return `“${briefly(text)}” of ${task.name}`;
}

/** The same event of the same task, in two executions: the one with the same number among the task's own. */
function isSame(one: Execution, index: number, other: Execution, at: number): boolean {
  const { task } = one.choiceAt(index);
  return other.choiceAt(at).task === task && numberOf(one, index) === numberOf(other, at);
}

function numberOf(execution: Execution, index: number): number {
  const { task } = execution.choiceAt(index);
  return execution.choices.slice(0, index).filter((choice) => choice.task === task).length;
}

/** Events one after the other in a list that are of one task. */
function grouped(execution: Execution, indices: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const index of indices) {
    const group = groups.at(-1);
    if (group && execution.choiceAt(group[0]!).task === execution.choiceAt(index).task) group.push(index);
    else groups.push([index]);
  }
  return groups;
}
