// Who made calls of the model, in a recording of whatever length: what is kept is bounded by its tasks and by those calls.
import type { RecordedEvent } from '../recording/recorded-event';
import { enteredBy } from '../recording/entered';
import { OuterCalls, type OuterCall } from '../validation/outer-calls';

export interface TaskCalls {
  name: string;
  readonly pid: number | undefined;
  readonly calls: OuterCalls;
}

/** Of so many tasks calls are kept. */
const MOST_TASKS = 10_000;

export class TaskCallRecorder {
  /** Functions of the model of which calls are recorded, whoever makes them. */
  readonly traced = new Set<string>();
  readonly #tasks = new Map<number | string, TaskCalls>();
  readonly #names = new Map<number, string>();

  /** `isModelled`: whether the model has a function; `changesLayouts`: whether a system call is one that does, whatever it was recorded to enter. */
  constructor(private readonly isModelled: (name: string) => boolean, private readonly changesLayouts: (systemCall: string) => boolean) {}

  hear(event: RecordedEvent): void {
    if (event.kind === 'event' && event.name.startsWith('sched_')) this.#learnNames(event.text);
    const { task, pid } = event;
    const entered = enteredBy(event);
    if (entered !== undefined && this.isModelled(entered)) this.traced.add(entered);
    if (task === undefined || pid === 0) return;
    const key = pid ?? task;
    let found = this.#tasks.get(key);
    if (!found) {
      if (event.kind !== 'call' && event.kind !== 'event') return;
      if (this.#tasks.size >= MOST_TASKS) return;
      this.#tasks.set(key, found = { name: task, pid, calls: new OuterCalls((call) => this.#isOfModel(call)) });
    }
    found.calls.hear(event);
  }

  /** Those that have called something of the model, in the order of their first calls of it, by their full names. */
  get all(): TaskCalls[] {
    const tasks = [...this.#tasks.values()].map((task) => ({ ...task, name: this.#nameOf(task) })).filter(({ calls }) => calls.all.some((call) => this.#isOfModel(call)));
    const first = ({ calls }: TaskCalls): number => calls.all.find((call) => this.#isOfModel(call))!.begin.line;
    return tasks.sort((one, other) => first(one) - first(other));
  }

  #isOfModel({ functions, systemCall }: OuterCall): boolean {
    return (systemCall !== undefined && this.changesLayouts(systemCall)) || [...functions].some(this.isModelled);
  }

  #nameOf({ name, pid }: TaskCalls): string {
    const full = pid === undefined ? undefined : this.#names.get(pid);
    return full?.startsWith(name) ? full : name;
  }

  /** The events of the scheduler have longer names than function_graph. */
  #learnNames(text: string): void {
    for (const [, name, pid] of text.matchAll(/comm=(\S.*?) (?:prev_|next_)?pid=(\d+)/g)) if (this.#names.size < MOST_TASKS) this.#names.set(Number(pid), name!);
  }
}
