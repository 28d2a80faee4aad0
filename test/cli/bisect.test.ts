// `daxscn bisect`: of exhibits whose fix is known it finds the function that was fixed, and of the others it says why not.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kernelFolder, modelKernel } from '../support/model-kernel';
import { daxscnOn, file } from './command-line';

const model = { isTerminal: false, columns: Infinity, kernelTree: modelKernel, kernelFolder };
const exhibit = (name: string): string => join(import.meta.dirname, '..', '..', 'examples', 'museum', `${name}.daxscn`);

describe('the change that turns the verdict', () => {
  test('of M-3 is in the function that was fixed', async () => {
    const { status, out, err } = await daxscnOn(model, 'bisect', exhibit('m-03-second-pinned-page'), 'v4.19', 'v4.18', '--json');
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      older: { kernel: 'v4.18', hasFault: true }, newer: { kernel: 'v4.19', hasFault: false }, complete: true,
      turns: [{
        changes: [{ constant: 'XFS_RETRIES_AFTER_EVERY_BUSY_PAGE', commits: ['e25ff835af89'], source: 'fs/xfs/versions.daxk' }],
        functions: [{ name: 'xfs_break_dax_layouts', source: 'fs/xfs/xfs_file.daxk' }],
        without: { turns: true, hasFault: true, schedule: expect.stringMatching(/^a/) as string }, with: { turns: true, hasFault: false },
      }],
    });
  }, 200_000);

  test('of M-15 is found between the two versions that it came between, and told', async () => {
    const { status, out } = await daxscnOn(model, 'bisect', exhibit('m-15-unmapped-while-pinned'), 'v5.4', 'v7.3', '--property', 'no_free_under_pin');
    expect(status).toBe(0);
    const lines = out.replaceAll(/\n +/g, ' ');
    expect(lines).toMatch(/^v6\.14 {2}violates no_free_under_pin daxscn run \S+ --kernel v6\.14 --schedule \w+\nv6\.15 {2}does not violate no_free_under_pin\n(\d+) of \1 changes /);
    expect(lines).toMatch(/\nSCAN_EXAMINES_UNMAPPED_FILES turns the verdict SCAN_EXAMINES_UNMAPPED_FILES \(include\/linux\/versions\.daxk:\d+, v6\.15, cee91fa13a8e\): the busy-page scan /);
    expect(lines).toMatch(/ v6\.15 without it: violates no_free_under_pin .* \(\d+ events: \w+\) v6\.14 with it: does not violate no_free_under_pin dax_layout_busy_page_range \(fs\/dax\/layout\.daxk:\d+\)\n$/);
  }, 200_000);
});

describe('nothing is bisected', () => {
  const holds = `scenario "holds"
device pmem0 { blocks = 1 }
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
process app { ftruncate(victim, 0); }
`;
  test.each([
    ['between a version and itself', ['v4.18', 'v4.18'], 'nothing changed between v4.18 and itself'],
    ['where a version is unknown', ['v4.18', 'v4.99'], '`v4.99` is not a modelled kernel version'],
    ['where both have no fault', ['v4.18', 'v4.19'], 'the two versions do not differ in what goes wrong: v4.18 has no fault; v4.19 has no fault'],
  ])('%s', async (_, ends, message) => {
    const { status, err } = await daxscnOn(model, 'bisect', file('holds.daxscn', holds), ...ends);
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
