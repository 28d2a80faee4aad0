// `who block 2`: what devices do with the object now, and the events that explain its values, the latest first.
import { brief } from '../../language/brief';
import { changesBetween } from '../../machine/execution/event';
import type { Change, Execution, MachineEvent } from '../../machine/execution/execution';
import { derivedValue, isNothing, type WatchedFields } from '../../machine/execution/field-values';
import type { ConsoleAnswer, ConsoleSession } from './command';
import { lineOf } from './event-line';
import { dataPage, deviceLines, latestDeviceWrite } from '../ownership/device-writes';
import { evaluateAtAnyTime } from '../values/evaluate';
import { watchedBy, type Item, type Moment } from '../values/items';
import { lastChanges, lastDerivedChange } from '../history/last-changes';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';

/** Answers the command. Throws a RequestError if the argument is missing or names no object and no field of one. */
export function who({ debuggee, moment, style }: ConsoleSession, argument: string, at?: FrameReference): ConsoleAnswer {
  if (argument === '') throw new RequestError('Who did what? Name an object or a field: `who block 2`, `who victim.i_size`.');
  const { execution, expressions } = debuggee;
  const { program, position, state } = moment;
  const item = evaluateAtAnyTime(argument, moment, expressions, at);
  const watched = watchedBy(item);
  const { slots } = watched;
  if (isNothing(watched)) throw new RequestError(`\`${brief(argument)}\` is no object and no field of one: no event changes it.`);
  const changes = lastChanges(execution, slots, position);
  const page = pageOf(item, slots, moment);
  const written = page === undefined ? undefined : latestDeviceWrite(execution, page, position);
  const computed = computedChanges(execution, watched, position);
  const indices = new Set([...changes.values(), ...computed.keys(), written ?? []].flat());
  const asked = new Set(slots);
  const line = (index: number): string => {
    const event = execution.eventAt(index);
    return lineOf(event, changesOfEvent(execution, event, asked), style, { said: [...(index === written ? ['wrote its data'] : []), ...computed.get(index) ?? []] });
  };
  const unchanged = [
    ...slots.filter((slot) => !changes.has(slot)).map((slot) => program.slots[slot]!.path),
    ...watched.derived.map(({ path }) => path).filter((path) => ![...computed.values()].flat().some((text) => text.startsWith(`${path} `))),
  ];
  const lines = [
    ...(page === undefined ? [] : deviceLines(program, state, page)),
    ...[...indices].sort((one, other) => other - one).map(line),
    ...(unchanged.length > 0 ? [`as at the beginning: ${unchanged.join(', ')}`] : []),
  ];
  return { text: lines.join('\n'), children: item.children };
}

/** What the event changed of the slots, history fields included: who asks for one by its name wants to see it. */
function changesOfEvent(execution: Execution, { index, choice, task, changes }: MachineEvent, asked: ReadonlySet<number>): readonly Change[] {
  if (choice.edit) return changes.filter(({ slot }) => asked.has(slot));
  return changesBetween(execution.program, execution.stateAt(index), execution.stateAt(index + 1), task.index, (_, slot) => asked.has(slot));
}

/** The latest change of each computed field, as text, by the index of the event. */
function computedChanges(execution: Execution, { derived }: WatchedFields, position: number): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  for (const { path, field } of derived) {
    const index = lastDerivedChange(execution, field, position);
    if (index === undefined) continue;
    const [was, now] = [index, index + 1].map((at) => derivedValue(field, execution.stateAt(at)));
    const text = (value: number | bigint | undefined): string => (value === undefined ? 'no value' : execution.program.format(value, field.type));
    texts.set(index, [...texts.get(index) ?? [], `${path} ${text(was)} → ${text(now)}`]);
  }
  return texts;
}

/** The page with the data of an object; undefined for a field. */
function pageOf({ type }: Item, [slot]: readonly number[], { program }: Moment): number | undefined {
  const field = slot === undefined ? undefined : program.slots[slot]!.field;
  return field?.type === type ? dataPage(program, type, field.id) : undefined;
}
