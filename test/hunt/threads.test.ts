// Trials in other threads: the bundle's thread, on the kernel of a few lines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import type { Environment } from '../../src/cli/environment';
import { SearchThreads } from '../../src/cli/search/searchers';
import { tryWorkload } from '../../src/hunt/trial';
import { packageKernel } from '../../src/language/packaged-kernel';
import { folder } from '../cli/command-line';
import { bundleCli } from '../support/bundled-cli';
import { leaseKernel, reader } from './lease-kernel';

test('a thread finds what this one finds', async () => {
  const dist = join(folder, 'dist');
  await bundleCli(dist);
  const kernel = leaseKernel();
  writeFileSync(join(dist, 'kernel.jsonl'), packageKernel(kernel));
  const environment = { cancellation: new Cancellation(), threads: { script: join(dist, 'search-thread.js'), cores: 2, memory: 4096 } } as Environment;
  const threads = new SearchThreads(environment, { maxMemory: 512 });
  try {
    const tree = reader(kernel)('scenario "x" device pmem0 { blocks = 1 } mount mnt { type = xfs  device = pmem0 } file f on mnt { blocks = 1 } process p[2] { take(f); }');
    const job = { tree, version: 4019, maxStates: 1_000 };
    const found = await threads.try(job);
    expect(found.faults).toHaveLength(1);
    expect(found).toEqual(tryWorkload(job, kernel));
  } finally {
    await threads.close();
  }
});
