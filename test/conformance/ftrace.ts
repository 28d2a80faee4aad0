// Reads a trace of ftrace, as `trace` shows it: of the tracer `nop`, or of `function_graph` with absolute times and processes.

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

// `   kworker/1:1-26      [001] d...    55.783635: sched_waking: comm=labB pid=294`, with four flags until 5.10, and five since.
const LINE = /^\s*(\S.*)-\d+\s+\[\d+\]\s+(\S{4,5})\s+(\d+\.\d+): (\w+): (.*)$/;

// `  133.026672 |   1)    labA-279    |   5.708 us    |  ` and a call `xfs_ilock [xfs]();`, `do_truncate() {`, its end `} /* do_truncate */`, or an event in a comment.
const GRAPH_LINE = /^\s*(\d+\.\d+) \|\s+\d+\)\s+(\S.*)-\d+\s+\|[^|]*\|\s+(.*\S)\s*$/;

/** Probes at the beginning of functions, in recordings of locks. */
const PROBED: Readonly<Record<string, string>> = { kp_ilock: 'xfs_ilock', kp_iunlock: 'xfs_iunlock' };

export function parseTrace(text: string): TraceEvent[] {
  const lines = text.split('\n');
  return text.startsWith('# tracer: function_graph') ? readGraph(lines) : lines.flatMap(readLine);
}

function readLine(line: string): TraceEvent[] {
  const [, task, flags, time, name, text] = LINE.exec(line) ?? [];
  if (task === undefined) return [];
  const at = { task, inInterrupt: /[hH]/.test(flags!), time: Number(time), callers: [] };
  const probed = PROBED[name!];
  return [probed === undefined ? { ...at, name: name!, text: text! } : { ...at, name: 'call', text: probed }];
}

/** Nothing tells an interrupt of a task that runs; of one that idles it does. */
function readGraph(lines: readonly string[]): TraceEvent[] {
  const stacks = new Map<string, string[]>();
  return lines.flatMap((line): TraceEvent[] => {
    const [, time, task, body] = GRAPH_LINE.exec(line) ?? [];
    if (task === undefined) return [];
    const stack = stacks.get(task) ?? [];
    stacks.set(task, stack);
    const at = { task, inInterrupt: task === '<idle>', time: Number(time) };
    const comment = /^\/\* (.*\S)\s*\*\/$/.exec(body!)?.[1];
    if (comment !== undefined) {
      const [, name = 'tracing_mark_write', text = comment] = /^(\w+): (.*)$/.exec(comment) ?? [];
      return [{ ...at, name, text, callers: [] }];
    }
    if (body!.startsWith('}')) stack.pop();
    const [, called, end] = /^(\w+)(?: \[\w+\])?\(\)( \{|;)/.exec(body!) ?? [];
    if (called === undefined) return [];
    const callers = [...stack];
    if (end === ' {') stack.push(called);
    return [{ ...at, name: 'call', text: called, callers }];
  });
}

/** `field(text, 'comm')` */
export function field(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=(\\S+)`).exec(text)?.[1];
}
