// Why a property broke, in one paragraph: what is wrong, which two accesses raced, what became of the contested object in
// the window between them, and the rule. Everything in it follows from the program and the execution.
import { isTold } from '../../compiler/program';
import { isReach } from '../../compiler/watched';
import { joinNames } from '../execution/blocking';
import type { Execution, MachineEvent } from '../execution/execution';
import { aftermath } from './aftermath';
import { capitalized, changePhrase, eventPhrase, NONE, rulePhrase, valueAt } from './phrases';
import { raceOf, type RaceAccess, type Race } from './race';

/** Fields of one object that one event changed, and that are told. */
const FIELDS_TOLD = 3;

/** The reason of a violation, for the event that carries it. `known`: the race, or null for none, if somebody has looked for it. Throws a RangeError if the event breaks nothing. */
export function explainViolation(execution: Execution, event: MachineEvent, known?: Race | null): string {
  const { violation, index } = event;
  if (!violation) throw new RangeError(`Event ${index} breaks nothing.`);
  const { property, text } = violation;
  if (isReach(execution.program.watched)) return `${property} is reached by ${eventPhrase(execution, index)}: ${text}.`;
  const race = known === undefined ? raceOf(execution, index, property) : known;
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

function fieldsOfSameObject({ program: { slots } }: Execution, slot: number): number[] {
  const { type, id } = slots[slot]!.field!;
  return [...slots.keys()].filter((other) => isTold(slots[other]!) && slots[other]!.field?.type === type && slots[other]!.field.id === id);
}
