import type { Diagnostic } from './diagnostics';
import { KernelChecker } from './checker/kernel';
import type { ParsedSource } from './checker/kernel';
import { ScenarioChecker } from './checker/scenario';
import { parseDocument } from './parse';
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

/** Checks the files of a model kernel together. The tree is complete only if no diagnostic is an error. Never throws. */
export function checkKernel(sources: readonly SourceText[]): Checked<KernelTree> {
  const report = new Report();
  const symbols = new SymbolIndex();
  const parsed: ParsedSource[] = [];
  for (const { source, text } of sources) {
    const file = new SourceFile(source, text);
    const document = parseDocument(file, report);
    if (document) parsed.push({ file, document });
  }
  const tree = new KernelChecker(parsed, report, symbols).check();
  return { tree, diagnostics: report.sorted(), symbols };
}

/** Checks a scenario against a checked model kernel. There is a tree only if no diagnostic is an error. Never throws. */
export function checkScenario(source: string, text: string, kernel: KernelTree): Checked<ScenarioTree | undefined> {
  const report = new Report();
  const symbols = new SymbolIndex();
  const file = new SourceFile(source, text);
  const document = parseDocument(file, report);
  const tree = document && new ScenarioChecker(file, document, kernel, report, symbols).check();
  return { tree: report.hasErrors ? undefined : tree, diagnostics: report.sorted(), symbols };
}
