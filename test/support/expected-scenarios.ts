// Scenarios are what they expect, on each version of which they speak.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oldestLike } from '../../src/language/alike';
import { checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { Expect, ScenarioTree } from '../../src/language/tree';
import { formatVersion } from '../../src/language/versions';
import { Judged } from './expectation';
import { isComplete } from './extent';
import { modelKernel } from './model-kernel';

/** Tests for all scenarios of a folder. */
export function testScenariosOf(folder: string): void {
  describe.each(readdirSync(folder).map((name) => [name, join(folder, name)] as const))('%s', (name, path) => {
    const text = readFileSync(path, 'utf8');
    const { tree, diagnostics } = checkScenario(name, text, modelKernel());

    it('has no errors', () => expect(diagnostics.map(formatDiagnostic)).toEqual([]));

    it.each(different(tree).map((each) => [formatVersion(each.version), each] as const))('%s', (_, expected) => {
      expect(new Judged(tree!, modelKernel(), expected.version).contradiction(expected)).toBeUndefined();
    });
  });
}

/** Without what is expected of a version on which the scenario is the same program as on one before; in a usual run, of what is expected of several the oldest and the newest. */
function different(tree: ScenarioTree | undefined): readonly Expect[] {
  if (!tree) return [];
  const expected = ({ version, verdict, property }: Expect): string => [oldestLike(version, modelKernel(), tree), verdict, property].join(' ');
  const all = tree.expects.filter((each, at) => tree.expects.findIndex((other) => expected(other) === expected(each)) === at);
  const isSame = (one: Expect, other: Expect): boolean => one.verdict === other.verdict && one.property === other.property;
  return isComplete ? all : all.filter((each) => each === all.find((other) => isSame(each, other)) || each === all.findLast((other) => isSame(each, other)));
}
