// The process around the command line: streams, clock, the packaged model kernel.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { KernelTree } from '../language/tree';
import { main } from './commands';
import type { Environment, Output } from './environment';
import { InputError } from './input';

const { NO_COLOR, FORCE_COLOR } = process.env;
const color = NO_COLOR ? false : FORCE_COLOR ? FORCE_COLOR !== '0' : undefined;
let tree: KernelTree | undefined;

const environment: Environment = {
  out: output(process.stdout),
  err: output(process.stderr),
  ...(color !== undefined && { color }),
  now: () => performance.now(),
  kernelFolder: join(__dirname, '..', 'src', 'kernel'),
  kernelTree: () => (tree ??= readKernelTree(join(__dirname, 'kernel.json'))),
};

void main(process.argv.slice(2), environment).then((status) => {
  process.exitCode = status;
});

function output(stream: NodeJS.WriteStream): Output {
  // `daxscn check … | head` closes the pipe early; that is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY ?? false,
    columns: stream.columns ?? 80,
  };
}

function readKernelTree(path: string): KernelTree {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KernelTree;
  } catch {
    throw new InputError(`${path}:1:1: error: the packaged model kernel is missing or damaged; build the project again`);
  }
}
