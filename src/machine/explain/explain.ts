// Why a property broke, in one paragraph: what is wrong, which two accesses raced, what became of the contested object in
// the window between them, and the rule. Everything in it follows from the program and the execution.
import { isTold } from '../../compiler/program';
import { isReach } from '../../compiler/watched';
import { joinNames } from '../execution/blocking';
import type { Execution, MachineEvent } from '../execution/execution';
import { capitalized, changePhrase, eventPhrase, NONE, rulePhrase, valueAt, whosePhrase } from './phrases';
import { raceOf, type RaceAccess, type Race } from './race';

/** Fields of one object whose history is told, and values of one history. */
const FIELDS_TOLD = 3;
const VALUES_TOLD = 5;

/** The reason of a violation, for the event that carries it. Throws a RangeError if the event breaks nothing. */
export function explainViolation(execution: Execution, event: MachineEvent): string {
  const { violation, index } = event;
  if (!violation) throw new RangeError(`Event ${index} breaks nothing.`);
  const { property, text } = violation;
  if (isReach(execution.program.watched)) return `${property} is reached by ${eventPhrase(execution, index)}: ${text}.`;
  const race = raceOf(execution, index, property);
  // The race tells more of the event where it is one of the two.
  const breaker = race?.second.index === index ? `event ${index + 1} of ${event.task.name}` : eventPhrase(execution, index);
  const doc = execution.program.invariants.find(({ name }) => name === property)?.doc;
  return [
    `${property} is broken by ${breaker}: ${text}.`,
    ...(race ? [raceText(execution, race), ...aftermath(execution, race)] : []),
    ...(doc === undefined ? [] : [rulePhrase(doc)]),
  ].join(' ');
}

function raceText(execution: Execution, { kind, first, second, end }: Race): string {
  const [one, other] = [eventPhrase(execution, first.index), eventPhrase(execution, second.index)];
  const taken = second.slot === undefined ? `${other} came upon it` : `${other} changed ${changesText(execution, second.index, second.slot)}`;
  const window = `Two accesses race in the window from event ${first.index + 1} to event ${end + 1}.`;
  switch (kind) {
    case 'broken':
      return `${window} ${capitalized(one)} ${setText(execution, first)}. While that still stood, ${taken}.`;
    case 'stale': {
      const { path } = execution.program.slots[second.slot!]!;
      return `${window} ${capitalized(one)} used ${path}. Before ${execution.eventAt(end).task.name} went on with what it knew, ${taken}.`;
    }
    case 'met':
      return `${window} ${capitalized(one)} ${setText(execution, first)}. Then ${taken}.`;
  }
}

function setText(execution: Execution, { index, slot }: RaceAccess): string {
  const from = valueAt(execution, index, slot!);
  if (from !== NONE) return `changed ${changesText(execution, index, slot!)}`;
  return `set ${execution.program.slots[slot!]!.path} to ${valueAt(execution, index + 1, slot!)}`;
}

/** What the event did to the object of the field: to the field itself, then to its others. */
function changesText(execution: Execution, index: number, slot: number): string {
  const others = fieldsOfSameObject(execution, slot)
    .filter((other) => other !== slot && execution.stateAt(index)[other] !== execution.stateAt(index + 1)[other]);
  return joinNames([slot, ...others].slice(0, FIELDS_TOLD).map((each) => changePhrase(execution, index, each)));
}

/** What else became of the contested object in the window: only what the race itself does not say. */
function aftermath(execution: Execution, { first, second, end }: Race): string[] {
  const contested = second.slot ?? first.slot!;
  const [from, to] = [first.index + 1, end + 1];
  const histories = fieldsOfSameObject(execution, contested)
    .filter((slot) => slot === contested || execution.stateAt(from)[slot] !== execution.stateAt(to)[slot])
    .sort((a, b) => Number(b === contested) - Number(a === contested) || a - b)
    .map((slot) => ({ slot, changes: changesOf(execution, slot, from, to) }))
    .filter(({ changes }) => changes.some((index) => index !== first.index && index !== second.index))
    .slice(0, FIELDS_TOLD);
  if (histories.length === 0) return [];
  return [`In the window ${histories.map(({ slot, changes }) => historyText(execution, slot, changes)).join(', ')}.`];
}

function fieldsOfSameObject({ program: { slots } }: Execution, slot: number): number[] {
  const { type, id } = slots[slot]!.field!;
  return [...slots.keys()].filter((other) => isTold(slots[other]!) && slots[other]!.field?.type === type && slots[other]!.field.id === id);
}

/** The events in which a field changed, from one position to another. */
function changesOf(execution: Execution, slot: number, from: number, to: number): number[] {
  const indices = Array.from({ length: to - from }, (_, offset) => from + offset);
  return indices.filter((index) => execution.stateAt(index)[slot] !== execution.stateAt(index + 1)[slot]);
}

/** `block 0.owner went from victim to none (event 35 of truncator) to other (event 41 of writer)`. */
function historyText(execution: Execution, slot: number, changes: readonly number[]): string {
  const values = changes.map((index) =>
    `to ${valueAt(execution, index + 1, slot)} (event ${index + 1}${whosePhrase(execution.eventAt(index).task)})`);
  const told = values.length > VALUES_TOLD ? [values[0]!, '…', ...values.slice(2 - VALUES_TOLD)] : values;
  return `${execution.program.slots[slot]!.path} went from ${valueAt(execution, changes[0]!, slot)} ${told.join(' ')}`;
}
