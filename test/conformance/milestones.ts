// What a recording says that an execution of the model has to do as well, in the order of time. The rules:
// * Of a task, what it does between the marks of its program counts. The first is set before the call begins, the other after it has returned.
// * A sleep counts with its wake-up, unless the model has none of its functions: of the program itself (nanosleep), of the journal. The functions
//   of a lock do not count: whoever waits for it waits in any of them.
// * Who wakes is a task, an interrupt or a worker that has let go of a page; whoever ends the request that a task waits for is the interrupt,
//   since the model has no device mapper. Others are not in the model, and whom they wake does not count.
import { field, type TraceEvent } from './ftrace';
import { AWAKE, type Experiment } from './experiment';
import { Marks } from './marks';
import { INTERRUPT, SCAN, WORKER, type Milestone } from './milestone';

/** Of whom the model knows nothing. */
const OTHERS = 'others';

interface Sample {
  readonly time: number;
  readonly task: string;
  readonly functions: readonly string[];
}

/** `functions`: those of the model, without those of locks. `traced`: those of them whose calls are compared. */
export function milestonesOf(experiment: Experiment, events: readonly TraceEvent[], log: string, functions: ReadonlySet<string>, traced: ReadonlySet<string>): Milestone[] {
  const isKnown = (name: string): boolean => functions.has(name.replace('__x64_sys_', ''));
  const isCompared = (name: string, callers: readonly string[]): boolean =>
    !callers.includes('evict') && name !== 'evict' && !(/^xfs_i(un)?lock$/.test(name) && callers.length > 0 && !isKnown(callers.at(-1)!));
  const found: { readonly time: number; readonly milestone: Milestone }[] = [];
  const names = new Set(experiment.actors.map(({ name }) => name));
  const marks = new Marks(experiment);
  const samples = samplesIn(log);
  /** What each task did last, apart from being switched to another. */
  const latest = new Map<string, string>();
  /** Since when. */
  const asleep = new Map<string, number>();
  /** The function that each task has entered last. */
  const entered = new Map<string, string>();
  const wake = (sleeper: string, time: number, by: string | undefined): void => {
    const since = asleep.get(sleeper);
    asleep.delete(sleeper);
    if (since === undefined || !names.has(sleeper)) return;
    if (!marks.inside.has(sleeper)) {
      for (const milestone of marks.pass(`${sleeper} ${AWAKE}`)) found.push({ time, milestone });
      return;
    }
    const sample = samples.find((each) => each.task === sleeper && each.time > since && each.time < time);
    const known = sample?.functions.filter(isKnown) ?? [];
    const waker = known.some((name) => /^(__)?blkdev_/.test(name)) ? INTERRUPT : by;
    if (waker === OTHERS || (sample && known.length === 0)) return;
    found.push({ time: since, milestone: { kind: 'sleeps', task: sleeper, functions: known.filter((name) => !name.startsWith('__x64_sys_')) } });
    found.push({ time, milestone: { kind: 'wakes', task: waker, sleeper } });
  };
  const recordsCalls = events.some(({ name, text }) => name === 'call' && text === SCAN);
  for (const { task, inInterrupt, time, name, text, callers } of events) {
    if (name === 'tracing_mark_write') for (const milestone of marks.pass(text)) found.push({ time, milestone });
    // The probe at its beginning, if calls are not recorded. Without dax it says at once that there is none.
    if (name === 'kp_busy' && !recordsCalls && experiment.isDax && marks.inside.has(task)) found.push({ time, milestone: { kind: 'scans', task } });
    if (name === 'call' && marks.inside.has(task) && traced.has(text) && isCompared(text, callers)) {
      if (entered.get(task) !== text) found.push({ time, milestone: { kind: 'enters', task, function: text } });
      if (text === SCAN) found.push({ time, milestone: { kind: 'scans', task } });
      entered.set(task, text);
    }
    if (name === 'sched_waking') wake(field(text, 'comm')!, time, inInterrupt ? INTERRUPT : names.has(task) ? task : latest.get(task) === 'kp_wake' ? WORKER : OTHERS);
    if (name === 'sched_switch') {
      wake(field(text, 'next_comm')!, time, undefined);
      if (/prev_state=[SD]/.test(text)) asleep.set(task, time);
    } else latest.set(task, name);
  }
  return found.sort((one, other) => one.time - other.time).map(({ milestone }) => milestone);
}

/** Where tasks were found asleep, as the log has it: `[181.680872 +  261.3ms] SAMPLE labB state=S wchan=xfs_wait_dax_page stack:`. */
function samplesIn(log: string): Sample[] {
  const samples: Sample[] = [];
  let functions: string[] = [];
  for (const line of log.split('\n')) {
    const [, time, task] = /^\[(\d+\.\d+) .*\] SAMPLE (\w+)/.exec(line) ?? [];
    const called = /^\s+(\w+)\+0x/.exec(line)?.[1];
    if (task !== undefined) samples.push({ time: Number(time), task, functions: functions = [] });
    else if (called !== undefined) functions.unshift(called);
  }
  return samples;
}
