// `check --coverage`: what all the scenarios that are checked carry out of the model kernel and of themselves. Every version of
// every scenario is explored to the end once more, counting, whatever its verdict.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Coverage, type FileCoverage } from '../explorer/answers/coverage';
import type { Bounds } from '../explorer/explore';
import { formatVersion } from '../language/versions';
import type { Version } from '../language/tree';
import type { Environment } from './environment';
import { InputError } from './input';
import { lcov } from './lcov';
import { loadProgram, type LoadedScenario } from './load';
import type { ProgressLine } from './search-progress';

/** What all the searches together have seen. */
export interface CoverageResult {
  readonly files: readonly FileCoverage[];
  /** `a.daxscn on v4.17: the bound on states was reached`: lines may be reached beyond. */
  readonly unfinished: readonly string[];
  /** From here, if it is below. */
  pathOf(file: FileCoverage): string;
}

export class SuiteCoverage implements CoverageResult {
  readonly #coverage = new Coverage();
  readonly #seen = new Set<string>();
  readonly unfinished: string[] = [];

  constructor(private readonly environment: Environment, private readonly progress: ProgressLine) {}

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
    this.unfinished.push(`${name}: ${unfinished.error ?? `the bound on ${unfinished.bound} was reached`}`);
  }

  get files(): readonly FileCoverage[] {
    return this.#coverage.files();
  }

  pathOf({ isKernel, source }: FileCoverage): string {
    if (!isKernel) return source;
    const path = join(this.environment.kernelFolder, source);
    const fromHere = relative('', path);
    return fromHere.startsWith('..') ? path : fromHere;
  }
}

/** Makes the folder if need be. */
export function writeLcov(path: string, result: CoverageResult): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, lcov(result.files, (file) => result.pathOf(file)));
  } catch (error) {
    throw new InputError(`${path}:1:1: error: the coverage cannot be written: ${(error as Error).message}`);
  }
}
