#!/usr/bin/env node
// The process around the command line: streams, clock, the packaged model kernel.
import { readFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { CheckRequest } from '../explorer/check-messages';
import type { KernelTree } from '../language/tree';
import { keepCompiledCode } from '../node/compile-cache';
import { Cancellation } from './cancellation';
import { main } from './commands';
import { Status, type Environment, type Output } from './environment';
import { readPackagedKernel } from './input/input';

keepCompiledCode();

const { NO_COLOR, FORCE_COLOR, COLUMNS } = process.env;
const color = NO_COLOR ? false : FORCE_COLOR ? FORCE_COLOR !== '0' : undefined;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
let tree: KernelTree | undefined;
let input: string | undefined;
/** The file descriptor. */
const STANDARD_INPUT = 0;
const cancellation = new Cancellation();
const channel = openChannel(cancellation);

const environment: Environment = {
  out: output(process.stdout),
  err: output(process.stderr),
  ...(color !== undefined && { color }),
  now: () => performance.now(),
  kernelFolder: join(__dirname, '..', 'src', 'kernel'),
  kernelTree: () => (tree ??= readPackagedKernel(__dirname)),
  readBuilt: (file) => readFileSync(join(__dirname, file), 'utf8'),
  readInput: () => (input ??= readFileSync(STANDARD_INPUT, 'utf8')),
  input: STANDARD_INPUT,
  cancellation,
  onInterrupt,
  threads: { script: join(__dirname, 'search-thread.js'), cores: availableParallelism(), memory: freeMemory() / 2 ** 20 },
  ...(channel && { channel }),
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
    columns: stream.columns || Number(COLUMNS) || Infinity,
  };
}

/** Ctrl-C, or the end of a batch system's patience. The second one ends the process as ever. */
function onInterrupt(act: () => void): () => void {
  const undo = (): void => { for (const signal of SIGNALS) process.off(signal, once); };
  const once = (): void => {
    undo();
    act();
  };
  for (const signal of SIGNALS) process.on(signal, once);
  return undo;
}

/** Bytes. A container may have less than its machine, which not every Node.js 20 knows. */
function freeMemory(): number {
  return process.availableMemory?.() ?? freemem();
}

/**
 * The channel to the program that started this one with `fork`, such as VS Code: it is told how far things are, and may cancel.
 * Undefined where there is none. It does not keep the process from ending.
 */
function openChannel(cancellation: Cancellation): Environment['channel'] {
  if (!process.connected) return undefined;
  process.on('message', (message: CheckRequest) => {
    if (message?.type === 'cancel') cancellation.cancel();
  });
  // Whoever wanted to know is gone.
  process.on('disconnect', () => process.exit(Status.unknown));
  process.channel?.unref();
  return { send: (message) => void process.send?.(message, undefined, undefined, () => {}) };
}
