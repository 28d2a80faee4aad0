import type { Diagnostic } from './diagnostics';
import { BodyCache } from './checker/body-cache';
import { KernelChecker } from './checker/kernel';
import type { ParsedSource } from './checker/kernel';
import { EVERYWHERE } from './checker/live';
import { LayerCache, lay } from './checker/layers';
import { ScenarioChecker, versionsNamed } from './checker/scenario';
import { appliedOverlays, blameOverlays } from './checker/uses';
import { Declarations } from './declarations';
import { extendKernel } from './extend-kernel';
import type { Surroundings } from './overlays';
import { Report } from './report';
import { SourceFile, type SourceText } from './source-file';
import { SymbolIndex } from './symbols';
import type { KernelTree, ScenarioTree, Version } from './tree';

export type { SourceText };

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
  readonly layers = new LayerCache();
}

/** Checks the files of a model kernel together. The tree is complete only if no diagnostic is an error. Never throws. */
export function checkKernel(sources: readonly SourceText[], cache = new CheckCache()): Checked<KernelTree> {
  const [report, symbols] = [new Report(), new SymbolIndex()];
  const tree = new KernelChecker(parseAll(sources, cache, report), report, symbols, cache.bodies).check();
  return { tree, diagnostics: report.sorted(), symbols };
}

/** What the names in one of these files mean: a part of `checkKernel` that says nothing of mistakes. Never throws. */
export function kernelSymbols(sources: readonly SourceText[], source: string, cache = new CheckCache()): SymbolIndex {
  const [report, symbols] = [new Report(), new SymbolIndex()];
  new KernelChecker(parseAll(sources, cache, report), report, symbols, cache.bodies).checkNamesIn(source);
  return symbols;
}

function parseAll(sources: readonly SourceText[], cache: CheckCache, report: Report): ParsedSource[] {
  cache.declarations.begin();
  return sources.flatMap(({ source, text }) => {
    const file = new SourceFile(source, text);
    const items = cache.declarations.parse(file, report);
    return items ? [{ file, items }] : [];
  });
}

/** What the checker makes of a text and of the kernel for which it is meant. */
export interface CheckedScenario extends Checked<ScenarioTree | undefined> {
  /** The packaged kernel, the overlays, and what the scenario declares of its own. */
  readonly kernel: KernelTree;
}

/**
 * Checks overlays for a checked model kernel, each over those before it, for all versions or for some. `tree` is the kernel with all of them;
 * it is complete only if no diagnostic is an error. Never throws.
 */
export function checkOverlays(overlays: readonly SourceText[], kernel: KernelTree, cache = new CheckCache(), versions?: readonly Version[]): Checked<KernelTree> {
  const [report, symbols] = [new Report(), new SymbolIndex()];
  cache.declarations.begin();
  const live = versions === undefined ? EVERYWHERE : versionsNamed([], kernel, versions);
  const layers = lay(overlays, { kernel, live, report, symbols }, cache);
  return { tree: layers.kernel, diagnostics: report.sorted(), symbols };
}

/**
 * Checks a scenario against a checked model kernel, with the overlays that are given from outside, then those that it names, then
 * what it declares of its own: the later one wins. There is a tree only if no diagnostic is an error, limits of the model apart
 * (MODEL_LIMIT), with which it does not compile. Never throws.
 */
export function checkScenario(
  source: string, text: string, kernel: KernelTree, cache = new CheckCache(), surroundings: Surroundings = {},
): CheckedScenario {
  const [report, symbols] = [new Report(), new SymbolIndex()];
  const file = new SourceFile(source, text);
  cache.declarations.begin();
  const items = cache.declarations.parse(file, report);
  if (!items) return { tree: undefined, kernel, diagnostics: report.sorted(), symbols };
  const live = versionsNamed(items, kernel, surroundings.version === undefined ? [] : [surroundings.version]);
  const applied = appliedOverlays(file, items, surroundings, report);
  const layers = lay(applied.map(({ overlay }) => overlay), { kernel, live, report, symbols }, cache);
  blameOverlays(file, applied, report);
  const tree = new ScenarioChecker(file, items, layers.kernel, report, symbols, cache.bodies, live).check();
  const whole: ScenarioTree = { ...tree, additions: extendKernel(layers.additions, tree.additions) };
  return { tree: report.hasErrors ? undefined : whole, kernel: extendKernel(kernel, whole.additions), diagnostics: report.sorted(), symbols };
}
