// Of all that was recorded, what tasks did that processes can be.
import type { RecordedEvent } from '../recording/recorded-event';
import { RecordingReader } from '../recording/recording-reader';
import { OuterCalls } from './outer-calls';
import { field, taskEvent, type TaskEvent } from './task-event';

export interface RecordedTask {
  readonly pid: number | undefined;
  /** As long as the recording has it. */
  name: string;
  readonly calls: OuterCalls;
}

/** function_graph cuts names to so many characters, and others to that which the kernel keeps (TASK_COMM_LEN). */
const GRAPH_NAME = 7;

export class TaskRecorder {
  readonly tasks = new Map<number | string, RecordedTask>();
  /** What they did and who woke them, in the order of the recording. */
  readonly events: TaskEvent[] = [];
  /** Functions of which calls are recorded, whoever makes them; those that probes tell of. */
  readonly called = new Set<string>();
  readonly probed = new Set<string>();
  hasWakeUps = false;
  hasTimes = true;
  /** What each other task did last. */
  readonly #latest = new Map<number | string, TaskEvent>();

  /** `isWanted`: whether a task of this name, which may be cut, or of this number can be one of those to be compared. */
  constructor(private readonly isWanted: (name: string, pid: number | undefined) => boolean) {}

  hear(recorded: RecordedEvent): void {
    const { task, pid, time } = recorded;
    if (time === undefined && recorded.kind === 'call') this.hasTimes = false;
    if (recorded.kind === 'call') this.called.add(recorded.name);
    const isWanted = task !== undefined && this.isWanted(task, pid);
    if (isWanted) this.#taskOf(task, pid).calls.hear(recorded);
    // Of others only what they did last counts, and that is called something, or wakes somebody.
    if (!isWanted && recorded.kind !== 'call' && recorded.kind !== 'event') return;
    const event = taskEvent(recorded);
    if (!event) return;
    if (event.name === 'probe') this.probed.add(event.text);
    if (event.name.startsWith('sched_')) this.#hearScheduler(event);
    else if (isWanted) this.events.push(event);
    else this.#latest.set(keyOf(event), event);
  }

  #hearScheduler(event: TaskEvent): void {
    const names = ['', 'prev_', 'next_'].flatMap((prefix) => {
      const name = field(event.text, `${prefix}comm`);
      return name === undefined ? [] : [[name, Number(field(event.text, `${prefix}pid`))] as const];
    });
    if (!names.some(([name, pid]) => this.isWanted(name, pid))) return;
    this.hasWakeUps = true;
    for (const [name, pid] of names) if (this.isWanted(name, pid)) this.#taskOf(name, pid);
    // Who wakes is known by what it did before.
    const latest = this.#latest.get(keyOf(event));
    if (latest && event.name !== 'sched_switch') this.events.push(latest);
    this.events.push(event);
  }

  #taskOf(name: string, pid: number | undefined): RecordedTask {
    const key = pid ?? name;
    let task = this.tasks.get(key);
    if (!task) this.tasks.set(key, task = { pid, name, calls: new OuterCalls() });
    else if (name.length > task.name.length && name.startsWith(task.name)) task.name = name;
    return task;
  }
}

/** Reads a recording for a scenario with these processes. `pieces`: of its text. */
export function readTasks(pieces: Iterable<string>, isWanted: (name: string, pid: number | undefined) => boolean): { readonly reader: RecordingReader; readonly recorder: TaskRecorder } {
  const recorder = new TaskRecorder(isWanted);
  const reader = new RecordingReader((event) => recorder.hear(event));
  for (const piece of pieces) reader.read(piece);
  reader.end();
  return { reader, recorder };
}

function keyOf({ task, pid }: TaskEvent): number | string {
  return pid ?? task;
}

/** Whether what a recording calls a task can be short for a name. */
export function canBe(recorded: string, name: string): boolean {
  return recorded === name || (recorded.length >= GRAPH_NAME && name.startsWith(recorded));
}
