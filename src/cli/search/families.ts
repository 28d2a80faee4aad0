// What the versions of one scenario have in common, for the searches of one thread.
import { watchedBy } from '../../compiler/lowering/watch';
import type { Watched } from '../../compiler/watched';
import { FamilySearches } from '../../explorer/family-searches';
import type { Sought } from '../../explorer/search/sought';
import type { Expect, KernelTree, ScenarioTree, Version } from '../../language/tree';

/** What a verdict is expected of. */
export interface ExpectedOf {
  readonly version: Version;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
}

/** Of the scenario that was searched last: programs take megabytes. */
export class Families {
  #file: string | undefined;
  /** By what is watched. */
  readonly #searches = new Map<string, FamilySearches>();

  /** `group`: all that will be searched. Undefined if there is nothing to share. */
  of({ file, tree, group = [] }: { readonly file: string; readonly tree: ScenarioTree; readonly group?: readonly ExpectedOf[] }, kernel: KernelTree, watch: Watched | undefined): FamilySearches | undefined {
    // What a response property assumes is compiled for one version.
    if (new Set(group.map(({ version }) => version)).size < 2 || watch?.kind === 'response') return undefined;
    if (file !== this.#file) this.#searches.clear();
    this.#file = file;
    const key = keyOf(watch);
    const questions = group.filter(({ expected }) => keyOf(watchedBy(expected, tree, kernel)) === key).map(({ version, expected }) => ({ version, ...untilOf(expected) }));
    const known = this.#searches.get(key) ?? new FamilySearches(kernel, tree, questions, { ...(watch && { watch }) });
    this.#searches.set(key, known);
    return known;
  }
}

/** A search for what holds ends where anything else is found. */
export function untilOf(expected: ExpectedOf['expected']): { readonly until?: Sought } {
  return expected.verdict === 'holds' ? {} : { until: expected };
}

function keyOf(watch: Watched | undefined): string {
  return JSON.stringify(watch ?? null);
}
