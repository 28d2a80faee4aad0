// What a workload comes to on one kernel and not on another: the classes in which its runs end, by verdict, what calls return, and which marks are passed.
import { compile } from '../compiler/compile';
import type { Program } from '../compiler/program';
import { findClasses, findOutcomes, type Class, type OutcomeClass } from '../explorer/answers/outcomes';
import type { Bounds, Progress } from '../explorer/search/bounds';
import { verdictText } from '../explorer/verdict-words';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { isSame, type ExplainedFault, type Fault, type Trial, type TrialJob } from './fault';

interface Side { readonly tree: ScenarioTree; readonly version: Version }

/** A class in words that are the same on both kernels. */
interface Outcome<Of extends Class = Class> {
  readonly of: Of;
  /** `holds; a: ftruncate(victim, 0) = 0`; marks that only one kernel has are left out. */
  readonly text: string;
  /** What differences are told apart by: `ftruncate = -ERESTARTSYS`, `hang`. */
  readonly parts: readonly string[];
}

/** Its one fault is the difference, if there is one. What only one of the kernels can have counts as no difference. */
export function findDifference(job: TrialJob, kernel: KernelTree, bounds: Bounds): Trial {
  if (!job.unlike) return { states: 0, isComplete: true, faults: [] };
  const limits = { ...bounds, maxStates: job.maxStates };
  const programs = programsOf(job, job.unlike, kernel);
  if (!programs) return { states: 0, isComplete: false, faults: [] };
  const [here, there] = programs.map((program) => ({ program, ...endOf(findClasses(program, limits)) })) as [Found, Found];
  const states = here.states + there.states;
  if (!here.isComplete || !there.isComplete) return { states, isComplete: false, faults: [] };
  const [one, other] = [here, there].map(({ program, classes }, side) => classes.map((each) => outcomeOf(program, each, marksOf(side === 0 ? there.program : here.program))));
  const functions = differentParts(one!, other!);
  return { states, isComplete: true, faults: functions.length > 0 ? [faultOf(functions)] : [] };
}

interface Found { readonly program: Program; readonly classes: readonly Class[]; readonly states: number; readonly isComplete: boolean }

/** Of the outcomes that only one of the kernels has the shortest, with a run that shows it if that is the kernel of the job. */
export function explainDifference(job: TrialJob, kernel: KernelTree, like: Fault): ExplainedFault | undefined {
  const programs = job.unlike && programsOf(job, job.unlike, kernel);
  if (!programs) return undefined;
  const [here, there] = programs.map((program) => endOf(findOutcomes(program, { maxStates: job.maxStates })));
  if (here!.bound !== null || there!.bound !== null) return undefined;
  const one = here!.classes.map((each) => outcomeOf(programs[0], each, marksOf(programs[1])));
  const other = there!.classes.map((each) => outcomeOf(programs[1], each, marksOf(programs[0])));
  const fault = faultOf(differentParts(one, other));
  if (!isSame(fault, like)) return undefined;
  const gained = shortest(without(one, other));
  const lost = shortest(without(other, one));
  const story = gained ? `Only here: ${gained.text}.` : `No longer here: ${lost!.text}.`;
  const wrong = shortest(one.filter(({ of }) => of.verdict !== 'holds'));
  return { ...fault, schedule: gained?.of.schedule ?? '', events: (gained ?? lost)!.of.events, story, reason: story, expected: wrong ? verdictText(wrong.of) : 'holds' };
}

function programsOf(here: Side, there: Side, kernel: KernelTree): [Program, Program] | undefined {
  const compiled = [here, there].map(({ tree, version }) => compile(kernel, tree, version, { historyVariables: true }));
  const programs = compiled.flatMap((each) => ('errors' in each ? [] : [each.program]));
  return programs.length === 2 ? programs as [Program, Program] : undefined;
}

function endOf<Result>(searching: Generator<Progress, Result, void>): Result {
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}

function marksOf({ historyVariables }: Program): Set<string> {
  return new Set(historyVariables.flatMap(({ kind, name }) => (kind === 'mark' ? [name] : [])));
}

function outcomeOf<Of extends Class>({ tasks }: Program, of: Of, marks: ReadonlySet<string>): Outcome<Of> {
  const verdict = verdictText(of);
  const counts = of.counts.flatMap(({ variable: { kind, name, task }, times, returned, isUnderway }) => {
    if (kind === 'mark') return times > 0 && marks.has(name) ? [{ text: `${tasks[task]!.name}: ${name} × ${times}`, part: `${name} × ${times}` }] : [];
    const end = times > 0 ? `= ${returned ?? 'done'}` : isUnderway ? 'does not return' : 'is not called';
    return [{ text: `${tasks[task]!.name}: ${name} ${end}`, part: `${name.replace(/\(.*/, '')} ${end}` }];
  });
  return { of, text: [verdict, ...counts.map(({ text }) => text)].join('; '), parts: [...(verdict === 'holds' ? [] : [verdict]), ...counts.map(({ part }) => part)] };
}

function without<Of extends Class>(outcomes: readonly Outcome<Of>[], others: readonly Outcome[]): Outcome<Of>[] {
  const known = new Set(others.map(({ text }) => text));
  return outcomes.filter(({ text }) => !known.has(text));
}

/** What only one of them has, with its sign; where all of it is on both, the calls whose results come together otherwise. None if there is no difference. */
function differentParts(here: readonly Outcome[], there: readonly Outcome[]): string[] {
  const [gained, lost] = [without(here, there), without(there, here)];
  if (gained.length + lost.length === 0) return [];
  const partsOf = (outcomes: readonly Outcome[]): Set<string> => new Set(outcomes.flatMap(({ parts }) => parts));
  const [own, others] = [partsOf(here), partsOf(there)];
  const signed = [...[...own].filter((part) => !others.has(part)).map((part) => `only here: ${part}`), ...[...others].filter((part) => !own.has(part)).map((part) => `no longer: ${part}`)];
  return signed.length > 0 ? signed.sort() : [...new Set([...gained, ...lost].flatMap(({ parts }) => parts.map((part) => `other combinations: ${part.replace(/ .*/, '')}`)))].sort();
}

function faultOf(functions: readonly string[]): Fault {
  return { verdict: 'differs', property: null, functions, events: 0 };
}

function shortest(outcomes: readonly Outcome<OutcomeClass>[]): Outcome<OutcomeClass> | undefined {
  return [...outcomes].sort((one, other) => one.of.events - other.of.events)[0];
}
