// A recording beside a scenario: how far the model can do what was recorded.
import type { Program } from '../../compiler/program';
import type { KernelTree } from '../../language/tree';
import { CallBounds } from '../call-bounds';
import type { CallExtent } from './call-extent';
import { matchCalls, type ProcessCall } from './match-calls';
import { SCAN } from './observation';
import { observationsOf, recordedFunctions, type Known } from './observations';
import type { OuterCall } from './outer-calls';
import type { TaskRecorder } from './recorded-task';
import { silentFunctions } from './silent-functions';
import { withoutDoubles } from './task-event';
import type { TaskAssignment } from './task-assignment';
import { validate, type Validation } from './validate';

export interface ComparedRecording {
  readonly validation: Validation;
  readonly tasks: readonly ComparedTask[];
}

/** A task of the recording and the process that it is held against. */
export interface ComparedTask {
  readonly process: string;
  readonly name: string;
  readonly pid: number | undefined;
  /** Calls of the process that the recording has. */
  readonly calls: readonly CallExtent[];
  /** Calls that come to functions of the model and are not in the scenario. */
  readonly leftOut: readonly OuterCall[];
}

/** `program`: compiled with history variables, of this kernel. `traced`: functions of which calls would be recorded, as far as the recording says. */
export function compareRecording(
  program: Program, kernel: KernelTree, recorder: TaskRecorder, assignment: TaskAssignment, traced: readonly string[], mostStates: number,
): ComparedRecording {
  const sources = comparedFunctions(kernel);
  const bounds = new CallBounds(kernel);
  const hasDax = isMountedWithDax(program);
  const isTraced = (name: string): boolean => sources.has(name) && (hasDax || !sources.get(name)!.startsWith('fs/dax/'));
  const known: Known = {
    sources, hasScans: hasDax, traced: new Set([...recorder.called, ...recorder.probed, ...traced].filter(isTraced)),
    processOf: (task, pid) => assignment.processOf(task, pid), comesTo: (caller, callee) => bounds.from(caller).has(callee),
  };
  const hasSystemCalls = assignment.pairs.some(({ task }) => task.calls.all.some(({ systemCall }) => systemCall !== undefined));
  const tasks = assignment.pairs.map(({ process, task: { name, pid, calls } }): ComparedTask => {
    const { extents, leftOut } = matchCalls(process, calls.all, callsOf(program, process, kernel, bounds), (each) => sources.has(each), hasSystemCalls);
    return { process, name, pid, calls: extents, leftOut };
  });
  const events = withoutDoubles(recorder.events);
  const validation = validate(program, {
    observations: observationsOf(events, tasks.flatMap(({ calls }) => calls), known),
    functions: recordedFunctions(events, tasks.map(({ process }) => process), known),
    closed: new Set(), silent: silentFunctions(kernel), hasScans: known.hasScans && known.traced.has(SCAN), hasWakeUps: recorder.hasWakeUps,
  }, mostStates);
  return { validation, tasks };
}

/** Functions of the model that have events of their own, with their sources. Those of locks do not count: whoever waits for a lock waits in any of them. */
export function comparedFunctions({ functions }: Pick<KernelTree, 'functions'>): Map<string, string> {
  return new Map(functions.flatMap(({ name, kind, source }) => (kind === 'plain' && !source.startsWith('kernel/locking/') ? [[name, source] as const] : [])));
}

/** What a process calls, in the order of the scenario. */
function callsOf({ tasks, historyVariables }: Program, process: string, { functions }: KernelTree, bounds: CallBounds): ProcessCall[] {
  const calls = historyVariables.filter(({ kind, task }) => kind === 'call' && tasks[task]!.name === process);
  return calls.map(({ name }, call) => {
    const called = /^\w+/.exec(name)![0];
    const found = functions.find((each) => each.name === called);
    return { call, function: called, doc: found?.doc ?? '', reachable: bounds.from(called), isLast: found?.noreturn === true };
  });
}

/** Whether any file system of the scenario is. */
function isMountedWithDax({ types }: Program): boolean {
  const mounts = types.find(({ name }) => name === 'super_block')?.instances ?? [];
  return mounts.some(({ fields }) => fields.some((field) => field.name === 's_dax' && field.kind === 'const' && field.values.includes(1)));
}
