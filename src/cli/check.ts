// `daxscn check`: every interleaving of every scenario on every version that it expects something of.
import { formatDiagnostic } from '../language/diagnostics';
import type { Expect, Version } from '../language/tree';
import type { Program } from '../compiler/program';
import { explore, type Exploration, type ExploreOptions } from '../explorer/explore';
import { Status, worstStatus, type Environment } from './environment';
import { checkDocument } from './check-json';
import { checkText } from './check-text';
import { InputError, readVersion } from './input';
import { loadProgram, loadScenario, type LoadedScenario } from './load';
import { showProgress } from './progress';

export interface CheckOptions {
  readonly kernel?: string;
  readonly json?: boolean;
  readonly reduction?: boolean;
  readonly symmetry?: boolean;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
}

export interface CheckResult {
  readonly file: string;
  readonly program: Program;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  readonly exploration: Exploration;
  readonly seconds: number;
  readonly pass: boolean;
}

export function check(files: readonly string[], options: CheckOptions, environment: Environment): number {
  const version = options.kernel === undefined ? undefined : readVersion(options.kernel);
  const results: CheckResult[] = [];
  const statuses: number[] = [];
  // One bad file, or one version that it does not compile for, does not keep the others from being checked.
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      environment.err.write(`${error.message}\n`);
      statuses.push(Status.badInput);
    }
  };
  for (const file of files) {
    attempt(() => {
      const scenario = loadScenario(file, environment);
      for (const expectation of expectations(scenario, version)) {
        attempt(() => {
          const result = checkOne(scenario, expectation, options, environment);
          results.push(result);
          statuses.push(statusOf(result));
          if (!options.json) checkText(result, files.length === 1, environment);
          reportModelError(result, environment);
        });
      }
    });
  }
  if (options.json) environment.out.write(`${JSON.stringify(checkDocument(results), null, 2)}\n`);
  return worstStatus(statuses);
}

interface Expectation {
  readonly version: Version | undefined;
  readonly expected: CheckResult['expected'];
}

/** What the scenario expects; of a version that it does not mention, that everything holds. */
function expectations({ tree }: LoadedScenario, only: Version | undefined): Expectation[] {
  const said = tree.expects.filter(({ version }) => only === undefined || version === only)
    .map((expected) => ({ version: expected.version, expected }));
  return said.length > 0 ? said : [{ version: only, expected: { verdict: 'holds' } }];
}

function checkOne(
  scenario: LoadedScenario, { version, expected }: Expectation, options: CheckOptions, environment: Environment,
): CheckResult {
  const { file } = scenario;
  const program = loadProgram(scenario, version);
  const started = environment.now();
  const exploration = exploreAloud(file, program, expected, options, environment);
  const seconds = (environment.now() - started) / 1000;
  const pass = exploration.verdict === expected.verdict
    && (expected.property === undefined || exploration.property === expected.property);
  return { file, program, expected, exploration, seconds, pass };
}

function exploreAloud(
  file: string, program: Program, expected: CheckResult['expected'], bounds: CheckOptions, environment: Environment,
): Exploration {
  const { maxStates, maxSeconds, maxMemory } = bounds;
  const options: ExploreOptions = {
    now: () => environment.now(),
    ...(expected.verdict !== 'holds' && { until: expected }),
    ...(bounds.reduction && { reduction: true }),
    ...(bounds.symmetry && { symmetry: true }),
    ...(maxStates !== undefined && { maxStates }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(maxMemory !== undefined && { maxMemory }),
  };
  const progress = showProgress(file, program.kernel, environment);
  const exploration = explore(program, options);
  try {
    for (;;) {
      const { done, value } = exploration.next();
      if (done) return value;
      progress.report(value);
    }
  } finally {
    progress.clear();
  }
}

function statusOf({ exploration, pass }: CheckResult): number {
  if (exploration.error) return Status.badInput;
  if (exploration.verdict === 'unknown') return Status.unknown;
  return pass ? Status.expected : Status.different;
}

function reportModelError({ exploration: { error, schedule } }: CheckResult, { err }: Environment): void {
  if (!error) return;
  const way = schedule ? ` (schedule ${schedule})` : '';
  const message = `the model fails${way}: ${error.message}`;
  err.write(`${formatDiagnostic({ severity: 'error', source: error.source, span: error.span, message })}\n`);
}
