// A counterexample: a schedule that shows what can go wrong, and why it is wrong.
import { isReach } from '../../compiler/watched';
import type { Program, State } from '../../compiler/program';
import { unpackChoice, type Choice } from '../../machine/execution/choice';
import { Execution } from '../../machine/execution/execution';
import { explainViolation } from '../../machine/explain/explain';
import { explainStuck } from '../../machine/explain/explain-stuck';
import { livelockOf } from '../../machine/verdict/livelock';
import { formatSchedule } from '../../machine/schedule/schedule';
import { stuckVerdict } from '../../machine/verdict/verdict';
import { violations } from '../../machine/execution/violations';
import type { Finding } from '../search/search';
import type { PackedProgram } from '../store/packed-program';
import { fewerSwitches, withFewestSwitches } from './switches';

/** Minimal in events, and among those in context switches as far as that could be told. */
export interface Counterexample {
  readonly verdict: 'violates' | 'deadlock' | 'hang' | 'livelock';
  readonly property: string | null;
  readonly schedule: string;
  readonly events: number;
  readonly reason: string;
}

/** The counterexample for a finding. `path`: the packed choices of a shortest path to its state. */
export function buildCounterexample(packed: PackedProgram, { verdict, property }: Finding, path: readonly number[]): Counterexample {
  const { program } = packed;
  const check = program.invariants.find(({ name }) => name === property)?.check;
  const isGoal = (state: State): boolean => {
    if (property === undefined) return stuckVerdict(program, state)?.verdict === verdict;
    return check ? check(state) !== undefined : program.violation(state)?.property === property;
  };
  const { choices } = withFewestSwitches(packed, path.map(unpackChoice), isGoal);
  let reason: string | undefined;
  return {
    verdict, property: property ?? null, schedule: formatSchedule(choices), events: choices.length,
    // Of several counterexamples one is shown as a rule.
    get reason() { return reason ??= reasonOf(program, choices, property); },
  };
}

/** The counterexample for a lasso: a stem and a loop in which a process is starved, as packed choices. */
export function buildLasso(program: Program, stem: readonly number[], loop: readonly number[]): Counterexample {
  // A shorter loop at the end of this one may be enough.
  const excess = livelockOf(perform(program, [...stem, ...loop].map(unpackChoice)))!.begin - stem.length;
  const isGoal = (_: State, candidate: readonly Choice[]): boolean => livelockOf(perform(program, candidate))?.begin === stem.length;
  const choices = fewerSwitches(program, [...stem, ...loop.slice(excess)].map(unpackChoice), isGoal);
  return {
    verdict: 'livelock', property: null, schedule: formatSchedule(choices), events: choices.length,
    reason: livelockOf(perform(program, choices))!.reason,
  };
}

function perform(program: Program, choices: readonly Choice[]): Execution {
  const execution = new Execution(program);
  for (const choice of choices) execution.advance(choice);
  return execution;
}

function reasonOf(program: Program, choices: readonly Choice[], property: string | undefined): string {
  const execution = perform(program, choices);
  if (property === undefined) return explainStuck(execution, stuckVerdict(program, execution.state)!);
  const violation = violations(program, execution.state).find((candidate) => candidate.property === property)!;
  const verb = isReach(program.watched) ? 'reached' : 'broken';
  if (choices.length === 0) return `${property} is ${verb} before the first event: ${violation.text}`;
  const last = execution.eventAt(choices.length - 1);
  return explainViolation(execution, last.violation?.property === property ? last : { ...last, violation });
}
