// What the versions of one scenario have in common, for the searches of one thread.
import type { Watched } from '../../compiler/watched';
import { FamilySearches } from '../../explorer/family-searches';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';

/** Of the scenario that was searched last: programs take megabytes. */
export class Families {
  #file: string | undefined;
  /** By what is watched. */
  readonly #searches = new Map<string, FamilySearches>();

  /** `versions`: all that will be searched. Undefined if there is nothing to share. */
  of({ file, tree, versions = [] }: { readonly file: string; readonly tree: ScenarioTree; readonly versions?: readonly Version[] }, kernel: KernelTree, watch: Watched | undefined): FamilySearches | undefined {
    // What a response property assumes is compiled for one version.
    if (new Set(versions).size < 2 || watch?.kind === 'response') return undefined;
    if (file !== this.#file) this.#searches.clear();
    this.#file = file;
    const key = JSON.stringify(watch ?? null);
    const known = this.#searches.get(key) ?? new FamilySearches(kernel, tree, versions, { ...(watch && { watch }) });
    this.#searches.set(key, known);
    return known;
  }
}
