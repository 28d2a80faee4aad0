// One workload, searched completely: every interleaving until the first property breaks in it.
import { compile } from '../compiler/compile';
import type { FrameInfo, Program, State } from '../compiler/program';
import { buildCounterexample, perform } from '../explorer/counterexample/counterexample';
import { expandWithin, Limits, type Bounds } from '../explorer/search/bounds';
import { Search, type Finding } from '../explorer/search/search';
import { verdictText } from '../explorer/verdict-words';
import type { KernelTree } from '../language/tree';
import { unpackChoice } from '../machine/execution/choice';
import type { Execution } from '../machine/execution/execution';
import { raceOf } from '../machine/explain/race';
import { explainDifference, findDifference } from './difference';
import { isSame, type ExplainedFault, type Fault, type Trial, type TrialJob } from './fault';

/** Frames by which two stacks are told apart. */
const FRAMES = 4;

export function tryWorkload(job: TrialJob, kernel: KernelTree, bounds: Bounds = {}): Trial {
  if (job.unlike !== undefined) return findDifference(job, kernel, bounds);
  const done = searchWorkload(job, kernel, bounds);
  if (!done) return { states: 0, isComplete: false, faults: [] };
  const { search, isComplete, findings } = done;
  return { states: search.visited.size, isComplete, faults: findings.map((finding) => faultOf(search, finding)) };
}

/** The fault that is the same mistake, if the workload has it. */
export function explainFault(job: TrialJob, kernel: KernelTree, like: Fault): ExplainedFault | undefined {
  if (job.unlike) return explainDifference(job, kernel, like);
  const done = searchWorkload(job, kernel, {});
  if (!done) return undefined;
  const { search, findings } = done;
  for (const finding of findings) {
    const fault = faultOf(search, finding);
    if (!isSame(fault, like)) continue;
    const { schedule, events, reason, missingWait } = buildCounterexample(search.packed, finding, search.pathTo(finding.state));
    const isAlone = fault.property !== null && fault.functions.length === 1;
    return { ...fault, schedule, events, reason, expected: verdictText(fault), story: isAlone ? reason : missingWait?.sentence ?? reason };
  }
  return undefined;
}

interface Done {
  readonly search: Search;
  readonly isComplete: boolean;
  readonly findings: readonly Finding[];
}

/** Undefined if it does not compile: the model has no room for it. */
function searchWorkload({ tree, version, maxStates, property }: TrialJob, kernel: KernelTree, bounds: Bounds): Done | undefined {
  const isInvariant = property !== undefined && !STUCK.includes(property);
  const compiled = compile(kernel, tree, version, isInvariant ? { watch: { name: property, kind: 'safety' } } : {});
  if ('errors' in compiled) return undefined;
  const search = new Search(compiled.program, { endAtViolations: true });
  const { program, visited, packed: { coder } } = search;
  const findings: Finding[] = [];
  search.onFinding = (finding) => {
    const { verdict, property, state } = finding;
    if (findings.some((other) => other.verdict === verdict && other.property === property)) return;
    if (verdict === 'hang' && isKept(program, coder.read(visited.words(state), visited.offset(state), visited.width))) return;
    findings.push(finding);
  };
  const expanding = expandWithin(search, new Limits({ ...bounds, maxStates }));
  let step = expanding.next();
  while (!step.done) step = expanding.next();
  return {
    search, isComplete: step.value === null && !search.failure && search.limits.length === 0,
    findings: findings.filter((finding) => property === undefined || (finding.property ?? finding.verdict) === property),
  };
}

/** Whether all that anybody waits for is kept by processes that have come to their end: they could have let go, so that says nothing about the kernel. */
function isKept({ tasks, location, blocked }: Program, state: State): boolean {
  const waits = tasks.flatMap(({ index }) => blocked(state, index) ?? []);
  return waits.every(({ holders }) => holders.length > 0 && holders.every((holder) => location(state, holder).status === 'ended'));
}

/** What can be hunted beside the names of invariants. */
export const STUCK: readonly string[] = ['deadlock', 'hang'];

function faultOf(search: Search, finding: Finding): Fault {
  const path = search.pathTo(finding.state);
  const { verdict, property } = finding;
  return { verdict, property: property ?? null, functions: functionsOf(perform(search.program, path.map(unpackChoice)), property), events: path.length };
}

/** Those that race at the end of the execution. */
function functionsOf(execution: Execution, property: string | undefined): string[] {
  const { program, length, state } = execution;
  if (property === undefined) {
    const stuck = program.tasks.filter(({ index }) => program.blocked(state, index));
    return [...new Set(stuck.map(({ index }) => stackOf(program.location(state, index).frames)))].sort();
  }
  const race = raceOf(execution, length - 1, property);
  const framesAt = (index: number): readonly FrameInfo[] => execution.eventAt(index).location.frames;
  return [...(race ? [framesAt(race.first.index)[0]!.function] : []), stackOf(framesAt(race?.second.index ?? length - 1))];
}

/** Without the process, whose name says nothing. */
function stackOf(frames: readonly FrameInfo[]): string {
  return frames.slice(0, Math.min(FRAMES, Math.max(1, frames.length - 1))).map((frame) => frame.function).join(' < ');
}
