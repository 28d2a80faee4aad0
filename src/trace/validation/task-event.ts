// What of a recording is held against the model.
import type { RecordedCall, RecordedEvent } from '../recording/recorded-event';
import { probed } from '../recording/probed';
import type { Moment } from './call-extent';

export interface TaskEvent extends Moment {
  readonly task: string;
  readonly pid: number | undefined;
  /** In the handler of an interrupt, which has stopped the task. */
  readonly inInterrupt: boolean;
  /** `call` where a function is entered, `probe` where a probe says so; the name of a tracepoint; `mark`. */
  readonly name: string;
  /** Of a call or a probe the function. */
  readonly text: string;
  /** The functions of the recording that this lies in, the outermost first. */
  readonly callers: readonly string[];
}

/** Undefined for what is not compared: what a call comes back with. Where there are no flags nothing tells an interrupt of a task that runs; of one that idles it does. */
export function taskEvent(event: RecordedEvent): TaskEvent | undefined {
  const { task = '', pid, context, time = NaN, line, within } = event;
  const at = { task, pid, time, line, inInterrupt: context === undefined ? task === '<idle>' : context === 'interrupt', callers: callersOf(within) };
  switch (event.kind) {
    case 'call': return { ...at, name: 'call', text: event.name };
    case 'mark': return { ...at, name: 'mark', text: event.text };
    case 'event': {
      const called = probed(event.text);
      return called === undefined ? { ...at, name: event.name, text: event.text } : { ...at, name: 'probe', text: called };
    }
    default: return undefined;
  }
}

/** A probe at a function whose calls are recorded anyway says nothing more. */
export function withoutDoubles(events: readonly TaskEvent[]): TaskEvent[] {
  const called = new Set(events.filter(({ name }) => name === 'call').map(({ text }) => text));
  return events.filter(({ name, text }) => name !== 'probe' || !called.has(text));
}

function callersOf(call: RecordedCall | undefined): string[] {
  const callers: string[] = [];
  for (let each = call; each; each = each.within) callers.unshift(each.name);
  return callers;
}

const fields = new Map<string, RegExp>();

/** `field(text, 'comm')` of an event's text; names may have blanks. */
export function field(text: string, name: string): string | undefined {
  let pattern = fields.get(name);
  if (!pattern) fields.set(name, pattern = new RegExp(`\\b${name}=(\\S+?(?: \\S+?)*?)(?= \\w+=| ==>|$)`));
  return pattern.exec(text)?.[1];
}
