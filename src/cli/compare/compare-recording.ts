// `daxscn compare RECORDING SCENARIO`: how far the model can do what a real kernel was recorded doing.
import { formatVersion } from '../../language/versions';
import { versionOfRelease } from '../../trace/release';
import type { Version } from '../../language/tree';
import { formatSchedule } from '../../machine/schedule/schedule';
import { extendKernel } from '../../language/extend-kernel';
import type { RecordingReader } from '../../trace/recording/recording-reader';
import { compareRecording, type ComparedRecording } from '../../trace/validation/compare-recording';
import { choicesTo, differencesOf } from '../../trace/validation/differences';
import { readTasks, type TaskRecorder } from '../../trace/validation/recorded-task';
import { AmbiguousTask, assignTasks, canBeProcess, type Assigned, type TaskAssignment } from '../../trace/validation/task-assignment';
import type { Validation } from '../../trace/validation/validate';
import { coverageText } from '../coverage/coverage-text';
import { SuiteCoverage, writeLcov } from '../coverage/coverage';
import { Status, type Environment } from '../environment';
import { InputError, readVersion } from '../input/input';
import { loadProgram, loadScenario, type LoadedScenario } from '../input/load';
import { ProgressLine } from '../search/search-progress';
import { Overlays } from '../input/overlays';
import { RecordingFile } from '../recording/recording-file';
import { recordingComparison } from './recording-comparison';
import { recordingText, type RecordingDocument } from './recording-text';
import { COMPARE_RECORDING, type CompareRecordingOptions } from './compare-recording-options';

/** Those with more would not be read. */
const MOST_LEFT_OUT = 10;

export function compareWithRecording(given: string, file: string, options: CompareRecordingOptions, environment: Environment): number {
  const { kernel: kernels = [], schedule, overlay = [], maxStates = COMPARE_RECORDING.maxStates } = options;
  if (schedule) throw new InputError('daxscn: error: a recording is compared with all schedules: leave `--schedule` out');
  if (kernels.length > 1) throw new InputError('daxscn: error: a recording is of one kernel: `--kernel` can be given once');
  const asked = kernels[0] === undefined ? undefined : readVersion(kernels[0]);
  const scenario = loadScenario(file, new Overlays({ overlay }, environment.kernelTree(), asked), environment);
  const processes = scenario.tree.processes.map(({ name }) => name);
  const assigned = (options.task ?? []).map((text) => readAssigned(text, processes));
  const recordingFile = new RecordingFile(given, environment);
  const recording = recordingFile.name;
  const { reader, recorder } = readOnce(recordingFile, (name, pid) => canBeProcess(name, pid, processes, assigned));
  if (!recorder.hasTimes) throw InputError.in(recording, 'it has no times, so nothing tells which of two tasks came first; record with the option funcgraph-abstime of ftrace');
  const assignment = assignmentOf(recording, recorder, processes, assigned);
  const version = asked ?? versionOfRelease(reader.header.release) ?? scenario.tree.kernel;
  const program = loadProgram(scenario, version, { historyVariables: true });
  const compared = compareRecording(program, extendKernel(scenario.kernel, scenario.tree.additions), recorder, assignment, reader.header.traced ?? [], maxStates);
  if (compared.tasks.every(({ calls }) => calls.length === 0)) {
    throw InputError.in(recording, `none of the calls of ${processes.map((each) => `\`${each}\``).join(', ')} is in it, so there is nothing to compare; \`daxscn import ${recording}\` tells what it has`);
  }
  const document = documentOf(recording, reader, program.kernel, program.scenario, compared, assignment, program);
  const coverage = options.coverage || options.lcov !== undefined ? coverageOf(scenario, program.kernel, compared.validation, environment) : undefined;
  if (options.json) {
    const comparison = recordingComparison(program, compared.validation, document.differences, scenario.overlays);
    environment.out.write(`${JSON.stringify({ version: 1, ...document, comparison, ...(coverage && { coverage: coverage.files }) }, null, 2)}\n`);
  } else {
    recordingText(document, file, environment);
    if (coverage && options.coverage) coverageText(coverage, environment);
  }
  if (coverage && options.lcov !== undefined) writeLcov(options.lcov, coverage);
  return document.verdict === 'follows' ? Status.expected : document.verdict === 'unknown' ? Status.unknown : Status.different;
}

function readOnce(file: RecordingFile, isWanted: Parameters<typeof readTasks>[1]): ReturnType<typeof readTasks> {
  try {
    return readTasks(file.pieces(), isWanted);
  } finally {
    file.close();
  }
}

/** `labA=reader` */
function readAssigned(text: string, processes: readonly string[]): Assigned {
  const at = text.lastIndexOf('=');
  const process = text.slice(at + 1);
  if (at < 1) throw new InputError(`daxscn: error: \`--task ${text}\`: a task of the recording and a process of the scenario belong there, such as \`fio=${processes[0]!}\` or \`244=${processes[0]!}\``);
  if (!processes.includes(process)) throw new InputError(`daxscn: error: \`--task ${text}\`: the scenario has no process \`${process}\`; there are: ${processes.join(', ')}`);
  return { who: text.slice(0, at), process };
}

function assignmentOf(recording: string, recorder: TaskRecorder, processes: readonly string[], assigned: readonly Assigned[]): TaskAssignment {
  try {
    const assignment = assignTasks([...recorder.tasks.values()], processes, assigned);
    if (assignment.pairs.length > 0) return assignment;
  } catch (error) {
    if (!(error instanceof AmbiguousTask)) throw error;
    throw InputError.in(recording, `${error.message}: ${error.tasks.map(({ name, pid }) => `${name} (${pid ?? 'no number'})`).join(', ')}; \`--task ${error.tasks[0]!.pid ?? 'NUMBER'}=${error.process}\` says which`);
  }
  throw InputError.in(recording, `no task in it is called like a process of the scenario (${processes.join(', ')}); \`--task NAME=${processes[0]!}\` says who is who, and \`daxscn import\` which tasks there are`);
}

/** What of the model kernel the execution performs that follows the recording, as far as one does. */
function coverageOf(scenario: LoadedScenario, version: Version, { whole, prefixes }: Validation, environment: Environment): SuiteCoverage {
  const coverage = new SuiteCoverage(environment, new ProgressLine(environment));
  const end = whole ?? prefixes[0]?.ends[0]?.followed;
  if (end) coverage.perform(scenario, version, choicesTo(end));
  return coverage;
}

function documentOf(
  recording: string, { strangeLines }: RecordingReader, kernel: Version, scenario: string, { validation, tasks }: ComparedRecording, { missing }: TaskAssignment, program: Parameters<typeof differencesOf>[0],
): RecordingDocument {
  const { whole, gaveUp, order, states } = validation;
  const differences = differencesOf(program, validation);
  return {
    recording, scenario, kernel: formatVersion(kernel),
    verdict: whole ? 'follows' : gaveUp ? 'unknown' : 'differs',
    observations: order.size, openOrders: order.open, states,
    schedule: whole ? formatSchedule(choicesTo(whole)) : differences[0]?.schedule ?? '',
    tasks: tasks.map(({ process, name, pid, calls, leftOut }) => ({
      process, name, ...(pid !== undefined && { pid }), calls: calls.length,
      leftOut: leftOut.slice(0, MOST_LEFT_OUT).map(({ systemCall, functions, begin }) => ({ call: systemCall ?? [...functions][0]!, line: begin.line })), leftOutCount: leftOut.length,
    })),
    missing, strangeLines, differences,
  };
}

