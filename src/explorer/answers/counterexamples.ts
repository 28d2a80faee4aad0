// Different ways in which a program goes wrong: counterexamples that are told apart by the functions that race in them, or, where nobody can go
// on, by those in which tasks stand. A breadth-first search meets each way first where it is shortest.
import type { FrameInfo, ModelError, Program, State } from '../../compiler/program';
import { unpackChoice, type Choice } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { brokenBy } from '../../machine/execution/violations';
import { raceOf } from '../../machine/explain/race';
import { formatSchedule } from '../../machine/schedule/schedule';
import { stuckVerdict, unanswered } from '../../machine/verdict/verdict';
import { explainEnd, perform, type Counterexample } from '../counterexample/counterexample';
import { fewerSwitches } from '../counterexample/switches';
import { expandWithin, Limits, type Bound, type Bounds, type Progress } from '../search/bounds';
import { Search, type Finding } from '../search/search';

/** `functions`: those that race, the first access first, or that the tasks which cannot go on stand in; each with its system call: `ftruncate … dax_unlock_entry`. */
export interface DifferentCounterexample extends Counterexample {
  readonly functions: readonly string[];
}

export interface Counterexamples {
  /** Those that need the fewest events first. */
  readonly found: readonly DifferentCounterexample[];
  /** Why there may be others though fewer were found than asked for: a bound, or so many findings of known kinds that the rest was left out. */
  readonly bound: Bound | 'findings' | null;
  readonly error?: ModelError;
}

/** Findings that are looked at in detail: each is an execution to be performed and explained. */
const MOST_FINDINGS = 2_000;

/** What a finding is, if its last event is what went wrong. */
interface Kind {
  readonly verdict: Finding['verdict'];
  readonly property: string | undefined;
  readonly functions: readonly string[];
  /** How many events it takes to go wrong. */
  readonly events: number;
}

/** Up to `most` of them. Searches without reduction. */
export function* findCounterexamples(program: Program, most: number, bounds: Bounds = {}): Generator<Progress, Counterexamples, void> {
  const search = new Search(program);
  const found = new Map<string, DifferentCounterexample>();
  const waiting: Finding[] = [];
  let looked = 0;
  search.onFinding = (finding) => waiting.push(finding);
  const look = (): boolean => {
    for (const finding of waiting.splice(0)) {
      if (found.size >= most || looked++ >= MOST_FINDINGS) return true;
      const choices = search.visited.pathTo(finding.state).map(unpackChoice);
      const kind = kindOf(perform(program, choices), finding);
      if (kind && !found.has(keyOf(kind))) found.set(keyOf(kind), build(program, choices.slice(0, kind.events), kind));
    }
    return found.size >= most || looked > MOST_FINDINGS;
  };
  const bound = yield* expandWithin(search, new Limits(bounds), look);
  look();
  return {
    found: [...found.values()],
    bound: found.size >= most ? null : looked > MOST_FINDINGS ? 'findings' : bound,
    ...(search.failure && { error: search.failure.error }),
  };
}

/** Undefined if the finding is what another one has left: the property was broken before. */
function kindOf(execution: Execution, { verdict, property }: Finding): Kind | undefined {
  const { program, length } = execution;
  if (property === undefined || program.response) {
    const stuck = program.tasks.filter(({ index }) => program.blocked(execution.state, index));
    return { verdict, property, events: length, functions: stuck.map(({ index }) => functionsOf(program.location(execution.state, index).frames)) };
  }
  const index = Array.from({ length }, (_, at) => at)
    .find((at) => brokenBy(program, execution.stateAt(at), execution.stateAt(at + 1), execution.choiceAt(at)).some((broken) => broken.property === property));
  if (index === undefined) return undefined;
  const race = raceOf(execution, index, property);
  const accesses = race ? [race.first.index, race.second.index] : [index];
  return { verdict, property, events: index + 1, functions: accesses.map((at) => functionsOf(execution.eventAt(at).location.frames)) };
}

/** The system call and the innermost function: tasks do not count, since alike ones make the same mistake. */
function functionsOf(frames: readonly FrameInfo[]): string {
  const [inner, call] = [frames[0]!.function, frames.at(-2)?.function];
  return call === undefined || call === inner ? inner : `${call} … ${inner}`;
}

function keyOf({ verdict, property, functions }: Omit<Kind, 'events'>): string {
  return JSON.stringify([verdict, property, functions]);
}

function build(program: Program, path: readonly Choice[], kind: Kind): DifferentCounterexample {
  const { verdict, property, functions } = kind;
  const isGoal = (state: State, candidate: readonly Choice[]): boolean => {
    const isRight = program.response ? unanswered(program, state) !== undefined
      : property === undefined ? stuckVerdict(program, state)?.verdict === verdict : program.violation(state) !== undefined;
    if (!isRight) return false;
    const other = kindOf(perform(program, candidate), { verdict, state: -1, ...(property !== undefined && { property }) });
    return other !== undefined && other.events === candidate.length && keyOf(other) === keyOf(kind);
  };
  const choices = fewerSwitches(program, path, isGoal);
  const execution = perform(program, choices);
  return { verdict, property: property ?? null, functions, schedule: formatSchedule(choices), events: choices.length, ...explainEnd(execution, property) };
}
