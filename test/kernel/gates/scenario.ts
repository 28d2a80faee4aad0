// A scenario, and whether a kernel without a change does something else in it.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compile } from '../../../src/compiler/compile';
import { CheckCache, checkScenario } from '../../../src/language/check';
import { formatDiagnostic } from '../../../src/language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../../../src/language/tree';
import { Judged } from '../../support/expectation';
import { modelKernel } from '../../support/model-kernel';
import { semanticsOf } from './same-program';
import { changedFunctions, recordingKernel } from '../../../src/compiler/used-functions';

const cache = new CheckCache();

export class Scenario {
  readonly name: string;
  readonly #text: string;
  /** On the packaged kernel. */
  readonly #tree: ScenarioTree;
  /** What it does on the packaged kernel, by version, and the functions of which it is made. */
  readonly #semantics = new Map<Version, { readonly hash: string; readonly used: ReadonlySet<string> }>();

  constructor(path: string) {
    this.name = basename(path);
    this.#text = readFileSync(path, 'utf8');
    const { tree, diagnostics } = checkScenario(this.name, this.#text, modelKernel(), cache);
    if (!tree) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
    this.#tree = tree;
  }

  speaksOf(version: Version): boolean {
    return this.#tree.expects.some((each) => each.version === version);
  }

  /**
   * What becomes of its expectations of a version on a kernel without some changes: the first that is not met, and what is found instead; `as before` if they are all met; or
   * `same program`, which is not searched.
   */
  on(kernel: KernelTree, changes: readonly string[], version: Version): string {
    const expects = this.#tree.expects.filter((each) => each.version === version);
    // A tree names no constants, so it is the same, unless the scenario itself asks.
    const isAsking = changes.some((name) => this.#text.includes(name));
    const before = this.#before(version);
    const changed = isAsking ? undefined : changedFunctions(modelKernel(), kernel, version);
    if (changed && ![...changed].some((name) => before.used.has(name))) return 'same program';
    const { tree, diagnostics } = isAsking ? checkScenario(this.name, this.#text, kernel, cache) : { tree: this.#tree, diagnostics: [] };
    if (!tree) return diagnostics.map(formatDiagnostic).join('; ');
    const judged = new Judged(tree, kernel, version);
    if (!('errors' in judged.compiled) && semanticsOf(judged.compiled) === before.hash) return 'same program';
    for (const expected of expects) {
      const found = judged.contradiction(expected);
      if (found !== undefined) return `${expected.verdict}${expected.property ? ` ${expected.property}` : ''}, and not: ${found}`;
    }
    return 'as before';
  }

  #before(version: Version): { readonly hash: string; readonly used: ReadonlySet<string> } {
    let known = this.#semantics.get(version);
    if (known === undefined) {
      const { kernel, used } = recordingKernel(modelKernel());
      const compiled = compile(kernel, this.#tree, version);
      if ('errors' in compiled) throw new Error(compiled.errors.map(formatDiagnostic).join('\n'));
      this.#semantics.set(version, known = { hash: semanticsOf(compiled), used });
    }
    return known;
  }
}

/** Whether an expectation is not met. */
export const isNoticed = (found: string): boolean => found !== 'as before' && found !== 'same program';
