// The model kernel in which changes of Linux come earlier or later than they did. A change is a constant `KERNEL >= v6.15` of a versions.daxk, with all that asks for it: branches, and
// functions `since` and `until` it. Nothing else of the kernel names a version, so two versions differ by the changes between them, and by nothing else.
import { checkKernel, type CheckCache, type SourceText } from '../language/check';
import { formatDiagnostic } from '../language/diagnostics';
import type { KernelTree, Version } from '../language/tree';
import { formatVersion } from '../language/versions';

/** Where the constant that names a change stands, up to the version: `const bool PUT_KEEPS_MAPPING = KERNEL >= `. */
const CHANGE = /^(const bool (\w+) = KERNEL >= )v[\d.]+(?=;)/gm;

/** Behind all that are modelled: a change that never comes. */
export const NEVER: Version = 999_000;

export interface ChangedKernel {
  readonly tree: KernelTree;
  /** What the checker says: mostly that something is called which the change brought. Empty if the kernel can be compiled. */
  readonly errors: readonly string[];
}

/** The kernel in which the changes, named by their constants, come with another version. */
export function kernelWithChanges(sources: readonly SourceText[], changes: readonly string[], version: Version, cache: CheckCache): ChangedKernel {
  const changed = sources.map(({ source, text }) => ({
    source, text: text.replaceAll(CHANGE, (all, begin: string, name: string) => (changes.includes(name) ? `${begin}${formatVersion(version)}` : all)),
  }));
  const { tree, diagnostics } = checkKernel(changed, cache);
  // What exists `since` the one change and `until` the other has no version left: as it is meant.
  const errors = diagnostics.filter(({ severity, message }) => severity === 'error' && !message.startsWith('no version is '));
  return { tree, errors: errors.map(formatDiagnostic) };
}
