import type { Diagnostic } from './diagnostics';
import { BodyCache } from './checker/body-cache';
import { KernelChecker } from './checker/kernel';
import type { ParsedSource } from './checker/kernel';
import { ScenarioChecker } from './checker/scenario';
import { Declarations } from './declarations';
import { Report } from './report';
import { SourceFile } from './source-file';
import { SymbolIndex } from './symbols';
import type { KernelTree, ScenarioTree } from './tree';

/** A text and the name under which diagnostics speak of it. */
export interface SourceText {
  readonly source: string;
  readonly text: string;
}

/** What the checker makes of texts. `symbols` has every definition and use, whatever is wrong with the rest. */
export interface Checked<T> {
  readonly tree: T;
  readonly diagnostics: Diagnostic[];
  readonly symbols: SymbolIndex;
}

/** What checks leave for those after them: with it, a check costs what has changed since. It never changes what a check gives. */
export class CheckCache {
  readonly declarations = new Declarations();
  readonly bodies = new BodyCache();
}

/** Checks the files of a model kernel together. The tree is complete only if no diagnostic is an error. Never throws. */
export function checkKernel(sources: readonly SourceText[], cache = new CheckCache()): Checked<KernelTree> {
  const report = new Report();
  const symbols = new SymbolIndex();
  const parsed: ParsedSource[] = [];
  cache.declarations.begin();
  for (const { source, text } of sources) {
    const file = new SourceFile(source, text);
    const items = cache.declarations.parse(file, report);
    if (items) parsed.push({ file, items });
  }
  const tree = new KernelChecker(parsed, report, symbols, cache.bodies).check();
  return { tree, diagnostics: report.sorted(), symbols };
}

/** Checks a scenario against a checked model kernel. There is a tree only if no diagnostic is an error. Never throws. */
export function checkScenario(source: string, text: string, kernel: KernelTree, cache = new CheckCache()): Checked<ScenarioTree | undefined> {
  const report = new Report();
  const symbols = new SymbolIndex();
  const file = new SourceFile(source, text);
  cache.declarations.begin();
  const items = cache.declarations.parse(file, report);
  const tree = items && new ScenarioChecker(file, items, kernel, report, symbols, cache.bodies).check();
  return { tree: report.hasErrors ? undefined : tree, diagnostics: report.sorted(), symbols };
}
