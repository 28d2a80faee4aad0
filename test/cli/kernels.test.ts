import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import { daxscnOn, file } from './command-line';

const daxscn = (...args: string[]) => daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: modelKernel }, ...args);

it('kernels --json gives each version with its changes and functions', async () => {
  const { status, out } = await daxscn('kernels', '--json');
  expect(status).toBe(0);
  const { version, kernels } = JSON.parse(out) as { version: number; kernels: { name: string; changes: { constant: string }[]; functions: { name: string; syscall: boolean }[] }[] };
  expect(version).toBe(1);
  const of = (name: string) => kernels.find((kernel) => kernel.name === name)!;
  expect(of('v4.18').changes).toContainEqual({
    constant: 'XFS_BREAKS_DAX_LAYOUTS', version: 'v4.18', commits: ['d6dc57e251a4'], text: expect.stringMatching(/^XFS breaks dax layouts .*\(M-1\)\.$/) as string,
  });
  expect(of('v4.15').changes).toEqual([]);
  expect(of('v4.19').functions.map(({ name }) => name)).toContain('free_devmap_managed_page');
  expect(of('v6.18').functions.map(({ name }) => name)).not.toContain('free_devmap_managed_page');
  expect(of('v4.17').functions).toContainEqual({ name: 'ftruncate', source: 'fs/open.daxk', line: expect.any(Number) as number, syscall: true });
});

it('every change of the model kernel is new in one version', async () => {
  const { kernels } = JSON.parse((await daxscn('kernels', '--json')).out) as { kernels: { changes: { constant: string }[] }[] };
  const named = kernels.flatMap(({ changes }) => changes.map(({ constant }) => constant));
  expect(named.sort()).toEqual(modelKernel().constants.filter(({ value }) => value.kind === 'kernel').map(({ name }) => name).sort());
});

it('kernels --overlay says what each overlay changes', async () => {
  const patch = join(import.meta.dirname, '..', '..', 'examples', 'no-second-look.daxk');
  const more = file('more.daxk', 'int helper() since v6.15 { return 0; }\nint calls_it() { return helper(); }\nbool get_page(pte pte, bool write, bio_vec slot) until v4.18 { return false; }\n');
  const { status, out, err } = await daxscn('kernels', '--overlay', patch, '--overlay', more);
  expect({ status, err, out: '' }).toEqual({ status: 2, err: expect.stringContaining('more.daxk:2:25: error: `helper` (since v6.15) does not exist') as string, out });
  const fine = file('fine.daxk', 'extend object inode { bool is_hot; }\nint helper() since v6.15 { return 0; }\nbool get_page(pte pte, bool write, bio_vec slot) until v4.18 { return false; }\n');
  const lines = (await daxscn('kernels', '--overlay', patch, '--overlay', fine)).out.split('\n');
  expect(lines.slice(lines.indexOf(patch))).toEqual([
    patch, expect.stringMatching(/^ {8}replaces gup_fast_pte_range \(mm\/gup_fast\.daxk:\d+\)$/), fine, expect.stringMatching(/^ {8}replaces get_page until v4\.18 \(mm\/gup\.daxk:\d+\)$/), '        adds helper, inode.is_hot', '',
  ]);
  const { overlays } = JSON.parse((await daxscn('kernels', '--json', '--overlay', fine)).out) as { overlays: object[] };
  expect(overlays).toEqual([{ file: fine, replaces: [expect.stringContaining('get_page until v4.18')], adds: ['helper', 'inode.is_hot'] }]);
  expect((await daxscn('kernels')).out).not.toContain('replaces');
});

it('kernels FROM TO says what differs between two versions', async () => {
  const { out } = await daxscn('kernels', 'v5.4', 'v6.18');
  expect(out).toMatch(/^HAS_XFS_READ_IOMAP_OPS: /);
  expect(out).toContain('(v6.15, 38607c62b34b)');
  expect(out).not.toContain('SCAN_KEEPS_PRIVATE_COPIES');
  expect(out).toMatch(/^new: [^:]* dax_break_layout,/m);
  expect(out).toMatch(/^gone: [^:]* get_user_pages,/m);
  expect(out).toMatch(/^rewritten: [^:]* xfs_break_layouts$/m);
  // It asks for GUP_FAST_TAKES_LONGTERM_PAGE.
  expect(out).toMatch(/^branching: [^:]* gup_fast_pte_range,/m);
  expect((await daxscn('kernels', 'v6.16', 'v6.18')).out).toMatch(/^FUSE_RELEASES_IN_BACKGROUND: /);
});

it('kernels FROM TO --json says the same', async () => {
  const { out } = await daxscn('kernels', 'v4.18', 'v4.19', '--json');
  expect(JSON.parse(out)).toMatchObject({
    version: 1, from: 'v4.18', to: 'v4.19', functions: { new: expect.arrayContaining(['memory_failure']) as string[], rewritten: ['ext4_break_layouts', 'xfs_break_dax_layouts'] },
    changes: expect.arrayContaining([expect.objectContaining({ constant: 'XFS_RETRIES_AFTER_EVERY_BUSY_PAGE', version: 'v4.19', commits: ['e25ff835af89'] })]) as object[],
  });
});
