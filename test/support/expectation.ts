// Whether what a scenario expects of a version is what a search finds.
import { compile, type Compiled, type CompileResult } from '../../src/compiler/compile';
import { watchedBy } from '../../src/compiler/lowering/watch';
import { exploreAll, type Exploration } from '../../src/explorer/explore';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { Expect, KernelTree, ScenarioTree, Version } from '../../src/language/tree';

/** A scenario on one version of a kernel, which answers each of its expectations; it searches no more often than that takes. */
export class Judged {
  readonly compiled: CompileResult;
  #all: Exploration | undefined;

  constructor(readonly tree: ScenarioTree, private readonly kernel: KernelTree, private readonly version: Version) {
    this.compiled = compile(kernel, tree, version);
  }

  /** What is found in place of what is expected of the version: undefined if it is met. */
  contradiction(expected: Expect): string | undefined {
    if ('errors' in this.compiled) return this.compiled.errors.map(formatDiagnostic).join('; ');
    const { verdict, property } = expected;
    const watch = watchedBy(expected, this.tree, this.kernel);
    if (watch) {
      const { program } = compile(this.kernel, this.tree, this.version, { watch }) as Compiled;
      const found = exploreAll(program);
      const isMet = found.complete && found.verdict === verdict && (found.property ?? undefined) === property;
      return isMet ? undefined : said(found.complete, [textOf(found)]);
    }
    const { complete, counterexamples } = this.#all ??= exploreAll(this.compiled.program, { all: true });
    const found = counterexamples.map(textOf);
    const isFound = verdict === 'holds' ? found.length === 0 : found.includes(textOf(expected));
    // Where no line says that something is violated, nothing is.
    const isBroken = verdict === 'violates' || this.tree.expects.some((each) => each.version === this.version && each.verdict === 'violates');
    const isMet = complete && isFound && (isBroken || !found.some((each) => each.startsWith('violates')));
    return isMet ? undefined : said(complete, found);
  }
}

function textOf({ verdict, property }: { readonly verdict: string; readonly property?: string | null }): string {
  return property ? `${verdict} ${property}` : verdict;
}

function said(complete: boolean, found: readonly string[]): string {
  return [...found.length > 0 ? found : ['holds'], ...complete ? [] : ['not all searched']].join(', ');
}
