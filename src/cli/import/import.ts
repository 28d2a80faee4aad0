// `daxscn import`: the stacks of a bug report as a scenario whose tasks come to stand there; of a recording, what it has.
import { signaturesOf } from '../../hunt/signatures';
import type { Chain } from '../../hunt/workload';
import { KNOWN_VERSIONS, parseVersion } from '../../language/versions';
import type { KernelTree, Version } from '../../language/tree';
import { CallBounds } from '../../trace/call-bounds';
import { isRecording } from '../../trace/recording/is-recording';
import { versionOfRelease } from '../../trace/release';
import { fileSystemOf } from '../../trace/file-system-of';
import { explainReport } from '../../trace/explain-report';
import { modelledFunctions, reportedCall, type Composer } from '../../trace/reported-calls';
import { reportScenario, type Given, type Standing, type StandingTask } from '../../trace/report-scenario';
import { readStackReport, type ReportedTask, type StackReport } from '../../trace/stack-report';
import { Status, type Environment } from '../environment';
import { checkFileSystem } from '../input/file-system';
import { InputError, readVersion } from '../input/input';
import { writeOutput } from '../input/output';
import { Overlays } from '../input/overlays';
import { RecordingFile } from '../recording/recording-file';
import { count } from '../text/style';
import { importRecording } from './import-recording';
import { IMPORT, type ImportOptions } from './import-options';

/** A file has so many blocks: what waits for a page waits as well where there is only one. */
const FILES = [1];

/** With more the search is long, and their reader has lost the thread. */
const MOST_TASKS = 3;

export function importReport(given: string, options: ImportOptions, environment: Environment): number {
  const input = new RecordingFile(given, environment);
  try {
    return isRecording(input.head()) ? importRecording(input, options, environment) : importStacks(input.name, input.text(), options, environment);
  } finally {
    input.close();
  }
}

function importStacks(file: string, text: string, options: ImportOptions, environment: Environment): number {
  const report = readStackReport(text);
  if (report.tasks.length === 0) {
    throw InputError.in(file, 'there is no call stack in it; a report has stacks of the hung-task detector or SysRq-w, of /proc/PID/stack, or of `bt` in crash; a recording has lines of ftrace, trace-cmd or perf');
  }
  const version = versionOf(report, options, environment);
  const overlays = new Overlays(options, environment.kernelTree(), version);
  const kernel = overlays.layered.tree;
  checkFileSystem(options.fileSystem, kernel);
  const composer: Composer = {
    kernel: environment.kernelTree(), version, signatures: signaturesOf(kernel, version), bounds: new CallBounds(kernel), files: FILES,
    read: (text) => overlays.read('import.daxscn', text),
  };
  const chosen = chooseTasks(report, options.task, file, (frames) => modelledFunctions(composer, frames), environment);
  const { ground, tasks } = standing(chosen, kernel, composer, options, file, environment);
  const asked: Given = { version, ground, files: FILES, tasks };
  const found = lastAttempt(asked, composer, options, environment);
  tell(asked, found, options, environment);
  return found.standing ? Status.expected : Status.unknown;
}

/** The one in which most of them stand exactly there, the first of these. */
function lastAttempt(given: Given, composer: Composer, { maxSeconds, maxStates }: ImportOptions, { now, cancellation }: Environment): Tried {
  const end = now() + maxSeconds * 1000;
  let tried: Tried = { attempts: 0, states: 0 };
  for (const { standing, other, states } of explainReport(given, composer, { now, isCancelled: () => cancellation.isCancelled, maxSeconds, maxStates })) {
    const isBetter = standing && standing.near < (tried.standing?.near ?? Infinity);
    tried = { ...tried, attempts: tried.attempts + 1, states: tried.states + states, ...(isBetter && { standing, other }) };
    if (standing?.near === 0 || cancellation.isCancelled || now() > end) break;
  }
  return tried;
}

interface Tried {
  readonly standing?: Standing;
  readonly other?: Chain | undefined;
  readonly attempts: number;
  readonly states: number;
}

function versionOf({ release }: StackReport, { kernel }: ImportOptions, { err }: Environment): Version {
  if (kernel !== undefined) return readVersion(kernel);
  const version = versionOfRelease(release);
  if (version !== undefined) return version;
  const newest = KNOWN_VERSIONS.at(-1)!;
  err.write(`the report does not tell its kernel: taken for ${newest}; \`--kernel\` says another\n`);
  return parseVersion(newest)!;
}

interface Chosen {
  readonly task: ReportedTask;
  /** Functions that the model has. */
  readonly modelled: readonly string[];
  readonly alike: number;
}

/** Those that are asked for, or the first whose stacks are in the model; of those that stood in one place the first. */
function chooseTasks({ tasks, otherLines }: StackReport, wanted: readonly string[] | undefined, file: string, modelled: (frames: readonly string[]) => string[], { err }: Environment): Chosen[] {
  for (const each of wanted ?? []) {
    if (!tasks.some((task) => isNamed(task, each))) throw InputError.in(file, `no task is called \`${each}\`; there are: ${tasks.map(({ name, pid }) => `${name} (${pid ?? 'no pid'})`).join(', ')}`);
  }
  const places = new Map<string, Chosen>();
  for (const task of tasks.filter((each) => !wanted || wanted.some((name) => isNamed(each, name)))) {
    const frames = modelled(task.frames);
    const known = places.get(frames.join());
    if (frames.length > 0) places.set(frames.join(), known ? { ...known, alike: known.alike + 1 } : { task, modelled: frames, alike: 0 });
  }
  const all = [...places.values()];
  if (all.length === 0) throw InputError.in(file, `none of the functions on ${tasks.length === 1 ? 'the stack is' : `its ${tasks.length} stacks is`} in the model kernel: ${[...new Set(tasks.flatMap(({ frames }) => frames.slice(0, 4)))].slice(0, 8).join(', ')}`);
  if (all.length > MOST_TASKS) err.write(`${count(all.length)} tasks stood in different places that the model has: the first ${MOST_TASKS} are taken; \`--task\` says which\n`);
  if (otherLines > 0) err.write(`lines that are no part of a stack: ${count(otherLines)}\n`);
  return all.slice(0, wanted ? undefined : MOST_TASKS);
}

function isNamed({ name, pid }: ReportedTask, wanted: string): boolean {
  return name === wanted || String(pid) === wanted;
}

/** On the file system whose functions are on the stacks, or else on that of the options. */
function standing(chosen: readonly Chosen[], kernel: KernelTree, composer: Composer, { fileSystem }: ImportOptions, file: string, { err }: Environment): Pick<Given, 'ground' | 'tasks'> {
  const ground = { fileSystem: fileSystemOf(chosen.flatMap(({ modelled }) => modelled), kernel) ?? fileSystem, mountProperties: IMPORT.mount };
  const tasks = chosen.flatMap(({ task, modelled, alike }): StandingTask[] => {
    const call = reportedCall(modelled, ground, composer);
    // With less it stood somewhere else.
    if (call && call.match.functions.length * 2 > modelled.length) return [{ task, alike, ...call }];
    err.write(`${task.name} is left out: no system call of the model has on its stack ${modelled.toReversed().map((name) => `\`${name}\``).join(' → ')}\n`);
    return [];
  });
  if (tasks.length === 0) throw InputError.in(file, 'no system call of the model has its stacks; what a worker of the kernel does is no process of a scenario');
  return { ground, tasks };
}

function tell(given: Given, { standing, other, attempts, states }: Tried, { out: path }: ImportOptions, environment: Environment): void {
  const { err } = environment;
  const text = reportScenario(given, standing, other);
  writeOutput(text, path, environment);
  err.write(standing
    ? `they stand there after ${standing.events} events${standing.near > 0 ? `; tasks in a function that the report does not have: ${standing.near}` : ''}\n`
    : `nothing that was tried leads there (${count(attempts)} compositions, ${count(states)} states): the scenario is a beginning, to which belongs who else was there\n`);
}
