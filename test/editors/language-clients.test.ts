// The language clients of real editors, where they are installed, with the command and the set-up of docs/other-editors.md.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocks, luaValue } from '../debugger/support/configurations';
import { bundledCli } from '../support/bundled-cli';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');
const example = readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8');
const line = example.split('\n').findIndex((text) => text.includes('ftruncate(victim')) + 1;

/** A folder with a link `daxscn` to the program, as the page says, and a scenario with a mistake. */
let folder = '';
let cli = '';
beforeAll(async () => {
  cli = await bundledCli();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'daxscn-editors-')));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(cli, join(folder, 'bin', 'daxscn'));
  writeFileSync(join(folder, 'mistaken.daxscn'), example.replace('ftruncate(victim', 'mistake(victim'));
}, 60_000);

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

interface Step {
  readonly name: string;
  readonly value: unknown;
}

/** Runs an editor to its end; what it says is by the names of the steps. */
async function run(command: string, args: readonly string[], environment: Record<string, string>): Promise<Record<string, unknown>> {
  const child = spawn(command, args, {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env, ...environment, HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, DAXSCN_FILE: join(folder, 'mistaken.daxscn'),
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

function expectAnEditor(said: Record<string, unknown>): void {
  expect(said.diagnostics).toEqual([{ line, message: expect.stringMatching(/^(?:daxscn: )?`mistake` is not a system call/) as string }]);
  expect(said.mended).toEqual([]);
  expect(said.hover).toEqual(expect.arrayContaining([expect.stringContaining('syscall int ftruncate(inode file, int blocks)')]));
  // A word, without `${1:file}`.
  expect(said.completion).toContain('ftruncate');
  expect(said.completion).not.toContainEqual(expect.stringContaining('$'));
  expect(said.definition).toEqual({ file: expect.stringMatching(/src\/kernel\/fs\/open\.daxk$/) as string, text: 'syscall int ftruncate(inode file, int blocks)' });
}

test('a link to dist/cli.js on the path is a command', () => {
  expect(statSync(cli).mode & 0o111).toBe(0o111);
  const { status, stdout } = spawnSync(join(folder, 'bin', 'daxscn'), ['kernels'], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringContaining('v6.18')]);
});

const hasNeovim = has('nvim', '--version');
const hasEglot = has('emacs', '--batch', '-q', '--eval', '(progn (package-activate-all) (require (quote eglot)))');
for (const [editor, isThere] of [['Neovim', hasNeovim], ['Emacs with Eglot', hasEglot]] as const) {
  if (!isThere) process.stderr.write(`${editor} is not installed and is not tested\n`);
}

describe('Neovim', { timeout: 600_000 }, () => {
  test.runIf(hasNeovim)('shows what is wrong, explains, completes and goes to the model kernel', async () => {
    const { cmd } = luaValue(blocks(page, 'lua')[0]!, 'vim.lsp.config') as { cmd: string[] };
    const said = await run('nvim', ['--headless', '--clean', '-S', join(import.meta.dirname, 'neovim.lua')], { DAXSCN_CMD: JSON.stringify(cmd) });
    expect(said.sync).toMatchObject({ change: 2 });
    expectAnEditor(said);
    expect(said.exit).toBe(0);
  });
});

describe('Emacs', { timeout: 600_000 }, () => {
  test.runIf(hasEglot)('shows what is wrong, explains, completes and goes to the model kernel', async () => {
    const setup = join(folder, 'setup.el');
    writeFileSync(setup, blocks(page, 'elisp')[0]!);
    const said = await run('emacs', ['--batch', '-q', '-l', join(import.meta.dirname, 'emacs.el')], { DAXSCN_SETUP: setup });
    expect(said.sync).toBe(2);
    expectAnEditor(said);
  });
});
