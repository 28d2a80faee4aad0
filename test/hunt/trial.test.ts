import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { isSame, type TrialJob } from '../../src/hunt/fault';
import { explainFault, tryWorkload } from '../../src/hunt/trial';
import type { KernelTree } from '../../src/language/tree';
import { isBroken } from '../../src/machine/explain/causes';
import { replay } from '../../src/machine/schedule/replay';
import { modelKernel } from '../support/model-kernel';
import { leaseKernel, reader } from './lease-kernel';

const lease = leaseKernel();
const model = modelKernel();

function jobOn(kernel: KernelTree, version: number, blocks: number, processes: string, more: Partial<TrialJob> = {}): TrialJob {
  const disk = kernel === model ? 'device nvme0\n' : '';
  const text = `scenario "trial"\ndevice pmem0 { blocks = ${blocks} }\n${disk}mount mnt { type = xfs  device = pmem0  dax }\nfile victim on mnt { blocks = ${blocks} }\n${processes}`;
  return { tree: reader(kernel)(text), version, maxStates: 20_000, ...more };
}

test('finds a lost update, and where it is', () => {
  const trial = tryWorkload(jobOn(lease, 4019, 1, 'process a { take(victim); } process b { take(victim); }'), lease);
  expect(trial).toMatchObject({ isComplete: true, faults: [{ verdict: 'violates', property: 'never_negative', events: 4, functions: ['take', 'take'] }] });
});

test('says if it was not searched to the end', () => {
  const job = jobOn(lease, 4019, 1, 'process a { take(victim); } process b { take(victim); }', { maxStates: 2 });
  expect(tryWorkload(job, lease)).toMatchObject({ isComplete: false, faults: [] });
});

test('what waits for ever is a hang, but not what a process that has come to its end has kept', () => {
  const waits = jobOn(lease, 4019, 1, 'process a { lease = open_lease(victim, 0, 1); close_lease(lease); } process b { open_lease(victim, 0, 1); }');
  expect(tryWorkload(waits, lease).faults.map(({ verdict }) => verdict)).toEqual(['hang']);
  const kept = jobOn(model, 4019, 1, 'process a { buf = mmap(victim, 0, 1); vmsplice(buf[0]); } process b { ftruncate(victim, 0); }');
  expect(tryWorkload(kept, model)).toMatchObject({ isComplete: true, faults: [] });
});

const pinned = 'process a { buf = mmap(victim, 0, 1); aio_read_direct(nvme0, buf[0]); munmap(buf); } process b ';

test('the property that breaks first is told, or the one that is asked for', () => {
  const properties = (more: Partial<TrialJob>) => tryWorkload(jobOn(model, 4019, 1, `${pinned}{ ftruncate(victim, 0); }`, more), model).faults.map(({ property }) => property);
  expect(properties({})).toEqual(['scan_soundness']);
  expect(properties({ property: 'no_free_under_pin' })).toEqual(['no_free_under_pin']);
});

test('whoever pins, and whoever cuts the file: the same mistake is the same, and another one is another', () => {
  const only = (processes: string, version = 4019, blocks = 1) => {
    const { faults } = tryWorkload(jobOn(model, version, blocks, processes), model);
    expect(faults).toHaveLength(1);
    return faults[0]!;
  };
  const unmapped = only(`${pinned}{ ftruncate(victim, 0); }`);
  const evicted = only(`${pinned}{ unlink(victim); }`);
  const notAgain = only('process a { buf = mmap(victim, 0, 2); read_direct(nvme0, buf[0 .. 1]); } process b { ftruncate(victim, 0); }', 4018, 2);
  expect(isSame(unmapped, only(`${pinned.replace('aio_read', 'aio_write')}{ open_trunc(victim); }`))).toBe(true);
  // Here the process that has the pin evicts the file itself.
  expect(isSame(evicted, only(`${pinned.replace('munmap(buf)', 'exit()')}{ unlink(victim); }`))).toBe(true);
  expect([isSame(unmapped, evicted), isSame(evicted, notAgain), isSame(notAgain, unmapped)]).toEqual([false, false, false]);
});

test('the schedule of a fault leads there', () => {
  const job = jobOn(model, 4019, 1, `${pinned}{ unlink(victim); }`);
  const [fault] = tryWorkload(job, model).faults;
  const explained = explainFault(job, model, fault!)!;
  expect(explained).toMatchObject({ ...fault, events: fault!.events });
  const compiled = compile(model, job.tree, 4019);
  if ('errors' in compiled) throw new Error('it does not compile');
  const { execution, refusal } = replay(compiled.program, explained.schedule);
  expect(refusal).toBeUndefined();
  expect(isBroken(compiled.program, execution.state, explained.property!)).toBe(true);
  expect(explainFault(job, model, { ...fault!, property: 'another' })).toBeUndefined();
});
