// What is to be searched of a scenario, and whether what was found is what it expects.
import type { Expect, ScenarioTree, Version } from '../language/tree';
import type { Exploration } from './explore';

export interface Expectation {
  /** Undefined: the scenario names none. */
  readonly version: Version | undefined;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  /** Nothing is said of the version. */
  readonly isSilent: boolean;
}

/** What the scenario expects; of a version that it does not mention, that everything holds. A reach that no `expect` names is to be reached in each. `only`: the versions; none: those that it speaks of. */
export function expectations(tree: Pick<ScenarioTree, 'expects' | 'kernel' | 'reaches'>, only: readonly Version[]): Expectation[] {
  const said: Expectation[] = tree.expects.map((expected) => ({ version: expected.version, expected, isSilent: false }));
  const spoken = [...new Set(said.map(({ version }) => version))];
  const versions = only.length > 0 ? only : spoken.length > 0 ? spoken : [tree.kernel];
  for (const version of versions) if (!spoken.includes(version)) said.push({ version, expected: { verdict: 'holds' }, isSilent: true });
  const silent = tree.reaches.filter(({ name }) => !tree.expects.some(({ verdict, property }) => property === name && verdict !== 'violates'));
  return versions.flatMap((version) => [
    ...said.filter((each) => each.version === version),
    ...silent.map(({ name }): Expectation => ({ version, expected: { verdict: 'reaches', property: name }, isSilent: !spoken.includes(version) })),
  ]);
}

/** Whether that is what was expected. */
export function meets({ verdict, property }: Pick<Exploration, 'verdict' | 'property'>, expected: Expectation['expected']): boolean {
  return verdict === expected.verdict && (expected.property === undefined || property === expected.property);
}
