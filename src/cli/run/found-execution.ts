// The execution that is shown where no schedule is given: what `check` finds.
import { isFault } from '../../explorer/verdict-words';
import type { Version } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import type { Execution } from '../../machine/execution/execution';
import { replay } from '../../machine/schedule/replay';
import { Status, type Environment } from '../environment';
import { InputError } from '../input/input';
import { loadProgram, type LoadedScenario } from '../input/load';
import { perform } from './run';
import { searchHere } from '../search/searchers';

const MEMORY = 2048;
const SILENT = { event: () => {}, end: () => {} };

/** The counterexample of what the scenario expects to go wrong or, where it expects nothing, of what goes wrong; else its own schedule or a fair one. */
export async function foundExecution(scenario: LoadedScenario, version: Version | undefined, environment: Environment): Promise<Execution> {
  const { file, tree } = scenario;
  const kernel = version ?? loadProgram(scenario, version).kernel;
  const expected = tree.expects.find((each) => each.version === kernel && isFault(each.verdict)) ?? { verdict: 'holds' as const };
  const options = { reduction: true, symmetry: true, maxMemory: MEMORY };
  const outcome = await searchHere(environment)({ file, tree, version: kernel, expected, options }, () => {});
  if ('problem' in outcome) throw new InputError(outcome.problem, Status.badInput, outcome.errors);
  const { exploration: { verdict, schedule, bound } } = outcome;
  // What was searched may watch one property alone.
  const program = loadProgram(scenario, kernel);
  if (schedule !== null) return replay(program, schedule).execution;
  if (verdict === 'unknown') environment.err.write(`${file}: warning: whether something goes wrong on ${formatVersion(kernel)} is not known (the bound on ${bound} was reached): this is the scenario's own schedule\n`);
  return perform(program, scenario, undefined, SILENT, environment).execution;
}
