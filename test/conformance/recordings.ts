// Recordings of real kernels (Debian's 5.10.262 and 6.18.15, unmodified, in QEMU): a log of what was done and a trace of ftrace each. Of some
// only the call trees are left.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Program } from '../../src/compiler/program';
import { checkScenario } from '../../src/language/check';
import { parseVersion } from '../../src/language/versions';
import { compileTrees } from '../compiler/tiny-kernel';
import { CallBounds } from '../../src/trace/call-bounds';
import { RecordingReader } from '../../src/trace/recording/recording-reader';
import { SCAN, type Recorded } from '../../src/trace/validation/observation';
import { comparedFunctions } from '../../src/trace/validation/compare-recording';
import { observationsOf, recordedFunctions, type Known } from '../../src/trace/validation/observations';
import { silentFunctions } from '../../src/trace/validation/silent-functions';
import { taskEvent, withoutDoubles, type TaskEvent } from '../../src/trace/validation/task-event';
import { modelKernel } from '../support/model-kernel';
import { operationsIn, parseCallTrees } from './call-tree';
import { readExperiment, type Experiment } from './experiment';
import { callsOf } from './marks';
import { samplesIn } from './samples';

export interface Recording {
  /** `6.18/g_x_trunc0` */
  readonly name: string;
  readonly experiment: Experiment;
  readonly recorded: Recorded;
}

const folder = join(__dirname, 'real-kernel');

const sources = comparedFunctions(modelKernel());

const silent = silentFunctions(modelKernel());
const bounds = new CallBounds(modelKernel());

export function readRecordings(): Recording[] {
  return ['5.10', '6.18'].flatMap((kernel) => {
    const files = readdirSync(join(folder, kernel)).filter((file) => !file.endsWith('.log.txt')).map((file) => `${kernel}/${file}`);
    return files.map((file) => readRecording(file, files));
  });
}

/** What was recorded, as a program of the kernel; on another version than that which was recorded, or on the same. */
export function programOf(experiment: Experiment, kernel = modelKernel(), version = experiment.kernel): Program {
  const { tree } = checkScenario('recorded.daxscn', experiment.scenario, kernel);
  return compileTrees({ kernel, scenario: tree! }, parseVersion(version)!, { historyVariables: true }).program;
}

/** Every function that a recording has, of all tasks. */
export function functionsIn(name: string): string[] {
  const file = readdirSync(join(folder, name, '..')).find((each) => !each.endsWith('.log.txt') && each.startsWith(`${basename(name)}.`))!;
  return callsIn(join(name, '..', file)).map(({ text }) => text);
}

/**
 * Most calls were recorded of one list of functions, so what one of these recordings has of the model, the others would have had, too. One has every function, but only down to a depth, and some have
 * those of locks: there it is what each has itself.
 */
function readRecording(file: string, all: readonly string[]): Recording {
  const [name] = file.split(/\.\w+\.txt/) as [string];
  const log = logOf(name, file);
  const experiment = readExperiment(log);
  const listed = new Set(all.filter((other) => other.includes('/g_')).flatMap(callsIn).map(({ text }) => text).filter((each) => sources.has(each)));
  const own = new Set(callsIn(file).map(({ text }) => text));
  const traced = new Set([...listed].filter((each) => (name.includes('/g_') || own.has(each)) && (experiment.isDax || !sources.get(each)!.startsWith('fs/dax/'))));
  const events = eventsIn(file);
  const { actors } = experiment;
  const names = new Set(actors.map((actor) => actor.name));
  const samples = samplesIn(log);
  const known: Known = {
    sources, traced, hasScans: experiment.isDax,
    comesTo: (caller, callee) => bounds.from(caller).has(callee),
    processOf: (task) => (names.has(task) ? task : undefined),
    stackIn: (process, from, to) => samples.find(({ task, time }) => task === process && time > from && time < to)?.functions,
  };
  return {
    name, experiment, recorded: {
      observations: observationsOf(events, callsOf(experiment, events), known), functions: recordedFunctions(events, actors.map((actor) => actor.name), known),
      closed: name.includes('/full_') ? deepestIn(file) : new Set(), silent, hasScans: experiment.isDax && own.has(SCAN), hasWakeUps: true,
    },
  };
}

function deepestIn(file: string): Set<string> {
  const calls = callsIn(file);
  const depth = Math.max(...calls.map(({ callers }) => callers.length));
  const open = new Set(calls.filter(({ callers }) => callers.length < depth).map(({ text }) => text));
  return new Set(calls.filter(({ text }) => !open.has(text)).map(({ text }) => text));
}

function callsIn(file: string): TaskEvent[] {
  return eventsIn(file).filter(({ name }) => name === 'call' || name === 'probe');
}

function eventsIn(file: string): TaskEvent[] {
  return file.endsWith('.chain.txt') ? parseCallTrees(read(file)) : parseTrace(read(file));
}

function parseTrace(text: string): TaskEvent[] {
  const events: TaskEvent[] = [];
  const reader = new RecordingReader((event) => {
    const found = taskEvent(event);
    if (found) events.push(found);
  });
  reader.read(text);
  reader.end();
  return withoutDoubles(events);
}

/** Where there is none, what a call tree has of it: these were made with files of four pages, and looked at what they had read. */
function logOf(name: string, file: string): string {
  if (existsSync(join(folder, `${name}.log.txt`))) return read(`${name}.log.txt`);
  return `# kernel ${name.split('/')[0]!}\ndaxlab -T 4 -f /${/_(x|e)_/.exec(name)![1]!}/f -s 16384 ${operationsIn(read(file))}\nlabA: after the read, page 1`;
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
