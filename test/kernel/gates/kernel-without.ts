// The model kernel of which a change of Linux is taken back.
import { CheckCache, checkKernel } from '../../../src/language/check';
import { formatDiagnostic } from '../../../src/language/diagnostics';
import type { KernelTree } from '../../../src/language/tree';
import { KNOWN_VERSIONS } from '../../../src/language/versions';
import { readKernelSources } from '../../../src/node/kernel-files';
import { kernelFolder } from '../../support/model-kernel';

const sources = readKernelSources(kernelFolder);
const cache = new CheckCache();

/** Where the constant that names a change stands, up to the version: `const bool PUT_KEEPS_MAPPING = KERNEL >= `. */
const CHANGE = /^(const bool (\w+) = KERNEL >= )v[\d.]+(?=;)/gm;

/** Behind all that are modelled. */
const NEVER = 'v999.0';

export interface ChangedKernel {
  readonly tree: KernelTree;
  /** What the checker says: mostly that something is called which the change brought. */
  readonly errors: readonly string[];
}

/** The one that was asked for last. */
let last: { readonly key: string; readonly changed: ChangedKernel } | undefined;

/** The kernel in which the changes, named by their constants, come only after a version: up to it everything is as before them. */
export function kernelWithout(changes: readonly string[], version: string): ChangedKernel {
  const key = [version, ...changes].join(' ');
  if (last?.key !== key) last = { key, changed: made(changes, version) };
  return last.changed;
}

function made(changes: readonly string[], version: string): ChangedKernel {
  const later = KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(version) + 1] ?? NEVER;
  const changed = sources.map(({ source, text }) => ({
    source, text: text.replaceAll(CHANGE, (all, begin: string, name: string) => (changes.includes(name) ? `${begin}${later}` : all)),
  }));
  const { tree, diagnostics } = checkKernel(changed, cache);
  // What exists `since` the one change and `until` the other has no version left: as it is meant.
  const errors = diagnostics.filter(({ severity, message }) => severity === 'error' && !message.startsWith('no version is '));
  return { tree, errors: errors.map(formatDiagnostic) };
}
