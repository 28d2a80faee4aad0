// `who block 2`: what devices do with the object now, and the events that explain its values, the latest first. The request
// `daxscn/who` gives the same to views.
import { brief } from '../../language/brief';
import { changesBetween } from '../../machine/execution/event';
import type { Change, Execution, MachineEvent } from '../../machine/execution/execution';
import { derivedValue, isNothing, type WatchedFields } from '../../machine/execution/field-values';
import { EDIT_TASK } from '../../machine/execution/choice';
import { taskLetter } from '../../machine/schedule/schedule';
import type { History } from '../../view/messages/ownership';
import type { ConsoleAnswer, ConsoleSession } from './command';
import { lineOf } from './event-line';
import { pageEventsOf } from '../ownership/page-events';
import { dataPage, deviceLines } from '../ownership/device-writes';
import { withoutSubject } from '../ownership/in-words';
import { evaluateAtAnyTime } from '../values/evaluate';
import { watchedBy, type Item, type Moment } from '../values/items';
import { lastChanges, lastDerivedChange } from '../history/last-changes';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';

type Asked = Pick<ConsoleSession, 'debuggee' | 'moment'>;

/** An event that explains what was asked for. */
interface Explaining {
  readonly event: MachineEvent;
  /** What it did to the page: "pinned it for reader". */
  readonly said: readonly string[];
  readonly changes: readonly Change[];
}

interface Answer {
  readonly item: Item;
  /** What devices do with it now, a line for each. */
  readonly now: readonly string[];
  /** The latest first. */
  readonly events: readonly Explaining[];
  /** The fields that no event has changed. */
  readonly unchanged: readonly string[];
  /** Events before this index have not been looked at for what they did to the page. */
  readonly from: number;
}

/** Answers the command. Throws a RequestError if the argument is missing or names no object and no field of one. */
export function who(session: ConsoleSession, argument: string, at?: FrameReference): ConsoleAnswer {
  const { item, now, events, unchanged, from } = answer(session, argument, { at, isPatient: true });
  const lines = [
    ...now,
    ...events.map(({ event, changes, said }) => lineOf(event, changes, session.style, { said })),
    ...(unchanged.length > 0 ? [`as at the beginning: ${unchanged.join(', ')}`] : []),
    ...(from > 0 ? [`(who pinned or mapped it before event ${from + 1} has not been looked at)`] : []),
  ];
  return { text: lines.join('\n'), children: item.children };
}

/** Answers `daxscn/who`. Throws a RequestError as `who` does. */
export function historyOf(session: Asked, expression: string): History {
  const { now, events, from } = answer(session, expression, {});
  return {
    expression, position: session.moment.position, now, lookedFrom: from,
    events: events.map(({ event: { index, task, text }, said, changes }) => ({
      event: index + 1, task: task.name, letter: task.index === EDIT_TASK ? '?' : taskLetter(task.index), text: withoutSubject(text, task.name),
      said: said.length > 0 ? said : changes.map(({ path, fromText, toText }) => `${path} ${fromText} → ${toText}`),
    })),
  };
}

/** `isPatient`: of long executions all is looked at where that is what is asked for, even if it takes some seconds. */
function answer({ debuggee, moment }: Asked, argument: string, { at, isPatient }: { at?: FrameReference | undefined; isPatient?: boolean }): Answer {
  if (argument === '') throw new RequestError('Who did what? Name an object or a field: `who block 2`, `who victim.i_size`.');
  const { execution, expressions } = debuggee;
  const { program, position, state } = moment;
  const item = evaluateAtAnyTime(argument, moment, expressions, at);
  const watched = watchedBy(item);
  const { slots } = watched;
  if (isNothing(watched)) throw new RequestError(`\`${brief(argument)}\` is no object and no field of one: no event changes it.`);
  const changes = lastChanges(execution, slots, position);
  const page = pageOf(item, slots, moment);
  const { events, from } = page === undefined ? { events: [], from: 0 } : pageEventsOf(execution, page, position, isPatient);
  const saidBy = new Map(events.map(({ index, said }) => [index, said] as const));
  const computed = computedChanges(execution, watched, position);
  const indices = new Set([...changes.values(), ...computed.keys(), ...saidBy.keys()].flat());
  const asked = new Set(slots);
  return {
    item, from,
    now: page === undefined ? [] : deviceLines(program, state, page),
    events: [...indices].sort((one, other) => other - one).map((index) => {
      const event = execution.eventAt(index);
      return { event, said: [...saidBy.get(index) ?? [], ...computed.get(index) ?? []], changes: changesOfEvent(execution, event, asked) };
    }),
    unchanged: [
      ...slots.filter((slot) => !changes.has(slot)).map((slot) => program.slots[slot]!.path),
      ...watched.derived.map(({ path }) => path).filter((path) => ![...computed.values()].flat().some((text) => text.startsWith(`${path} `))),
    ],
  };
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
