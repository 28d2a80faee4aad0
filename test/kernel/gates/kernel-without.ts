// The model kernel of which a change of Linux is taken back.
import { kernelWithChanges, NEVER, type ChangedKernel } from '../../../src/hunt/changed-kernel';
import { CheckCache } from '../../../src/language/check';
import { KNOWN_VERSIONS, parseVersion } from '../../../src/language/versions';
import { readKernelSources } from '../../../src/node/kernel-files';
import { kernelFolder } from '../../support/model-kernel';

const sources = readKernelSources(kernelFolder);
const cache = new CheckCache();

/** The one that was asked for last. */
let last: { readonly key: string; readonly changed: ChangedKernel } | undefined;

/** The kernel in which the changes, named by their constants, come only after a version: up to it everything is as before them. */
export function kernelWithout(changes: readonly string[], version: string): ChangedKernel {
  const key = [version, ...changes].join(' ');
  const later = KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(version) + 1];
  if (last?.key !== key) last = { key, changed: kernelWithChanges(sources, changes, later === undefined ? NEVER : parseVersion(later)!, cache) };
  return last.changed;
}
