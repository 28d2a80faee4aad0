// `who block 2`: what devices do with the object now, and the events that explain its values, the latest first.
import { brief } from '../../language/brief';
import type { ConsoleAnswer, ConsoleSession } from './command';
import { lineOf } from './event-line';
import { dataPage, deviceLines, latestDeviceWrite } from '../ownership/device-writes';
import { evaluateAtAnyTime } from '../values/evaluate';
import type { Item, Moment } from '../values/items';
import { lastChanges } from '../history/last-changes';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';

/** Answers the command. Throws a RequestError if the argument is missing or names no object and no field of one. */
export function who({ debuggee, moment, style }: ConsoleSession, argument: string, at?: FrameReference): ConsoleAnswer {
  if (argument === '') throw new RequestError('Who did what? Name an object or a field: `who block 2`, `who victim.i_size`.');
  const { execution, expressions } = debuggee;
  const { program, position, state } = moment;
  const item = evaluateAtAnyTime(argument, moment, expressions, at);
  const slots = slotsOf(item);
  if (slots.length === 0) throw new RequestError(`\`${brief(argument)}\` is no object and no field of one: no event changes it.`);
  const changes = lastChanges(execution, slots, position);
  const page = pageOf(item, slots, moment);
  const written = page === undefined ? undefined : latestDeviceWrite(execution, page, position);
  const indices = new Set([...changes.values(), written ?? []].flat());
  const asked = new Set(slots);
  const line = (index: number): string => {
    const event = execution.eventAt(index);
    return lineOf(event, event.changes.filter(({ slot }) => asked.has(slot)), style, { said: index === written ? ['wrote its data'] : [] });
  };
  const unchanged = slots.filter((slot) => !changes.has(slot)).map((slot) => program.slots[slot]!.path);
  const lines = [
    ...(page === undefined ? [] : deviceLines(program, state, page)),
    ...[...indices].sort((one, other) => other - one).map(line),
    ...(unchanged.length > 0 ? [`as at the beginning: ${unchanged.join(', ')}`] : []),
  ];
  return { text: lines.join('\n'), children: item.children };
}

/** The slots of an item or, of a reference, those of the object. */
function slotsOf({ slots, children }: Item): readonly number[] {
  return slots ?? children?.().flatMap((child) => child.slots ?? []) ?? [];
}

/** The page with the data of an object; undefined for a field. */
function pageOf({ type }: Item, [slot]: readonly number[], { program }: Moment): number | undefined {
  const field = program.slots[slot!]!.field;
  return field?.type === type ? dataPage(program, type, field.id) : undefined;
}
