// The command line in process, on a kernel of a few lines, with what it wrote.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import type { Environment } from '../../src/cli/environment';
import { checkKernel } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree } from '../../src/language/tree';

const KERNEL = `
object task_struct declares process() as "{name}" { bool killed; }
object mutex { task_struct owner; }
object block_device declares device(int blocks = 0) as "{name}" { own mutex lock; int(0..7) value; int(0..2) small; }

void mutex_lock(mutex m)
{
    "lock {m}": await (m.owner == null) because "waits for {m}" held by (m.owner) { m.owner = current; }
}
void mutex_unlock(mutex m) { "unlock {m}": m.owner = null; }

/// Reads, then writes: two events.
syscall void increment(block_device d) until v4.19
{
    int seen = d.value;
    "write {seen + 1} to {d}": d.value = seen + 1;
}
syscall void increment(block_device d) since v4.19 { "add 1 to {d}": d.value += 1; }

syscall void both(block_device x, block_device y)
{
    mutex_lock(x.lock);
    mutex_lock(y.lock);
    mutex_unlock(y.lock);
    mutex_unlock(x.lock);
}
syscall void wait_for(block_device d, int n)
{
    "see {n} in {d}": await (d.value == n) because "sleeps until {d} is {n}";
}
syscall void overflow(block_device d) { d.small += 1; }
syscall void only_now(block_device d) since v6.18 { d.small = 1; }
syscall void crash(block_device d) { int n = 1 / d.value; d.small = n; }
invariant never_three
{
    for (d in all block_device) require (d.value != 3) "{d} is {d.value}";
}
`;

export function tinyKernel(): KernelTree {
  const { tree, diagnostics } = checkKernel([{ source: 'tiny.daxk', text: KERNEL }]);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return tree;
}

export const scenarios = {
  lostUpdate: `scenario "lost update"
kernel v4.17
device box { }
process p[2] { increment(box); }
process checker { wait_for(box, 2); }
expect v4.17 hang
expect v4.19 holds
`,
  three: `scenario "three"
kernel v4.17
device box { }
process p { increment(box); increment(box); increment(box); }
process q { increment(box); }
expect v4.17, v4.19 violates never_three
`,
  deadlock: `scenario "deadlock"
kernel v6.18
device a { }
device b { }
process p { both(a, b); }
process q { both(b, a); }
`,
} as const;

export const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));

/** Writes a file and returns its path. */
export function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

export interface Captured {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export async function daxscn(...args: string[]): Promise<Captured> {
  return daxscnOn({ isTerminal: false, columns: Infinity }, ...args);
}

export async function daxscnOn(
  { isTerminal, columns, color, kernelTree = tinyKernel, kernelFolder = '/nowhere', input = '', channel }:
  { isTerminal: boolean; columns: number; color?: boolean; kernelTree?: () => KernelTree; kernelFolder?: string; input?: string; channel?: Environment['channel'] }, ...args: string[]
): Promise<Captured> {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({ isTerminal, columns, write: (text: string) => { written[name] += text; } });
  let time = 0;
  const status = await main(args, {
    out: output('out'), err: output('err'), now: () => time += 250, kernelFolder,
    ...(color !== undefined && { color }), ...(channel && { channel }),
    kernelTree, readInput: () => input, cancellation: new Cancellation(),
  });
  return { status, ...written };
}
