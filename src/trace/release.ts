import { parseVersion } from '../language/versions';
import type { Version } from '../language/tree';

/** The version of a kernel that calls itself so: `6.18.15+deb14-amd64`. Undefined if it is not known, or there is none. */
export function versionOfRelease(release: string | undefined): Version | undefined {
  return release === undefined ? undefined : parseVersion(`v${/^\d+\.\d+/.exec(release)?.[0] ?? ''}`);
}
