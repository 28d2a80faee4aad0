// Parser, checker and compiler: from the texts of the model kernel and of a scenario to a program.
import { compile } from '../../../src/compiler/compile';
import { checkKernel, checkScenario } from '../../../src/language/check';
import { parseVersion } from '../../../src/language/versions';
import type { Input } from './input';

export function run({ sources, version, path, text }: Input): object {
  const { tree: kernel, diagnostics } = checkKernel(sources);
  const scenario = checkScenario(path, text, kernel);
  const compiled = compile(kernel, scenario.tree!, parseVersion(version));
  if ('errors' in compiled) return compiled.errors;
  const { tasks, initial } = compiled.program;
  return { problems: [...diagnostics, ...scenario.diagnostics], tasks: tasks.map(({ name }) => name), state: [...initial()] };
}
