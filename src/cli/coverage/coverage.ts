// `check --coverage`: what all the scenarios that are checked carry out of the model kernel and of themselves. Every version of
// every scenario is explored to the end once more, counting, whatever its verdict.
import { writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Coverage, type FileCoverage } from '../../explorer/answers/coverage';
import type { Bounds, Exploration } from '../../explorer/explore';
import { formatVersion } from '../../language/versions';
import type { Version } from '../../language/tree';
import type { Choice } from '../../machine/execution/choice';
import type { Environment } from '../environment';
import { InputError, writingProblem } from '../input/input';
import { lcov } from './lcov';
import { loadProgram, type LoadedScenario } from '../input/load';
import { boundText } from '../../explorer/verdict-words';
import type { ProgressLine } from '../search/search-progress';

/** What all the searches together have seen. */
export interface CoverageResult {
  readonly files: readonly FileCoverage[];
  /** `a.daxscn on v4.17: the bound on states was reached`: lines may be reached beyond. */
  readonly unfinished: readonly string[];
  /** From the folder that paths are told from, if it is below; else from the root. */
  pathOf(file: FileCoverage): string;
}

export class SuiteCoverage implements CoverageResult {
  readonly #coverage = new Coverage();
  readonly #seen = new Set<string>();
  readonly unfinished: string[] = [];

  /** `root`: the folder that paths are told from. */
  constructor(private readonly environment: Environment, private readonly progress: ProgressLine, private readonly root = '') {}

  /** Throws an InputError if the scenario does not compile for the version. */
  add(scenario: LoadedScenario, version: Version | undefined, bounds: Bounds): void {
    const { file, kernel, tree } = scenario;
    const program = loadProgram(scenario, version, { coverageCounters: this.#coverage.counters });
    const name = `${file} on ${formatVersion(program.kernel)}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    this.#coverage.include(kernel, tree, program.kernel);
    const unfinished = this.progress.follow(`${file} ${formatVersion(program.kernel)}`, this.#coverage.explore(program, bounds));
    if (!unfinished) return;
    this.unfinished.push(`${name}: ${unfinished.error ?? boundText(unfinished.bound!)}`);
  }

  /** One execution alone. */
  perform(scenario: LoadedScenario, version: Version, choices: readonly Choice[]): void {
    this.#coverage.include(scenario.kernel, scenario.tree, version);
    this.#coverage.perform(loadProgram(scenario, version, { coverageCounters: this.#coverage.counters }), choices);
  }

  /** What cannot even be compiled. */
  leaveOut({ file }: LoadedScenario, version: Version, { bound }: Pick<Exploration, 'bound'>): void {
    this.unfinished.push(`${file} on ${formatVersion(version)}: ${boundText(bound!)}`);
  }

  get files(): readonly FileCoverage[] {
    return this.#coverage.files();
  }

  pathOf({ isKernel, source }: FileCoverage): string {
    const path = isKernel ? join(this.environment.kernelFolder, source) : resolve(source);
    const below = relative(this.root, path);
    return below.startsWith('..') || isAbsolute(below) ? path : below;
  }
}

/** Throws an InputError if there is no such folder, or it may not be written to. */
export function writeLcov(path: string, result: CoverageResult): void {
  try {
    writeFileSync(path, lcov(result.files, (file) => result.pathOf(file)));
  } catch (error) {
    throw InputError.in(path, `the coverage cannot be written: ${writingProblem(error)}`);
  }
}
