// What the runs of a program come to: every end, sorted into classes by what the system calls returned and which
// marks were passed how often, each class with the shortest run that shows it.
// Invariant: a run ends where no task is enabled, or with the event that violates a property.
import type { HistoryVariable, ModelError, Program, State } from '../../compiler/program';
import { unpackChoice } from '../../machine/execution/choice';
import { formatSchedule } from '../../machine/schedule/schedule';
import { stuckVerdict } from '../../machine/verdict/verdict';
import { expandWithin, Limits, type Bound, type Bounds, type Progress } from '../search/bounds';
import { Search } from '../search/search';
import { fewerSwitches } from '../counterexample/switches';

/** The value of one history variable at the end of a run. */
export interface Count {
  readonly variable: HistoryVariable;
  /** `MOST_COUNTED` stands for as often or more often. */
  readonly times: number;
  /** Of a call that has not returned: whether it has begun. */
  readonly isUnderway: boolean;
  /** What the call returned last: `0`, `-EFAULT`. Null if it did not return, or returns nothing. */
  readonly returned: string | null;
}

/** Runs with the same verdict and the same values of all history variables. `schedule`, of `events` events, is a shortest one. */
export interface OutcomeClass {
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang';
  readonly property: string | null;
  /** One for each of the program's history variables. Empty for `violates`: the run is not over there. */
  readonly counts: readonly Count[];
  /** How many states there are in which such runs end. */
  readonly endStates: number;
  readonly schedule: string;
  readonly events: number;
}

/** The classes, what holds first. */
export interface Outcomes {
  /** The program with history variables. Schedules fit the one without them as well. */
  readonly program: Program;
  readonly classes: readonly OutcomeClass[];
  /** Why there may be more; null if these are all. `model`: the model has no room for some runs. */
  readonly bound: Bound | 'model' | null;
  /** The model failed: there may be more. */
  readonly error?: ModelError;
}

/** Without a run that shows it. */
export type Class = Omit<OutcomeClass, 'endStates' | 'schedule' | 'events'>;

interface Found extends Class {
  readonly key: string;
  readonly state: number;
  endStates: number;
}

const VERDICTS = ['holds', 'violates', 'deadlock', 'hang'];

/** All classes, in the order in which they are found, without runs that show them: much quicker. `states`: how many were visited. */
export function* findClasses(program: Program, bounds: Bounds = {}): Generator<Progress, { readonly classes: readonly Class[]; readonly states: number; readonly isComplete: boolean }, void> {
  const { search, found, bound } = yield* endings(program, bounds);
  return { classes: found, states: search.visited.size, isComplete: bound === null && search.limits.length === 0 && !search.failure };
}

/** Sorts all runs of a program that was compiled with history variables (`CompileOptions.historyVariables`). */
export function* findOutcomes(program: Program, bounds: Bounds = {}): Generator<Progress, Outcomes, void> {
  const { search, found, bound } = yield* endings(program, bounds);
  const ending = endingAtViolations(program);
  const classes = [...found].sort(byVerdictAndCounts).map(({ key, state, ...rest }): OutcomeClass => {
    const isGoal = (reached: State): boolean => isEnd(ending, reached) && keyOf(classOf(program, reached)) === key;
    const choices = fewerSwitches(ending, search.visited.pathTo(state).map(unpackChoice), isGoal);
    return { ...rest, schedule: formatSchedule(choices), events: choices.length };
  });
  return { program, classes, bound: bound ?? (search.limits.length > 0 ? 'model' : null), ...(search.failure && { error: search.failure.error }) };
}

function* endings(program: Program, bounds: Bounds): Generator<Progress, { readonly search: Search; readonly found: readonly Found[]; readonly bound: Bound | null }, void> {
  const search = new Search(program, { endAtViolations: true });
  const found = new Map<string, Found>();
  search.onEnd = (values, state) => {
    const ending = classOf(program, values);
    const key = keyOf(ending);
    const known = found.get(key);
    if (known) known.endStates++;
    else found.set(key, { ...ending, key, state, endStates: 1 });
  };
  const bound = yield* expandWithin(search, new Limits(bounds));
  return { search, found: [...found.values()], bound };
}

/** The class of the run that ends in this state. */
export function classOf(program: Program, state: State): Class {
  const violation = program.violation(state);
  if (violation) return { verdict: 'violates', property: violation.property, counts: [] };
  const counts = program.historyVariables.map((variable): Count => {
    const times = state[variable.count]!;
    const returned = variable.result && times > 0 ? variable.result.format(state[variable.result.slot]!) : null;
    const isUnderway = times === 0 && variable.activation !== undefined
      && program.location(state, variable.task).frames.some(({ activation }) => activation === variable.activation);
    return { variable, times, isUnderway, returned };
  });
  return { verdict: stuckVerdict(program, state)?.verdict ?? 'holds', property: null, counts };
}

/** The same program, to be performed by `enabled` and `step`: no task moves any more once a property is violated. */
function endingAtViolations(program: Program): Program {
  return { ...program, enabled: (state, task) => (program.violation(state) ? 0 : program.enabled(state, task)) };
}

function isEnd(program: Program, state: State): boolean {
  return program.tasks.every(({ index }) => program.enabled(state, index) === 0);
}

function keyOf({ verdict, property, counts }: Class): string {
  return JSON.stringify([verdict, property, ...counts.flatMap(({ times, isUnderway, returned }) => [times, isUnderway, returned])]);
}

/** What holds first; then by the first count that differs. */
function byVerdictAndCounts(one: Class, other: Class): number {
  const verdict = VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict);
  if (verdict !== 0) return verdict;
  for (const [i, { times, isUnderway, returned }] of one.counts.entries()) {
    const rival = other.counts[i]!;
    const order = times - rival.times || Number(isUnderway) - Number(rival.isUnderway) || (returned ?? '').localeCompare(rival.returned ?? '', 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return (one.property ?? '').localeCompare(other.property ?? '', 'en');
}

/** What no run does that breaks no property, in words: a verdict says nothing about it. Only true if the classes are all there are. */
export function neverDone({ program: { tasks, historyVariables }, classes }: Outcomes): string[] {
  const complete = classes.filter(({ verdict }) => verdict !== 'violates');
  if (complete.length === 0) return [];
  return historyVariables.flatMap((variable, i) => {
    const name = tasks[variable.task]!.name;
    const passed = complete.map(({ counts }) => counts[i]!).filter(({ times }) => times > 0);
    if (variable.kind === 'mark') return passed.length === 0 ? [`${name} never passes ${variable.name}`] : [];
    if (passed.length === 0) return [`${variable.name} of ${name} ${complete.some(({ counts }) => counts[i]!.isUnderway) ? 'never returns' : 'is never called'}`];
    // Of several returns only the last is known.
    const isError = ({ times, returned }: Count): boolean => times === 1 && variable.result?.type.kind === 'int' && returned!.startsWith('-');
    return passed.every(isError) ? [`${variable.name} of ${name} never succeeds`] : [];
  });
}
