// What a recording has of the model: by task the system calls and the functions, how often and from when to when.
import { probed } from './probed';
import { systemCall } from './system-call';
import type { RecordedEvent } from './recorded-event';

export interface RecordedFunction {
  readonly name: string;
  readonly isSystemCall: boolean;
  count: number;
  /** Times; undefined if the recording has none. */
  readonly first: number | undefined;
  last: number | undefined;
}

export interface RecordedTask {
  /** As long as the recording has it. */
  name: string;
  readonly pid: number | undefined;
  /** In the order in which they come first. */
  readonly functions: Map<string, RecordedFunction>;
}

/** Of so many tasks functions are counted. */
const MOST_TASKS = 10_000;

export class RecordingSummary {
  readonly tasks = new Map<number | string, RecordedTask>();
  calls = 0;
  /** Tracepoints, probes, marks and stacks. */
  events = 0;
  /** How many events were lost, as far as the recording says how many. */
  lost = 0;
  hasLost = false;
  readonly #names = new Map<number, string>();

  /** `functions`: those of the model; `systemCalls`: those of them that programs call. */
  constructor(private readonly functions: ReadonlySet<string>, private readonly systemCalls: ReadonlySet<string>) {}

  hear(event: RecordedEvent): void {
    switch (event.kind) {
      case 'call':
        this.calls++;
        this.#count(event, event.name);
        break;
      case 'event':
        this.events++;
        if (event.name.startsWith('sched_')) this.#learnNames(event.text);
        else if (event.name.startsWith('sys_enter_')) this.#count(event, event.name);
        else this.#countProbe(event, probed(event.text));
        break;
      case 'mark': case 'stack': this.events++; break;
      case 'lost':
        this.hasLost = true;
        this.lost += event.count ?? 0;
        break;
      case 'return': case 'switch': case 'interrupt': break;
    }
  }

  /** Those that have something of the model, in the order in which they come first. */
  modelled(): RecordedTask[] {
    return [...this.tasks.values()].map((task) => ({ ...task, name: this.#nameOf(task) }));
  }

  #nameOf({ name, pid }: RecordedTask): string {
    const full = pid === undefined ? undefined : this.#names.get(pid);
    return full?.startsWith(name) ? full : name;
  }

  /** Where calls are recorded, too, the probe at the beginning of a function lies in it. */
  #countProbe(event: RecordedEvent, name: string | undefined): void {
    if (event.within?.name !== name) this.#count(event, name);
  }

  #count({ task = 'unknown task', pid, time }: RecordedEvent, name: string | undefined): void {
    if (name === undefined) return;
    const called = systemCall(name);
    const isSystemCall = called !== undefined && this.systemCalls.has(called);
    if (!isSystemCall && !this.functions.has(name)) return;
    const key = pid ?? task;
    let found = this.tasks.get(key);
    if (!found) {
      if (this.tasks.size >= MOST_TASKS) return;
      this.tasks.set(key, found = { name: task, pid, functions: new Map() });
    }
    const shown = isSystemCall ? called : name;
    const known = found.functions.get(shown);
    if (known) {
      known.count++;
      known.last = time;
    } else found.functions.set(shown, { name: shown, isSystemCall, count: 1, first: time, last: time });
  }

  /** The events of the scheduler have longer names than function_graph. */
  #learnNames(text: string): void {
    for (const [, name, pid] of text.matchAll(/comm=(\S.*?) (?:prev_|next_)?pid=(\d+)/g)) if (this.#names.size < MOST_TASKS) this.#names.set(Number(pid), name!);
  }
}
