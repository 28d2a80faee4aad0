// A counterexample: a schedule that shows what can go wrong, and why it is wrong.
import { isReach } from '../../compiler/watched';
import type { Program, State, Violation } from '../../compiler/program';
import { unpackChoice, type Choice } from '../../machine/execution/choice';
import { Execution } from '../../machine/execution/execution';
import { livelockExplanation, stuckExplanation, violationExplanation, type Explanation } from '../../machine/explain/explanation';
import { livelockOf } from '../../machine/verdict/livelock';
import { formatSchedule } from '../../machine/schedule/schedule';
import { stuckVerdict, unanswered } from '../../machine/verdict/verdict';
import { brokenBy, violations } from '../../machine/execution/violations';
import type { Finding } from '../search/search';
import type { PackedProgram } from '../store/packed-program';
import { fewerSwitches, withFewestSwitches } from './switches';

/** Minimal in events, and among those in context switches as far as that could be told. */
export interface Counterexample extends Explanation {
  readonly verdict: 'violates' | 'deadlock' | 'hang' | 'livelock';
  readonly property: string | null;
  readonly schedule: string;
  readonly events: number;
}

/** The counterexample for a finding. `path`: the packed choices of a shortest path to its state. */
export function buildCounterexample(packed: PackedProgram, { verdict, property }: Finding, path: readonly number[]): Counterexample {
  const { program } = packed;
  const check = program.invariants.find(({ name }) => name === property)?.check;
  const isGoal = (state: State): boolean => {
    if (program.response) return unanswered(program, state) !== undefined;
    if (property === undefined) return stuckVerdict(program, state)?.verdict === verdict;
    return check ? check(state) !== undefined : program.violation(state)?.property === property;
  };
  return foundBy(program, withFewestSwitches(packed, path.map(unpackChoice), isGoal).choices, { verdict, property });
}

/** That of choices that lead to a finding. */
function foundBy(program: Program, choices: readonly Choice[], { verdict, property }: Pick<Finding, 'verdict'> & { readonly property?: string | undefined }): Counterexample {
  let explanation: Explanation | undefined;
  // Of several counterexamples one is shown as a rule.
  const explained = (): Explanation => explanation ??= explainEnd(perform(program, choices), property);
  return {
    verdict, property: property ?? null, schedule: formatSchedule(choices), events: choices.length,
    get reason() { return explained().reason; },
    get missingWait() { return explained().missingWait; },
  };
}

/** The counterexample for a lasso: a stem and a loop in which a process is starved, as packed choices. */
export function buildLasso(program: Program, stem: readonly number[], loop: readonly number[]): Counterexample {
  // A shorter loop at the end of this one may be enough.
  const excess = livelockOf(perform(program, [...stem, ...loop].map(unpackChoice)))!.begin - stem.length;
  const isGoal = (_: State, candidate: readonly Choice[]): boolean => livelockOf(perform(program, candidate))?.begin === stem.length;
  return lassoOf(program, fewerSwitches(program, [...stem, ...loop.slice(excess)].map(unpackChoice), isGoal));
}

/** That of choices that end in a loop in which a process is starved. */
function lassoOf(program: Program, choices: readonly Choice[]): Counterexample {
  const execution = perform(program, choices);
  const livelock = livelockOf(execution)!;
  return {
    ...(program.response ? { verdict: 'violates', property: program.watched!.name } : { verdict: 'livelock', property: null }), schedule: formatSchedule(choices), events: choices.length,
    ...livelockExplanation(execution, livelock),
  };
}

/** The execution of a path that the search has found. */
export function perform(program: Program, choices: readonly Choice[]): Execution {
  const execution = new Execution(program);
  for (const choice of choices) execution.advance(choice);
  return execution;
}

/** Why the end of the execution is a violation of the property or, without one, a deadlock or hang. */
export function explainEnd(execution: Execution, property: string | undefined): Explanation {
  const { program, length, state } = execution;
  if (property === undefined || program.response) return stuckExplanation(execution, stuckVerdict(program, state)!);
  const isIt = (candidate: Violation): boolean => candidate.property === property;
  if (length === 0) {
    const verb = isReach(program.watched) ? 'reached' : 'broken';
    return { reason: `${property} is ${verb} before the first event: ${violations(program, state).find(isIt)!.text}`, missingWait: null };
  }
  const violation = brokenBy(program, execution.stateAt(length - 1), state, execution.choiceAt(length - 1)).find(isIt) ?? violations(program, state).find(isIt)!;
  return violationExplanation(execution, { ...execution.eventAt(length - 1), violation });
}
