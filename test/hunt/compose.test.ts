import { describe, expect, test } from 'vitest';
import { compose, partitions, type Alone, type DryRun, type Extent } from '../../src/hunt/compose';
import { DryRuns } from '../../src/hunt/dry-run';
import { signaturesOf } from '../../src/hunt/signatures';
import { chainText } from '../../src/hunt/workload-text';
import type { Workload } from '../../src/hunt/workload';
import { modelKernel } from '../support/model-kernel';
import { leaseKernel, reader } from './lease-kernel';

const kernel = leaseKernel();
const signatures = signaturesOf(kernel, 4019);
const ground = { fileSystem: 'xfs', mountProperties: 'dax' };
const dryRuns = new DryRuns(kernel, 4019, ground, reader(kernel));
const small: Extent = { maxCalls: 2, maxProcesses: 2, maxBlocks: 1, maxFiles: 1 };

const calls = (...names: string[]) => signatures.filter(({ name }) => names.includes(name));
const textOf = ({ files, chains }: Workload): string => `${files.join(' ')}: ${chains.map(chainText).join(' | ')}`;
const composed = (names: readonly string[], extent: Extent = small, dryRun: DryRun = dryRuns.run): string[] => [...compose(calls(...names), extent, dryRun)].map(textOf);

test('parameters are typed by use', () => {
  const texts = signatures.map(({ name, parameters, result }) => `${name}(${parameters.map(({ kind }) => kind).join(', ')})${result === undefined ? '' : `: ${result}`}`);
  expect(texts).toEqual([
    'take(file)', 'grab(file)', 'lose(file)', 'put(file)', 'refuse(file)', 'look(file, position)', 'open_lease(file, position, count): lease', 'close_lease(variable)',
  ]);
});

test('a version has its own calls', () => {
  expect(signaturesOf(kernel, 4018).map(({ name }) => name)).not.toContain('put');
});

test('a number of a call without files is what an earlier call of the same source has given', () => {
  const model = signaturesOf(modelKernel(), 6018);
  const of = (name: string) => model.find((signature) => signature.name === name)!;
  expect(of('rdma_deregister').parameters).toEqual([{ kind: 'variable', name: 'key', type: of('rdma_register').result, slice: false, whole: true }]);
  expect(of('copy_file_range').parameters.map(({ kind }) => kind)).toEqual(['file', 'position', 'file', 'position', 'count']);
  expect(of('mmap').parameters.map(({ kind }) => kind)).toEqual(['file', 'position', 'count']);
  expect(model.map(({ name }) => name)).not.toContain('sigkill');
});

describe('what is composed', () => {
  test.each<{ name: string; calls: string[]; extent?: Partial<Extent>; are: string[] }>([
    { name: 'nothing of a call that fails alone', calls: ['refuse'], are: [] },
    { name: 'nothing of processes that change nothing of each other', calls: ['look'], are: [] },
    { name: 'what is given is given back by the same process', calls: ['open_lease', 'close_lease'], extent: { maxCalls: 3 }, are: [
      '1: open_lease(victim, 0, 1); | open_lease(victim, 0, 1);', '0: open_lease(victim, 0, 1); | open_lease(victim, 0, 1);',
      '1: lease = open_lease(victim, 0, 1);  close_lease(lease); | open_lease(victim, 0, 1);', '0: lease = open_lease(victim, 0, 1);  close_lease(lease); | open_lease(victim, 0, 1);',
    ] },
    { name: 'one process where no more are allowed', calls: ['open_lease', 'close_lease'], extent: { maxProcesses: 1 }, are: [
      '1: open_lease(victim, 0, 1);', '0: open_lease(victim, 0, 1);', '1: lease = open_lease(victim, 0, 1);  close_lease(lease);', '0: lease = open_lease(victim, 0, 1);  close_lease(lease);',
    ] },
    { name: 'a call that does alone what another one does comes later', calls: ['take', 'grab'], are: ['1: take(victim); | take(victim);', '1: grab(victim); | take(victim);', '1: grab(victim); | grab(victim);'] },
  ])('$name', ({ calls: names, extent, are }) => {
    expect(composed(names, { ...small, ...extent })).toEqual(are);
  });

  test('each pair once, whoever makes which call', () => {
    const all = composed(['take', 'put'], small, (_, [call]) => ({ ...free, trace: call!.signature.name, writes: new Set(['shared']) }));
    expect(all.filter((text) => text.startsWith('1:'))).toEqual(['1: take(victim); | take(victim);', '1: take(victim); | put(victim);', '1: put(victim); | put(victim);']);
  });

  test('files of one size are exchanged', () => {
    const all = composed(['put'], { ...small, maxBlocks: 2, maxFiles: 2 }, () => ({ ...free, writes: new Set(['shared']) }));
    expect(all.filter((text) => text.startsWith('1 1:'))).toEqual(['1 1: put(victim); | put(other);']);
    expect(all.filter((text) => text.startsWith('1 0:'))).toEqual(['1 0: put(victim); | put(other);']);
  });

  test('parts of a file come after all of it', () => {
    const all = composed(['open_lease'], { ...small, maxProcesses: 1, maxBlocks: 2 });
    expect(all.filter((text) => text.startsWith('2:'))).toEqual(['2: open_lease(victim, 0, 2);', '2: open_lease(victim, 0, 1);', '2: open_lease(victim, 1, 1);']);
  });
});

const free: Alone = { succeeds: true, trace: '', effects: 1, reads: new Set(), writes: new Set(), own: new Set() };

describe('the model kernel', () => {
  test('workloads come by size, and each of them once', () => {
    const model = signaturesOf(modelKernel(), 4019).filter(({ name }) => ['mmap', 'munmap', 'vmsplice', 'close_pipe', 'ftruncate', 'unlink'].includes(name));
    let number = 0;
    const alone: DryRun = (_, chain) => ({ ...free, trace: String(number++), effects: chain.length, writes: new Set(['shared']) });
    const all = [...compose(model, { maxCalls: 4, maxProcesses: 2, maxBlocks: 1, maxFiles: 1 }, alone)];
    const sizes = all.map(({ files, chains }) => chains.flat().length + chains.length + Math.max(1, files[0]!) + files.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    const forms = all.map(({ files, chains }) => `${files.join()} ${chains.map(chainText).sort().join('|')}`);
    expect(new Set(forms).size).toBe(forms.length);
    expect(forms).toContain('1 buf = mmap(victim, 0, 1);  vmsplice(buf[0]);  munmap(buf);|unlink(victim);');
    expect(forms).toContain('1 buf = mmap(victim, 0, 1);  pipe = vmsplice(buf[0]);  close_pipe(pipe);|ftruncate(victim, 0);');
  });
});

test.each<[sum: number, parts: number, least: number, are: number[][]]>([
  [4, 2, 1, [[3, 1], [2, 2]]], [2, 2, 0, [[2, 0], [1, 1]]], [1, 2, 1, []], [0, 1, 0, [[0]]],
])('%i in %i parts of at least %i', (sum, parts, least, are) => expect(partitions(sum, parts, sum, least)).toEqual(are));
