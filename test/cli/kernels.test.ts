import { expect, it } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import { daxscnOn } from './command-line';

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
  expect(of('v4.17').changes).toEqual([]);
  expect(of('v4.19').functions.map(({ name }) => name)).toContain('free_devmap_managed_page');
  expect(of('v6.18').functions.map(({ name }) => name)).not.toContain('free_devmap_managed_page');
  expect(of('v4.17').functions).toContainEqual({ name: 'ftruncate', source: 'fs/open.daxk', line: expect.any(Number) as number, syscall: true });
});

it('every change of the model kernel is new in one version', async () => {
  const { kernels } = JSON.parse((await daxscn('kernels', '--json')).out) as { kernels: { changes: { constant: string }[] }[] };
  const named = kernels.flatMap(({ changes }) => changes.map(({ constant }) => constant));
  expect(named.sort()).toEqual(modelKernel().constants.filter(({ value }) => value.kind === 'kernel').map(({ name }) => name).sort());
});
