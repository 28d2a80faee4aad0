import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { compile } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';

/** A kernel just large enough to show each construct: boxes with a number in them. */
const KERNEL = `
object task_struct declares process() as "{name}" { own rw_semaphore lock; bool served; }
object rw_semaphore { task_struct writer; }
object block_device declares device(int blocks = 0) as "{name}" { int(0..7) value; bool full; }

syscall void add(block_device d, int n)
{
    int twice = n + n;
    "add {n} to {d}": d.value += twice - n;
    if (d.value > 1) d.full = true;
}
`;

/** Compiles a scenario with one device, `box`, against the tiny kernel and \`more\` of it. */
export function program(processes: string, more = ''): Program {
  const kernel = checkKernel([{ source: 'tiny.daxk', text: KERNEL + more }]);
  const scenario = checkScenario('test.daxscn', `scenario "test" kernel v4.17 device box { } ${processes}`, kernel.tree);
  const errors = [...kernel.diagnostics, ...scenario.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || !scenario.tree) throw new Error(errors.map(formatDiagnostic).join('\n'));
  const result = compile(kernel.tree, scenario.tree);
  if ('errors' in result) throw new Error(result.errors.map(formatDiagnostic).join('\n'));
  return result.program;
}
