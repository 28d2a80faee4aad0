// What the comparison with the model takes of a recording.
import type { RecordedCall } from '../../src/trace/recording/recorded-event';
import { RecordingReader } from '../../src/trace/recording/recording-reader';

/** `name` is `call` where a function is entered; `text` is its name then. */
export interface TraceEvent {
  readonly task: string;
  /** In the handler of an interrupt, which has stopped the task. */
  readonly inInterrupt: boolean;
  /** Seconds. */
  readonly time: number;
  readonly name: string;
  readonly text: string;
  /** Of a call: the functions of the recording that it is made in, the outermost first. */
  readonly callers: readonly string[];
}

/** Probes at the beginning of functions, in recordings of locks. */
const PROBED: Readonly<Record<string, string>> = { kp_ilock: 'xfs_ilock', kp_iunlock: 'xfs_iunlock' };

/** Where there are no flags nothing tells an interrupt of a task that runs; of one that idles it does. */
export function parseTrace(text: string): TraceEvent[] {
  const events: TraceEvent[] = [];
  const reader = new RecordingReader((event) => {
    const { task = '', context, time = NaN, within } = event;
    const at = { task, inInterrupt: context === undefined ? task === '<idle>' : context === 'interrupt', time };
    if (event.kind === 'call') events.push({ ...at, name: 'call', text: event.name, callers: callersOf(within) });
    if (event.kind === 'mark') events.push({ ...at, name: 'tracing_mark_write', text: event.text, callers: [] });
    if (event.kind !== 'event') return;
    const probed = PROBED[event.name];
    events.push({ ...at, ...(probed === undefined ? { name: event.name, text: event.text } : { name: 'call', text: probed }), callers: [] });
  });
  reader.read(text);
  reader.end();
  return events;
}

function callersOf(call: RecordedCall | undefined): string[] {
  return call ? [...callersOf(call.within), call.name] : [];
}

/** `field(text, 'comm')` */
export function field(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=(\\S+)`).exec(text)?.[1];
}
