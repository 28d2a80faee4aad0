// The versions of a family of programs. One text has a program for each kernel version; what most of them have in common is lowered, searched and told once
// (family-based analysis of a product line: Classen and others, "Featured transition systems", 2013).

/** A set of the versions of a family: a bit for each, in the order of the family. */
export type VersionSet = number;

/** As many as have bits. */
export const MOST_VERSIONS = 31;

/** All of so many versions. */
export function allVersions(count: number): VersionSet {
  return count === MOST_VERSIONS ? 0x7fffffff : (1 << count) - 1;
}

/**
 * Thrown where code is lowered for several versions at a time and they differ: whoever lowers the statement around it starts again, for each part of them by
 * itself. The parts are disjoint, none is empty, and together they are what it was lowered for.
 */
export class Divided {
  constructor(readonly parts: readonly VersionSet[]) {}
}

/** The versions at hand by the answer that each gets; answers are compared by identity. */
export function partsOf<T>(versions: VersionSet, answers: readonly (readonly [T, VersionSet])[]): (readonly [T, VersionSet])[] {
  const parts = new Map<T, VersionSet>();
  for (const [answer, of] of answers) if (of & versions) parts.set(answer, (parts.get(answer) ?? 0) | (of & versions));
  return [...parts];
}

/** Thrown where versions differ in what concerns more than one task: they have no program in common. The parts are as those of `Divided`. */
export class Apart {
  constructor(readonly parts: readonly VersionSet[]) {}
}
