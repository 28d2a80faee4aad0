// What a recording of a real kernel says, line by line, whatever tool has printed it.

/** Where something was recorded. What the recording does not tell is undefined. */
export interface Recorded {
  /** From 1. */
  readonly line: number;
  /** Seconds, or microseconds where the recording counts these. Of the clock that it was made with. */
  readonly time: number | undefined;
  readonly cpu: number | undefined;
  /** The name of the task's command. function_graph cuts it to seven characters, others to fifteen. */
  readonly task: string | undefined;
  readonly pid: number | undefined;
  /** Where the flags tell. */
  readonly context: Context | undefined;
  /** The call of the same task that this lies in, as far as calls are recorded. An interrupt lies in what it has stopped. */
  readonly within: RecordedCall | undefined;
}

export type Context = 'task' | 'softirq' | 'interrupt';

export interface RecordedCall extends Recorded {
  readonly kind: 'call';
  /** The function as the source has it: without what a compiler adds, such as `.isra.0`. */
  readonly name: string;
  /** `file=0xff11, length=4096`; empty where there are none or they were not recorded. */
  readonly args: string;
  /** How far it is indented, in calls. */
  readonly depth: number;
  /** The function that it was called from, where the recording has that: `do_syscall_64`, `do_syscall_64+0x6b/0x191`. */
  readonly caller: string | undefined;
}

export interface RecordedReturn extends Recorded {
  readonly kind: 'return';
  /** Undefined if the beginning of the function is not in the recording. */
  readonly call: RecordedCall | undefined;
  readonly name: string | undefined;
  /** Microseconds. */
  readonly duration: number | undefined;
  /** As printed: `-2`, `0x3`. Of a function without a result it is what the register happened to hold. */
  readonly result: string | undefined;
}

export type RecordedEvent =
  | RecordedCall
  | RecordedReturn
  /** A tracepoint or a probe, without its group. */
  | Recorded & { readonly kind: 'event'; readonly name: string; readonly text: string }
  /** What somebody wrote to trace_marker. */
  | Recorded & { readonly kind: 'mark'; readonly text: string }
  /** The call stack at the event before, the innermost first. */
  | Recorded & { readonly kind: 'stack'; readonly functions: readonly string[] }
  /** A CPU goes from `task` to another. Only function_graph says so by itself. */
  | Recorded & { readonly kind: 'switch'; readonly nextTask: string; readonly nextPid: number }
  /** function_graph's arrows, where an interrupt begins and ends. */
  | Recorded & { readonly kind: 'interrupt'; readonly begins: boolean }
  /** What calls are open is not known any more. `count`: undefined if the recording does not tell. */
  | Recorded & { readonly kind: 'lost'; readonly count: number | undefined };

/** A line that is none of those that such recordings have. */
export interface StrangeLine {
  readonly line: number;
  /** Its beginning. */
  readonly text: string;
}
