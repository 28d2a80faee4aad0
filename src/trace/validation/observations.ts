// What a recording says that an execution of the model has to do as well. The rules:
// * Of a task, what it does in the calls that the scenario has counts.
// * A sleep counts with its wake-up, unless the model has none of the functions that it sleeps in: of the journal, say. The functions of a lock do not count: whoever waits for it waits in any of them.
// * Who wakes is a task, an interrupt or a worker that has come to a function of the model; whoever ends the request that a task waits for is the interrupt, since the model has no device mapper.
//   Others are not in the model, and whom they wake does not count.
import type { CallExtent } from './call-extent';
import { INTERRUPT, SCAN, WORKER, type Observation, type Observed } from './observation';
import { field, type TaskEvent } from './task-event';

export interface Known {
  /** The functions of the model that have events of their own, without those of locks, with their sources: `fs/dax/fault.daxk`. */
  readonly sources: ReadonlyMap<string, string>;
  /** Those of them whose calls are compared. */
  readonly traced: ReadonlySet<string>;
  /** Scans are compared: a file system without dax does not come to one in the model, and at once from it in Linux. */
  readonly hasScans: boolean;
  /** The processes by the tasks of the recording. */
  processOf(task: string, pid: number | undefined): string | undefined;
  /** Whether a function of the model can come to another. */
  comesTo(caller: string, callee: string): boolean;
  /** The functions that a process slept in at some time of an interval, the outermost first, where another source than the recording tells. */
  stackIn?(process: string, from: number, to: number): readonly string[] | undefined;
}

/** Of whom the model knows nothing. */
const OTHERS = 'others';

/** Somebody sleeps. */
interface Sleep {
  readonly time: number;
  readonly line: number;
  /** Undefined if it is not recorded in which functions. */
  readonly functions: readonly string[] | undefined;
}

/** At a time; the interval follows from what the task does next. */
type Timed = Observed & {
  readonly time: number;
  readonly line: number;
  readonly sleep?: Timed;
  /** Of a wake-up by no process: since when it can have happened. */
  readonly since?: number;
};

/** By process, the functions of which calls are recorded: the traced ones, or where no call is, those that probes tell of. */
export function recordedFunctions(events: readonly TaskEvent[], processes: readonly string[], known: Pick<Known, 'traced' | 'sources' | 'processOf'>): Map<string, ReadonlySet<string>> {
  const probed = new Set(events.flatMap(({ name, text }) => (name === 'probe' && known.traced.has(text) && !isForAll(known.sources.get(text)!) ? [text] : [])));
  const called = new Set(events.flatMap(({ name, task, pid }) => (name === 'call' ? [known.processOf(task, pid)] : [])));
  return new Map(processes.map((process) => [process, called.has(process) ? known.traced : probed]));
}

export function observationsOf(events: Iterable<TaskEvent>, calls: readonly CallExtent[], known: Known): Observation[] {
  const recorder = new Recorder(calls, known);
  for (const event of events) recorder.hear(event);
  return withIntervals(recorder.end());
}

class Recorder {
  readonly #found: Timed[] = [];
  /** By process. */
  readonly #calls = new Map<string, CallExtent[]>();
  readonly #asleep = new Map<string, Sleep>();
  /** Who has been woken on the way to sleep, and by whom: one who is not switched from yet. */
  readonly #woken = new Map<string, { readonly event: TaskEvent; readonly by: string }>();
  /** What each task did last, apart from being switched to another. */
  readonly #latest = new Map<string, TaskEvent>();
  /** The function that each process has entered last. */
  readonly #entered = new Map<string, string>();

  constructor(calls: readonly CallExtent[], private readonly known: Known) {
    for (const extent of calls) {
      const { task, call, begin, end, errno } = extent;
      this.#calls.set(task, [...this.#calls.get(task) ?? [], extent]);
      this.#found.push({ ...begin, kind: 'begins', task, call });
      if (end) this.#found.push({ ...end, kind: 'returns', task, call, errno });
    }
  }

  hear(event: TaskEvent): void {
    const { task, pid, time, line, name, text } = event;
    const process = this.known.processOf(task, pid);
    if ((name === 'call' || name === 'probe') && process !== undefined) {
      // Where the event is missing that switches to it. Without a wake-up, what it calls belongs to its being switched from.
      if (this.#woken.has(process)) this.#wake(process, event, undefined);
      if (this.#isInside(process, time)) this.#enter(process, event);
    }
    if (name === 'sched_waking' || name === 'sched_wakeup') this.#hearWaking(event, process);
    if (name === 'sched_switch') {
      this.#wake(sleeperOf(text, 'next_', this.known), event, undefined);
      const sleeper = sleeperOf(text, 'prev_', this.known);
      if (sleeper !== undefined && /prev_state=[SD]/.test(text)) this.#asleep.set(sleeper, { time, line, functions: event.callers.length > 0 ? event.callers : undefined });
    } else this.#latest.set(task, event);
  }

  #hearWaking(event: TaskEvent, process: string | undefined): void {
    const sleeper = sleeperOf(event.text, '', this.known);
    if (sleeper === undefined) return;
    const by = this.#wakerOf(event, process);
    if (this.#asleep.has(sleeper)) this.#wake(sleeper, event, by);
    else if (event.name === 'sched_waking') this.#woken.set(sleeper, { event, by });
  }

  end(): Timed[] {
    return this.#found.sort((one, other) => one.time - other.time || one.line - other.line);
  }

  #isInside(process: string, time: number): boolean {
    return this.#calls.get(process)?.some(({ begin, end }) => begin.time <= time && time <= (end?.time ?? Infinity)) === true;
  }

  #enter(task: string, event: TaskEvent): void {
    const { time, line, text } = event;
    const { traced, hasScans } = this.known;
    if (traced.has(text) && this.#isCompared(event)) {
      if (this.#entered.get(task) !== text) this.#found.push({ kind: 'enters', task, function: text, time, line });
      this.#entered.set(task, text);
    }
    if (text === SCAN && hasScans) this.#found.push({ kind: 'scans', task, time, line });
  }

  /**
   * The model has no eviction by whom the last reference was not dropped, and locks of an inode are taken in many places that it leaves out. What all of the kernel uses is the model's where its caller comes to it
   * in the model, too.
   */
  #isCompared({ name: kind, text: name, callers }: TaskEvent): boolean {
    if (name === 'evict' || callers.includes('evict')) return false;
    const caller = callers.at(-1);
    const isKnown = caller !== undefined && this.known.sources.has(sourceFunction(caller));
    if (isForAll(this.known.sources.get(name)!)) return isKnown ? this.known.comesTo(sourceFunction(caller), name) : caller !== undefined;
    return isKnown || kind === 'probe' || !/^xfs_i(un)?lock$/.test(name);
  }

  #wakerOf({ task, inInterrupt }: TaskEvent, process: string | undefined): string {
    if (inInterrupt) return INTERRUPT;
    if (process !== undefined) return process;
    const latest = this.#latest.get(task);
    const source = latest?.name === 'call' || latest?.name === 'probe' ? this.known.sources.get(latest.text) : undefined;
    return source === undefined ? OTHERS : isOfBlockLayer(source) ? INTERRUPT : WORKER;
  }

  /** `by`: undefined if it goes on and nobody is known to have woken it since it fell asleep. */
  #wake(sleeper: string | undefined, event: TaskEvent, by: string | undefined): void {
    const sleep = sleeper === undefined ? undefined : this.#asleep.get(sleeper);
    if (sleeper === undefined || !sleep) return;
    const earlier = by === undefined ? this.#woken.get(sleeper) : undefined;
    this.#asleep.delete(sleeper);
    this.#woken.delete(sleeper);
    if (earlier) this.#noteSleep(sleeper, { ...sleep, time: earlier.event.time, line: earlier.event.line }, earlier.event, earlier.by);
    else this.#noteSleep(sleeper, sleep, event, by);
  }

  #noteSleep(sleeper: string, sleep: Sleep, { task, time, line }: TaskEvent, by: string | undefined): void {
    if (!this.#isInside(sleeper, time)) return;
    const { sources, stackIn } = this.known;
    const stack = stackIn?.(sleeper, sleep.time, time) ?? sleep.functions;
    const functions = stack?.filter((name) => sources.has(sourceFunction(name))) ?? [];
    const waker = functions.some((name) => isOfBlockLayer(sources.get(name) ?? '')) ? INTERRUPT : by;
    // An interrupt does at once what it is for; a worker since it was seen last.
    const since = waker === undefined ? sleep.time : waker === INTERRUPT ? time : waker === WORKER ? this.#latest.get(task)?.time ?? time : undefined;
    if (waker === OTHERS || (stack && functions.length === 0)) return;
    const sleeps: Timed = { kind: 'sleeps', task: sleeper, functions: functions.filter((name) => sources.has(name)), time: sleep.time, line: sleep.line };
    this.#found.push(sleeps, { kind: 'wakes', task: waker, sleeper, sleep: sleeps, time, line, ...(since !== undefined && { since }) });
  }
}

/** Also in what the model leaves out: `kernel/sched/wait_bit.daxk`. */
function isForAll(source: string): boolean {
  return source.startsWith('kernel/');
}

function isOfBlockLayer(source: string): boolean {
  return source.startsWith('block/');
}

/** `ftruncate` of `__x64_sys_ftruncate`: a system call has the name of the model without what an architecture adds. */
function sourceFunction(name: string): string {
  return name.replace(/^__[a-z0-9]+_sys_/, '');
}

function sleeperOf(text: string, prefix: string, known: Known): string | undefined {
  const name = field(text, `${prefix}comm`);
  const pid = field(text, `${prefix}pid`);
  return name === undefined ? undefined : known.processOf(name, pid === undefined ? undefined : Number(pid));
}

/**
 * A function is entered in the model with the first event that is performed in it, so at some time before what the task does next. A call has returned, and somebody has been woken, at some time after what the
 * task did before. Who is switched from sleeps at that time.
 */
function withIntervals(all: readonly Timed[]): Observation[] {
  const made = new Map<Timed, Observation>();
  const next = new Map<string | undefined, number>();
  const ends = new Map<Timed, number>();
  for (const each of all.toReversed()) {
    ends.set(each, each.kind === 'enters' || each.kind === 'scans' ? next.get(each.task) ?? Infinity : each.time);
    next.set(each.task, each.time);
  }
  const latest = new Map<string | undefined, number>();
  return all.map((each) => {
    const { time, sleep, since, ...observed } = each;
    const isEnd = each.kind === 'returns' || each.kind === 'wakes';
    const from = isEnd ? Math.min(time, since ?? latest.get(each.task) ?? time) : time;
    latest.set(each.task, time);
    const observation = { ...observed, time, from, to: ends.get(each)!, ...(sleep && { sleep: made.get(sleep)! }) } as Observation;
    made.set(each, observation);
    return observation;
  });
}
