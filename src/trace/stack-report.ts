// Call stacks of kernel tasks, as they come with a bug report: of the hung-task detector or SysRq-w in the kernel's log (plain, from `dmesg -T` or from syslog), of `/proc/PID/stack`, and of `bt` in crash(8).
// What is printed differs from version to version (khungtaskd: kernel/hung_task.c, `sched_show_task`; `proc_pid_stack`); what is common to all is a line that names the task and then a line for each frame.
import { sourceName } from './source-name';

/** A task that stood somewhere. */
export interface ReportedTask {
  /** The name of its command, or `task` where the report has none. */
  readonly name: string;
  readonly pid?: number;
  /** Functions, innermost first, without offset, module and what compilers add to names. */
  readonly frames: readonly string[];
  /** The first of the lines that its stack is on, from 1. */
  readonly line: number;
}

export interface StackReport {
  /** `6.18.15-amd64`, as the kernel calls itself. */
  readonly release?: string;
  /** Those with a stack, in the order of the report. */
  readonly tasks: readonly ReportedTask[];
  /** Lines that are neither a task, a frame nor anything else that such reports have; what they say is not used. */
  readonly otherLines: number;
}

/** What loggers put before a line: a date and a host, a time since boot, a level. */
const PREFIX = /^(?:\w{3} [ \d]\d [\d:]{8} \S+ kernel: |\S+T\S+ \S+ kernel: )?(?:<\d>)?(?:\[[ \d.]+\](?:\[ *[TC]\d+\])? ?|\[\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}\] )?/;

/** Each begins the stack of a task; the name first and then the process id. */
const TASKS: readonly RegExp[] = [
  // Since v5.11.
  /^task:(?<name>\S.*?)\s+state:\w\s.*?\bpid:\s*(?<pid>\d+)/,
  // Until v5.10, and SysRq-w of that time.
  /^(?<name>\S.*?)\s+[RSDTtXZPI]\s+(?:running task\s+)?\d+\s+(?<pid>\d+)\s+\d+\s+0x[\da-f]+$/,
  /^INFO: task (?<name>.+):(?<pid>\d+) (?:is )?blocked (?:for more than|on|in)/,
  /^PID: (?<pid>\d+)\s+TASK: \S+\s+CPU: \d+\s+COMMAND: "(?<name>.*)"$/,
  // Of head(1) over several such files.
  /^==> \/proc\/(?:\d+\/task\/)?(?<pid>\d+)\/stack <==$/,
];

/** The function of a frame. In the log a `?` stands before one that was found in memory and need not be a frame. */
const FRAMES: readonly RegExp[] = [
  /^ *(?:\[<[\da-f]+>\] )?(?<name>[\w.]+)\+0x[\da-f]+\/0x[\da-f]+(?: \[\w+\])?(?: [A-Z()]+)?$/,
  /^ *#\d+ \[[\da-f]+\] (?<name>[\w.]+) at [\da-f]+(?: \[\w+\])?$/,
];

/** What may stand between the line of a task and its frames, or after them. */
const WITHIN = /^\s*$|^Call Trace:|^ *<\/?(?:TASK|IRQ|NMI)>|^ *\? |^ +(?:Not tainted|Tainted:) |^"echo 0 > |^R[A-Z0-9]{2}: |^\w+: [\da-f]{4,16}\b|^Showing all locks held|^ *#\d+: |^\d+ locks? held by |^=+$|^sysrq: /;

const RELEASE = /^ +(?:Not tainted|Tainted: .*?) (?<release>\d+\.\d+\S*) #|^Linux version (?<version>\d+\.\d+\S*) |^ +RELEASE: (?<crash>\d+\.\d+\S*)$/;

/** Reads every stack in the text; never throws. */
export function readStackReport(text: string): StackReport {
  const tasks: { name: string; pid?: number; frames: string[]; line: number }[] = [];
  let release: string | undefined;
  let otherLines = 0;
  let task: (typeof tasks)[number] | undefined;
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    // An address in brackets is no time.
    const line = /^\[<[\da-f]+>\]/.test(whole) ? whole : whole.slice(PREFIX.exec(whole)![0].length);
    const named = firstMatch(TASKS, line);
    if (named) {
      const { name = 'task', pid } = named;
      // The hung-task detector names the task twice.
      if (task?.frames.length === 0 && task.pid === Number(pid)) tasks.pop();
      tasks.push(task = { name, pid: Number(pid), frames: [], line: index + 1 });
      continue;
    }
    const frame = firstMatch(FRAMES, line)?.['name'];
    if (frame !== undefined) {
      if (!task) tasks.push(task = { name: 'task', frames: [], line: index + 1 });
      task.frames.push(sourceName(frame));
      continue;
    }
    const { release: tainted, version, crash } = RELEASE.exec(line)?.groups ?? {};
    release ??= tainted ?? version ?? crash;
    if (/^\s*$/.test(line) && task?.pid === undefined) task = undefined;
    if (!WITHIN.test(line) && !RELEASE.test(line)) otherLines++;
  }
  return { ...(release !== undefined && { release }), tasks: tasks.filter(({ frames }) => frames.length > 0), otherLines };
}

function firstMatch(patterns: readonly RegExp[], line: string): Record<string, string> | undefined {
  for (const pattern of patterns) {
    const groups = pattern.exec(line)?.groups;
    if (groups) return groups;
  }
  return undefined;
}
