// A check over many scenarios keeps results. A thousand programs would be gigabytes.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SearchesAlike } from '../../src/cli/search/alike';
import { search, type SearchJob } from '../../src/cli/search/search-job';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { modelKernel, scenarioTrees } from '../support/model-kernel';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('lets a program go once its search is told, whoever may ask for the same search later', async () => {
  const { scenario: tree } = scenarioTrees('scenario "x" kernel v4.17 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 dax } file f on mnt process p { ftruncate(f, 0); }');
  const programs: WeakRef<object>[] = [];
  const searcher = new SearchesAlike(modelKernel).by((job) => {
    const work = search(job, { kernel: modelKernel(), now: () => 0, isCancelled: () => false });
    for (;;) {
      const { done, value } = work.next();
      if (!done) continue;
      if ('program' in value) programs.push(new WeakRef(value.program!));
      return Promise.resolve(value);
    }
  });
  const results: string[] = [];
  for (const version of KNOWN_VERSIONS) {
    const job: SearchJob = { file: 'x.daxscn', tree, version: parseVersion(version), expected: { verdict: 'holds' }, options: {} };
    const outcome = await searcher(job, () => {});
    results.push('exploration' in outcome ? outcome.exploration.verdict : outcome.problem);
  }
  await setImmediate();
  collectGarbage();
  expect(new Set(results)).toEqual(new Set(['holds']));
  expect(programs.length).toBeGreaterThan(10);
  // The engine itself may still hold one or the other, the latest for example: what matters is that there are not more with every search.
  expect(programs.filter((program) => program.deref() !== undefined).length).toBeLessThan(programs.length / 2);
});
