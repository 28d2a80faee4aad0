// The packaged kernel with one thing about its locks changed. What a kernel may say about locks at all is in cases/kernel-locks.daxk.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkKernel } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { readKernelSources } from '../../src/node/kernel-files';

const sources = readKernelSources(join(import.meta.dirname, '..', '..', 'src', 'kernel'));
const under = /atomic under \((?:[^()]|\([^()]*\))*\)(?: because "[^"]*")? \{/g;

/** What is said of the kernel after a change of one of its files. */
function findingsAfter(changed: string, change: (text: string) => string): string[] {
  const found = sources.find(({ source }) => source === changed)!;
  const text = change(found.text);
  expect(text).not.toBe(found.text);
  return checkKernel(sources.map((each) => (each === found ? { ...each, text } : each))).diagnostics.map(formatDiagnostic);
}

/** The text of a function, with something in it replaced. */
const inFunction = (name: string, from: string, to: string) => (text: string): string =>
  text.replace(new RegExp(`^\\w.* ${name}\\([\\s\\S]*?^}`, 'm'), (body) => body.replace(from, to));

describe('the packaged kernel is refused', () => {
  test.each([
    ['a write moved out in front of the block', 'fs/dax/entry.daxk',
      inFunction('dax_unlock_entry', '    "unlock', '    slot.locker = null;\n    "unlock'), '`slot.locker` is written without `slot.mapping.xa_lock`'],
    ['a block that takes no lock', 'mm/memory.daxk',
      inFunction('set_pte', 'atomic under (pte.vma.ptl)', 'atomic because "one word"'), '`pte.page` is written without `pte.vma.ptl`'],
    ['a block under another lock', 'kernel/sched/wait_bit.daxk',
      inFunction('wake_up_var', 'bit_wait_table.lock', 'wait_table.lock'), '`task.wait_page` is written without `bit_wait_table.lock`'],
    ['a function called under another lock', 'mm/unmap.daxk',
      inFunction('zap_pte_range', 'atomic under (vma.ptl)', 'atomic under (vma.vm_file.i_mapping.xa_lock)'), '`zap_pte` is called without `vma.ptl`'],
    ['the lock of another object', 'kernel/signal.daxk',
      inFunction('send_signal', 'process.siglock', 'current.siglock'), '`process.sigpending` is written without `process.siglock`'],
    ['a function that says nothing of the lock that it needs', 'mm/unmap.daxk',
      inFunction('zap_pte', ' under (pte.vma.ptl)', ''), 'write `under (pte.vma.ptl)` after the parameters of `zap_pte`'],
    ['a block without a reason', 'mm/swap.daxk',
      (text: string) => text.replace(/atomic because "[^"]*" \{/, 'atomic {'), 'nothing says why nobody sees the middle'],
  ])('%s', (_, file, change, message) => {
    const findings = findingsAfter(file, change);
    expect(findings.join('\n')).toContain(message);
    expect(findings.every((finding) => finding.startsWith(`${file}:`)), findings.join('\n')).toBe(true);
  });
});

test('no field names a lock for nothing: without any lock, something is said of each', () => {
  const { tree } = checkKernel(sources);
  const guarded = tree.objects.flatMap(({ fields }) => fields.filter(({ lock }) => lock).map(({ name }) => name));
  expect(guarded).toContain('locker');
  const { diagnostics } = checkKernel(sources.map(({ source, text }) => ({ source, text: text.replace(under, 'atomic because "nothing" {') })));
  const written = new Set(diagnostics.flatMap(({ message }) => /\.(\w+)(?:\[\w+\])?` is written without/.exec(message)?.[1] ?? []));
  // What an `atomic` function writes is said at its calls.
  const inFunctions = tree.functions.filter(({ locks }) => locks).map(({ name }) => name);
  expect(inFunctions.filter((name) => !diagnostics.some(({ message }) => message.includes(`\`${name}\` is called without`)))).toEqual([]);
  expect(guarded.filter((name) => !written.has(name))).toEqual([]);
});
