// What became of the functions of the model kernel between two versions.
import { ownExpressions, visitExpressions, visitStatements } from '../../language/checker/walk';
import type { Func, KernelTree, Version } from '../../language/tree';
import { admits } from '../../language/versions';

/** Names, sorted. */
export interface Differences {
  readonly new: readonly string[];
  readonly gone: readonly string[];
  readonly rewritten: readonly string[];
  /** They ask for the version, and do something else. */
  readonly branching: readonly string[];
}

/** Functions that came, went, have another body, or take another branch of it. */
export function differences(tree: KernelTree, from: Version, to: Version): Differences {
  const before = functionsOf(tree, from);
  const after = functionsOf(tree, to);
  return {
    new: [...after.keys()].filter((name) => !before.has(name)).sort(),
    gone: [...before.keys()].filter((name) => !after.has(name)).sort(),
    rewritten: [...after].filter(([name, one]) => before.has(name) && before.get(name) !== one).map(([name]) => name).sort(),
    branching: [...after].filter(([name, one]) => before.get(name) === one && asksBetween(one, from, to)).map(([name]) => name).sort(),
  };
}

/** Whether the body compares the version with one of those after `from` up to `to`: in a version in between the answer changes. */
function asksBetween(func: Func, from: Version, to: Version): boolean {
  return versionsAsked(func).some((version) => version > from && version <= to);
}

/** By function: a table of all versions asks for each of them. */
const asked = new WeakMap<Func, readonly Version[]>();

/** The versions with which the body compares its own. */
function versionsAsked(func: Func): readonly Version[] {
  const known = asked.get(func);
  if (known) return known;
  const versions: Version[] = [];
  visitStatements(func.body, (statement) => {
    for (const expr of ownExpressions(statement)) visitExpressions(expr, (inner) => { if (inner.kind === 'kernel') versions.push(inner.version); });
  });
  asked.set(func, versions);
  return versions;
}

/** `gone: bio_dirty_fn, get_page` */
export function linesOf(found: Differences): string[] {
  return Object.entries(found).flatMap(([label, names]: [string, readonly string[]]) => (names.length > 0 ? [`${label}: ${names.join(', ')}`] : []));
}

/** Those that a version has, by name. */
export function functionsOf({ functions }: KernelTree, version: Version): Map<string, Func> {
  return new Map(functions.filter(({ gate }) => admits(gate, version)).map((one) => [one.name, one]));
}
