/** Where a task was found asleep. */
export interface Sample {
  readonly time: number;
  readonly task: string;
  /** The outermost first. */
  readonly functions: readonly string[];
}

/** As a log has them: `[181.680872 +  261.3ms] SAMPLE labB state=S wchan=xfs_wait_dax_page stack:`, then a function a line. */
export function samplesIn(log: string): Sample[] {
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
