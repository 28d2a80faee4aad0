// A scenario, compiled on the packaged model kernel, as the contenders' scripts are told on their command lines.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { compile, type Compiled } from '../src/compiler/compile';
import { checkScenario } from '../src/language/check';
import { readKernelTree } from '../src/node/kernel-files';

export function load(): Compiled {
  const [packagedKernel, file] = process.argv.slice(2) as [string, string];
  const kernel = readKernelTree(packagedKernel);
  const { tree } = checkScenario(file, readFileSync(file, 'utf8'), kernel);
  if (!tree) throw new Error(`${file} is not right`);
  const compiled = compile(kernel, tree);
  if ('errors' in compiled) throw new Error(compiled.errors[0]!.message);
  return compiled;
}
