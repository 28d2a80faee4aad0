// Versions that are modelled alike: nothing in the model kernel asks for a version between them, so a scenario is the same program on each.
import type { KernelTree, ScenarioTree, Version } from './tree';
import { KNOWN_VERSIONS, parseVersion } from './versions';

/** The versions at which something in a tree, or in a part of one, begins or ends. */
export function versionChangesIn(tree: object): ReadonlySet<Version> {
  let found = known.get(tree);
  if (!found) known.set(tree, found = new Set(asked(tree)));
  return found;
}

const known = new WeakMap<object, ReadonlySet<Version>>();

/** The oldest modelled version between which and this one nothing in these trees changes: the version itself if one of them has something new. */
export function oldestLike(version: Version, ...trees: readonly (KernelTree | ScenarioTree)[]): Version {
  const last = Math.max(0, ...trees.flatMap((tree) => [...versionChangesIn(tree)]).filter((change) => change <= version));
  return Math.min(version, ...KNOWN_VERSIONS.map((name) => parseVersion(name)!).filter((each) => each >= last));
}

function* asked(part: unknown): Generator<Version> {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    // Texts and positions are most of a tree.
    for (const each of part) if (typeof each === 'object') yield* asked(each);
    return;
  }
  const { kind, operator, version, gate } = part as { kind?: string; operator?: string; version?: Version; gate?: { since?: Version; until?: Version } };
  if (kind === 'kernel') yield operator === '>=' || operator === '<' ? version! : version! + 1;
  if (kind === 'kernel' && (operator === '==' || operator === '!=')) yield version!;
  if (gate?.since !== undefined) yield gate.since;
  if (gate?.until !== undefined) yield gate.until;
  for (const each of Object.values(part)) if (typeof each === 'object') yield* asked(each);
}
