// The search for a verdict in the background.
import { compile } from '../../compiler/compile';
import { watchedBy } from '../../compiler/lowering/watch';
import type { Program } from '../../compiler/program';
import { formatDiagnostic, isModelLimit } from '../../language/diagnostics';
import type { KernelTree, ScenarioTree } from '../../language/tree';
import { parseVersion } from '../../language/versions';
import type { Execution } from '../../machine/execution/execution';
import { raceOf } from '../../machine/explain/race';
import { replay } from '../../machine/schedule/replay';
import { explore, type Exploration, type Progress } from '../explore';
import type { Examination, Wanted } from './examination';
import type { Access, Budget, Outcome } from './outcome';
import { anchorOf, type Place, type Places } from './places';

export interface LiveSearch {
  readonly kernel: KernelTree;
  readonly tree: ScenarioTree;
  readonly examination: Examination;
  readonly wanted: Wanted;
  readonly budget: Budget;
  now(): number;
  isCancelled(): boolean;
}

/** Compiles and searches, as `daxscn check` does; yields now and then. What was cancelled has no outcome. */
export function* searchLive({ kernel, tree, examination, wanted, budget, now, isCancelled }: LiveSearch): Generator<Progress, Outcome | undefined, void> {
  const { expected, version } = wanted;
  const { positions, places } = examination;
  const watch = watchedBy(expected, tree, kernel);
  const started = now();
  const compiled = compile(kernel, tree, parseVersion(version), { ...(watch && { watch }) });
  if ('errors' in compiled) {
    const problem = compiled.errors.map((error) => (isModelLimit(error) ? `limit of the model: ${error.message}` : formatDiagnostic(error))).join('\n');
    return { problem, positions };
  }
  const { program } = compiled;
  const until = expected.verdict === 'holds' ? {} : { until: expected };
  const exploration = yield* explore(program, {
    ...until, reduction: true, symmetry: true, maxSeconds: budget.seconds, maxMemory: budget.memory, now, isCancelled,
  });
  const { verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait, error } = exploration;
  if (error) return { problem: formatDiagnostic({ ...error, severity: 'error', message: `the model fails: ${error.message}` }), positions };
  if (bound === 'cancelled' || isCancelled()) return undefined;
  return {
    verdict, property, states, transitions, complete, bound, schedule, events, reason, budget, seconds: (now() - started) / 1000,
    missingWait: missingWait && { sentence: missingWait.sentence, events: missingWait.events.map((event) => event + 1) },
    accesses: accessesOf(program, exploration, tree.source, places),
    ...(bound === 'model' && { positions }),
  };
}

/** The two accesses that race; of what no race explains, the events that the sentence about it names. */
function accessesOf(program: Program, { verdict, property, schedule, events, missingWait }: Exploration, source: string, places: Places): Access[] {
  if (schedule === null || events === null || events === 0) return [];
  const { execution } = replay(program, schedule);
  const race = verdict === 'violates' && property !== null && !program.response ? raceOf(execution, events - 1, property) : undefined;
  const indices = race ? [race.first.index, race.second.index] : (missingWait?.events ?? []);
  return [...new Set(indices)].sort((one, other) => one - other).map((index) => accessOf(execution, index, source, places));
}

function accessOf(execution: Execution, index: number, source: string, places: Places): Access {
  const { task, text, location: { frames } } = execution.eventAt(index);
  const innermost = frames[0]!;
  // The outermost frame of a process is its own body.
  const own = task.kind === 'process' ? frames.findLast((frame) => frame.source === source) : undefined;
  const anchor = ({ source: from, span }: Place) => anchorOf({ source: from, span }, places);
  return { task: task.name, event: index + 1, text, function: innermost.function, ...(own && { statement: anchor(own) }), kernel: anchor(innermost) };
}
