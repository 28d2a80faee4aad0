// Each invariant of the packaged kernel can be broken, by a mutation of it that breaks nothing else: so it fails where it should, and says what no
// other says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { admits, formatVersion, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { compileScenario, modelKernel, scenarioTrees } from '../support/model-kernel';

const folder = join(import.meta.dirname, 'scenarios');

/** Invariants that say the same as another at another moment, so that whatever breaks them has broken that one, too. */
const IMPLIED: Readonly<Record<string, string>> = { dma_lands_at_home: 'no_free_under_pin' };

/** Where nothing of the model can break an invariant alone: the invariant, the version before which that is so, and why. */
const NOT_BEFORE: Readonly<Record<string, string>> = {
  // Nobody waits for pins.
  lock_discipline: 'v4.18',
  all_or_nothing: 'v4.18',
};

/** Where the invariant says nothing, since there is nothing of which it could be false. */
const NOTHING_TO_BREAK: Readonly<Record<string, string>> = {
  // A fault for a huge mapping always falls back.
  no_pte_under_huge_pmd: 'v5.3',
};

/** By invariant and version: the invariants that a mutation breaks. */
const broken = new Map<string, string[][]>();

for (const name of readdirSync(folder).filter((each) => each.startsWith('what-if-') || each.startsWith('rdma-without'))) {
  const text = readFileSync(join(folder, name), 'utf8');
  for (const { version, verdict, property } of scenarioTrees(text).scenario.expects) {
    if (verdict !== 'violates') continue;
    const { counterexamples } = exploreAll(compileScenario(text, version), { all: true });
    const key = `${property} ${formatVersion(version)}`;
    broken.set(key, [...broken.get(key) ?? [], counterexamples.flatMap((each) => each.property ?? [])]);
    if (process.env['SHOW']) console.log(name, key, counterexamples.map((each) => each.property ?? each.verdict).join(' '));
  }
}

describe.each(modelKernel().invariants.filter(({ name, response }) => !response && !(name in IMPLIED)))('$name', ({ name, gate }) => {
  const versions = KNOWN_VERSIONS.filter((each) => admits(gate, parseVersion(each)!) && parseVersion(each)! >= parseVersion(NOT_BEFORE[name] ?? each)! && each !== NOTHING_TO_BREAK[name]);
  test.each(versions)('is broken alone by a mutation of %s', (version) => {
    expect(broken.get(`${name} ${version}`) ?? [], `a scenario \`what-if-….daxscn\` that breaks \`${name}\``).toContainEqual([name]);
  });
});
