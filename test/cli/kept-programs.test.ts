// A check over many versions keeps results. A thousand programs would be gigabytes.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Families } from '../../src/cli/search/families';
import { search, type SearchJob, type SearchOutcome } from '../../src/cli/search/search-job';
import { Family } from '../../src/compiler/family';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { modelKernel, scenarioTrees } from '../support/model-kernel';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('lets a program go once its search is told, whoever may ask for the same search later', async () => {
  const { scenario: tree } = scenarioTrees('scenario "x" kernel v4.17 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 dax } file f on mnt process p { ftruncate(f, 0); }');
  const programs: WeakRef<object>[] = [];
  const member = Family.prototype.member;
  Family.prototype.member = function (version) {
    const made = member.call(this, version);
    if ('program' in made.result) programs.push(new WeakRef(made.result.program));
    return made;
  };
  const families = new Families();
  const versions = KNOWN_VERSIONS.map((version) => parseVersion(version)!);
  const results: string[] = [];
  for (const version of versions) {
    const expected = { verdict: 'holds' } as const;
    const job: SearchJob = { file: 'x.daxscn', tree, version, expected, group: versions.map((each) => ({ version: each, expected })), options: {} };
    const outcome = inOneGo(job, families);
    results.push('exploration' in outcome ? outcome.exploration.verdict : outcome.problem);
  }
  Family.prototype.member = member;
  await setImmediate();
  collectGarbage();
  expect(new Set(results)).toEqual(new Set(['holds']));
  expect(programs.length).toBeGreaterThan(3);
  // The engine itself may still hold one or the other, the latest for example: what matters is that there are not more with every search.
  expect(programs.filter((program) => program.deref() !== undefined).length).toBeLessThan(programs.length / 2);
});

function inOneGo(job: SearchJob, families: Families): SearchOutcome {
  const work = search(job, { kernel: modelKernel(), families, now: () => 0, isCancelled: () => false });
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
