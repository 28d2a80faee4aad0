// A kernel of a few lines with what a hunt needs: files with blocks, and things that are given and given back.
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree, ScenarioTree } from '../../src/language/tree';

const KERNEL = `
const int EBUSY = 16;
operations file_system { int number; }
const file_system xfs = { .number = 1 };

object task_struct declares process() as "{name}" { bool waits; }
object block_device declares device(int blocks = 0) as "{name}" { int(0..7) reads; }
object super_block declares mount(file_system type, block_device device, bool dax = false) as "{name}" { int(0..7) uses; }
object inode declares file(super_block on, int blocks = 0) as "{name}" { const int(0..7) blocks_at_boot = blocks;  int(-2..7) left; int(0..7) puts; lease holder; }
object lease { inode file; }

boot { for (file in all inode) file.left = file.blocks_at_boot; }

syscall int take(inode file) until v4.19
{
    bool taken = false;
    "take a block of {file}, if there is one": atomic because "an atomic decrement" {
        if (file.left > 0) { file.left -= 1; taken = true; }
    }
    if (!taken) return -EBUSY;
    return 0;
}
/// Looks, then takes: two events.
syscall int take(inode file) since v4.19
{
    if (file.left <= 0) return -EBUSY;
    "take a block of {file}": file.left -= 1;
    return 0;
}
/// The same under another name.
syscall int grab(inode file)
{
    if (file.left <= 0) return -EBUSY;
    "grab a block of {file}": file.left -= 1;
    return 0;
}
syscall int only_now(inode file) since v6.18 { file.puts = 3; return 0; }
syscall int lose(inode file) { "lose all of {file}": file.left = -1; return 0; }
syscall int put(inode file) since v4.19 { "count a put": file.puts = 1; return 0; }
syscall int refuse(inode file) { "look at {file}": file.puts = 2; return -EBUSY; }
syscall int look(inode file, int index) { int left = file.left; return left - index; }
syscall lease open_lease(inode file, int first, int count)
{
    lease lease = new lease;
    "lease {file}": { lease.file = file; file.holder = lease; }
    return lease;
}
syscall int close_lease(lease lease)
{
    inode file = lease.file;
    await (file.holder == lease) because "waits for the lease of {file}" { file.holder = null; }
    return 0;
}
syscall int signal(task_struct process) { "signal": process.waits = true; return 0; }

/// Nobody takes what is not there.
invariant never_negative
{
    for (file in all inode) require (file.left >= 0) "{file} has {file.left} blocks";
}
`;

export function leaseKernel(): KernelTree {
  const { tree, diagnostics } = checkKernel([{ source: 'lease.daxk', text: KERNEL }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
  return tree;
}

/** Checks a scenario against a kernel. */
export function reader(kernel: KernelTree): (text: string) => ScenarioTree {
  return (text) => {
    const { tree, diagnostics } = checkScenario('hunt.daxscn', text, kernel);
    if (!tree) throw new Error(`${text}\n${diagnostics.map(formatDiagnostic).join('\n')}`);
    return tree;
  };
}
