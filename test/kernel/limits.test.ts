import { expect, it } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { compileScenario } from '../support/model-kernel';

const explored = (call: string) => exploreAll(compileScenario(`scenario "s" kernel v6.18
  device pmem0 { blocks = 2 }  mount mnt { type = xfs  device = pmem0  dax }  file victim on mnt { blocks = 1 }
  process p { ${call}; }`));

/** Linux has room there, and a file system answers otherwise than with -EFBIG: XFS waits for pins, and punches nothing or finds no space. */
it.each([
  ['ftruncate(victim, 3)', 'cannot set the size of victim to 3 blocks: the largest device has 2', 'ftruncate(victim, 2)'],
  ['fallocate(victim, 1, 2)', 'cannot name block 2 of victim: the largest device has 2 blocks', 'fallocate(victim, 1, 1)'],
  ['punch_hole(victim, 2, 1)', 'cannot name block 2 of victim: the largest device has 2 blocks', 'punch_hole(victim, 1, 1)'],
  ['pwrite(victim, 2)', 'cannot write block 2 of victim: the largest device has 2 blocks', 'pwrite(victim, 1)'],
])('what is behind the largest device is a limit of the model: %s', (behind, reason, within) => {
  expect(explored(behind)).toMatchObject({ verdict: 'unknown', bound: 'model', reason: expect.stringContaining(reason) });
  expect(explored(within).verdict).toBe('holds');
});
