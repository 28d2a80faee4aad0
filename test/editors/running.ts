// Real editors, run without a display to the end of a script.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { expect } from 'vitest';
import { bundledCli } from '../support/bundled-cli';

/** A home with a link `bin/daxscn` to the program, as docs/other-editors.md says. */
export async function userFolder(): Promise<{ folder: string; cli: string }> {
  const cli = await bundledCli();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'daxscn-editors-')));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(cli, join(folder, 'bin', 'daxscn'));
  return { folder, cli };
}

/** Whether a command is there and succeeds. */
export function has(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

interface Step {
  readonly name: string;
  readonly value: unknown;
}

/** Runs an editor to its end; what it says is by the names of the steps. */
export async function run(
  folder: string, command: string, args: readonly string[], environment: Record<string, string>,
): Promise<Record<string, unknown>> {
  const child = spawn(command, args, {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env, ...environment, HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder,
      PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += String(chunk); });
  const [status] = await once(child, 'close') as [number | null];
  expect(status, output).toBe(0);
  const steps = output.split('\n').filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as Step);
  return Object.fromEntries(steps.map(({ name, value }) => [name, value]));
}

const pin = { func: 'gup_fast_pte_range', file: 'gup_fast.daxk' };
/** The reader waits for the device there. */
const waiting = { func: '__blkdev_direct_IO_simple', file: 'fops.daxk' };

/** Where a session on example 01 rests after each movement, with a breakpoint at the reader's read, whichever editor plays it. */
export const rests = {
  launch: { reason: 'entry', func: 'down_write', file: 'rwsem.daxk' },
  atThePin: { reason: 'breakpoint', ...pin },
  step: { reason: 'step', ...waiting },
  /** After a movement in time. */
  backAtThePin: { reason: 'goto', ...pin },
  stillWaiting: { reason: 'goto', ...waiting },
} as const;
