import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { compile, type Compiled, type CompileOptions } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import type { KernelTree, ScenarioTree, Version } from '../../src/language/tree';

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
export function program(processes: string, more = '', options?: CompileOptions): Program {
  return compileTrees(trees(processes, more), undefined, options).program;
}

export interface Trees {
  readonly kernel: KernelTree;
  readonly scenario: ScenarioTree;
}

/** The checked trees of `program`. `more` of the kernel is a file of its own, `more.daxk`. */
export function trees(processes: string, more = ''): Trees {
  const kernel = checkKernel([{ source: 'tiny.daxk', text: KERNEL }, { source: 'more.daxk', text: more }]);
  const scenario = checkScenario('test.daxscn', `scenario "test" kernel v4.17 device box { } ${processes}`, kernel.tree);
  const errors = [...kernel.diagnostics, ...scenario.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || !scenario.tree) throw new Error(errors.map(formatDiagnostic).join('\n'));
  return { kernel: kernel.tree, scenario: scenario.tree };
}

/** Throws with the diagnostics if it does not compile. */
export function compileTrees({ kernel, scenario }: Trees, version?: Version, options?: CompileOptions): Compiled {
  const result = compile(kernel, scenario, version, options);
  if ('errors' in result) throw new Error(result.errors.map(formatDiagnostic).join('\n'));
  return result;
}
