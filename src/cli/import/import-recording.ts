// `daxscn import` of a recording: who did what of that which the model has, and a scenario in which they do.
import { fileSystemOf } from '../../trace/file-system-of';
import { systemCallsIn } from '../../trace/linux-calls';
import { SCAN } from '../../trace/validation/observation';
import { CallBounds } from '../../trace/call-bounds';
import { signaturesOf } from '../../hunt/signatures';
import { KNOWN_VERSIONS, parseVersion } from '../../language/versions';
import { versionOfRelease } from '../../trace/release';
import type { KernelTree, Version } from '../../language/tree';
import { compile } from '../../compiler/compile';
import { formatSchedule } from '../../machine/schedule/schedule';
import { comparedFunctions, compareRecording } from '../../trace/validation/compare-recording';
import { choicesTo, differencesOf } from '../../trace/validation/differences';
import { readTasks } from '../../trace/validation/recorded-task';
import { assignTasks, canBeProcess } from '../../trace/validation/task-assignment';
import { RecordingReader } from '../../trace/recording/recording-reader';
import { RecordingSummary } from '../../trace/recording/recording-summary';
import type { Model } from '../../trace/scenario/likely-calls';
import { TaskCallRecorder, type TaskCalls } from '../../trace/scenario/recorded-tasks';
import { blocksOf, importedTasks, recordingScenario, variantsOf, type ImportedTask } from '../../trace/scenario/recording-scenario';
import { Status, type Environment } from '../environment';
import { checkFileSystem } from '../input/file-system';
import { InputError, readVersion } from '../input/input';
import { Overlays } from '../input/overlays';
import { writeOutput } from '../input/output';
import type { RecordingFile } from '../recording/recording-file';
import { count } from '../text/style';
import { IMPORT, type ImportOptions } from './import-options';
import { summaryText } from './summary-text';

/** With more the search is long. */
const MOST_TASKS = 4;
/** In few uses of these a layout changes: their names tell nothing. */
const MANY_USES: readonly string[] = ['close', 'exit_group', 'ioctl', 'madvise', 'mount', 'munmap', 'open', 'pwrite', 'read', 'umount2', 'write'];
/** States in which the schedule of the recording is searched. */
const MOST_STATES = 20_000;

export function importRecording(recording: RecordingFile, options: ImportOptions, environment: Environment): number {
  const file = recording.name;
  const { err } = environment;
  const packaged = environment.kernelTree();
  const names = (isSystemCall: boolean): Set<string> => new Set(packaged.functions.flatMap(({ name, syscall }) => (syscall === isSystemCall ? [name] : [])));
  const summary = new RecordingSummary(names(false), names(true));
  const compared = comparedFunctions(packaged);
  const isModelled = (name: string): boolean => compared.has(name);
  const changesLayouts = layoutChanges(packaged);
  const recorder = new TaskCallRecorder(isModelled, changesLayouts);
  const reader = new RecordingReader((event) => {
    summary.hear(event);
    recorder.hear(event);
  });
  for (const piece of recording.pieces()) reader.read(piece);
  reader.end();
  if (reader.unattributed > 0) {
    throw InputError.in(file, `${count(reader.unattributed)} of its lines tell neither their CPU nor their task; record with the option funcgraph-proc or funcgraph-cpu of ftrace`);
  }
  summaryText(file, reader, summary, err);
  const chosen = chooseTasks(recorder.all, options.task, file, environment);
  if (chosen.length === 0) {
    err.write('no task calls something that the model kernel has; `daxscn record --script` prints a script that records those calls\n');
    return Status.unknown;
  }
  const version = versionOf(reader.header.release, options, environment);
  const overlays = new Overlays(options, packaged, version);
  const kernel = overlays.layered.tree;
  checkFileSystem(options.fileSystem, kernel);
  const functions = chosen.flatMap(({ calls }) => calls.all.flatMap((call) => [...call.functions].filter(isModelled)));
  const model: Model = {
    kernel: packaged, version, signatures: signaturesOf(kernel, version), bounds: new CallBounds(kernel), traced: recorder.traced, changesLayouts,
    ground: { fileSystem: fileSystemOf(functions, kernel) ?? options.fileSystem, mountProperties: IMPORT.mount }, blocks: blocksOf(chosen), read: (text) => overlays.read('import.daxscn', text),
  };
  const tasks = importedTasks(chosen, model);
  for (const { process, leftOut } of tasks) for (const { systemCall, begin } of leftOut) err.write(`${process} is without what it did at line ${begin.line}${systemCall === undefined ? '' : `, ${systemCall}`}: no call of the model does that\n`);
  if (tasks.length === 0) {
    err.write('no call of the model does what they did\n');
    return Status.unknown;
  }
  const variants = variantsOf(tasks).map((variant) => ({ variant, ...followed(recording.pieces(), variant, model, kernel) }));
  const { variant, schedule, passed, all } = variants.reduce((best, each) => (each.passed > best.passed ? each : best));
  if (schedule === undefined) err.write('it has no times, so nothing tells which of two tasks came first: the scenario is without a schedule; record with the option funcgraph-abstime of ftrace\n');
  else if (passed < all) err.write(`its schedule does ${count(passed)} of ${count(all)} things that were recorded; \`daxscn compare ${file} SCENARIO\` tells what comes next\n`);
  writeOutput(recordingScenario(file, variant, model, schedule), options.out, environment);
  return Status.expected;
}

interface FollowedTasks {
  /** Undefined if the recording has no times. */
  readonly schedule?: string;
  /** How much of what was recorded it does. */
  readonly passed: number;
  readonly all: number;
}

/** A schedule that does what was recorded; what comes furthest, if none does. */
function followed(pieces: Iterable<string>, tasks: readonly ImportedTask[], model: Model, kernel: KernelTree): FollowedTasks {
  const compiled = compile(model.kernel, model.read(recordingScenario('recording', tasks, model)), model.version, { historyVariables: true });
  if ('errors' in compiled) throw InputError.of(compiled.errors);
  const assigned = tasks.map(({ task: { name, pid }, process }) => ({ who: pid === undefined ? name : String(pid), process }));
  const processes = tasks.map(({ process }) => process);
  const { reader, recorder } = readTasks(pieces, (name, pid) => canBeProcess(name, pid, processes, assigned));
  if (!recorder.hasTimes) return { passed: 0, all: 0 };
  const { validation } = compareRecording(compiled.program, kernel, recorder, assignTasks([...recorder.tasks.values()], processes, assigned), reader.header.traced ?? [], MOST_STATES);
  const all = validation.order.size;
  if (validation.whole) return { schedule: formatSchedule(choicesTo(validation.whole)), passed: all, all };
  const [furthest] = differencesOf(compiled.program, validation);
  return { schedule: furthest?.schedule ?? '', passed: furthest?.passed ?? 0, all };
}

/** By name: system calls that come to a scan for busy pages on some file system. */
function layoutChanges({ functions, ...kernel }: KernelTree): (systemCall: string) => boolean {
  const bounds = new CallBounds({ ...kernel, functions });
  const names = new Set(functions.flatMap(({ name, syscall, doc = '' }) => (syscall && bounds.from(name).has(SCAN) ? systemCallsIn(doc) : [])));
  return (systemCall) => names.has(systemCall) && !MANY_USES.includes(systemCall);
}

function chooseTasks(tasks: readonly TaskCalls[], wanted: readonly string[] | undefined, file: string, { err }: Environment): readonly TaskCalls[] {
  const isNamed = ({ name, pid }: TaskCalls, each: string): boolean => name === each || String(pid) === each;
  for (const each of wanted ?? []) {
    if (!tasks.some((task) => isNamed(task, each))) throw InputError.in(file, `no task that calls something of the model is called \`${each}\`; there are: ${tasks.map(({ name, pid }) => `${name} (${pid ?? 'no pid'})`).join(', ') || 'none'}`);
  }
  const chosen = tasks.filter((task) => !wanted || wanted.some((each) => isNamed(task, each)));
  if (!wanted && chosen.length > MOST_TASKS) err.write(`${count(chosen.length)} tasks call something that the model has: the first ${MOST_TASKS} are taken; \`--task\` says which\n`);
  return chosen.slice(0, wanted ? undefined : MOST_TASKS);
}

function versionOf(release: string | undefined, { kernel }: ImportOptions, { err }: Environment): Version {
  if (kernel !== undefined) return readVersion(kernel);
  const version = versionOfRelease(release);
  if (version !== undefined) return version;
  const newest = KNOWN_VERSIONS.at(-1)!;
  err.write(`the recording does not tell its kernel: taken for ${newest}; \`--kernel\` says another\n`);
  return parseVersion(newest)!;
}
