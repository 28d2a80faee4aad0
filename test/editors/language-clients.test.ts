// The language clients of real editors, where they are installed, with the command and the set-up of docs/other-editors.md.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocks, luaValue } from '../debugger/support/configurations';
import { has, run, userFolder } from './running';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');
const example = readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8');
const line = example.split('\n').findIndex((text) => text.includes('ftruncate(victim')) + 1;

let folder = '';
let cli = '';
beforeAll(async () => {
  ({ folder, cli } = await userFolder());
  writeFileSync(join(folder, 'mistaken.daxscn'), example.replace('ftruncate(victim', 'mistake(victim'));
}, 60_000);

function expectAnEditor(said: Record<string, unknown>): void {
  expect(said.diagnostics).toEqual([{ line, message: expect.stringMatching(/^(?:daxscn(?: \[unknown-call\])?: )?`mistake` is not a system call/) as string }]);
  expect(said.mended).toEqual([]);
  expect(said.hover).toEqual(expect.arrayContaining([expect.stringContaining('syscall int ftruncate(inode file, int blocks)')]));
  // A word, without `${1:file}`.
  expect(said.completion).toContain('ftruncate');
  expect(said.completion).not.toContainEqual(expect.stringContaining('$'));
  expect(said.actions).toEqual(['Change `ftrunkate` to `ftruncate`', 'Show All System Calls']);
  expect(said.renamed).toEqual([expect.stringContaining('ftruncate(target, 0)'), 0]);
  // A name that is taken.
  expect(said.refused).toContain('ftruncate(target, 0)');
  expect(said.formatted).toEqual(['process added {', '    fsync(victim);', '}']);
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
  test.runIf(hasNeovim)('shows what is wrong, explains, completes, mends, renames, formats and goes to the model kernel', async () => {
    const { cmd } = luaValue(blocks(page, 'lua')[0]!, 'vim.lsp.config') as { cmd: string[] };
    const said = await run(folder, 'nvim', ['--headless', '--clean', '-S', join(import.meta.dirname, 'neovim.lua')], { DAXSCN_FILE: join(folder, 'mistaken.daxscn'), DAXSCN_CMD: JSON.stringify(cmd) });
    expect(said.sync).toMatchObject({ change: 2 });
    expectAnEditor(said);
    expect(said.exit).toBe(0);
  });
});

describe('Emacs', { timeout: 600_000 }, () => {
  test.runIf(hasEglot)('shows what is wrong, explains, completes, mends, renames, formats and goes to the model kernel', async () => {
    const setup = join(folder, 'setup.el');
    writeFileSync(setup, blocks(page, 'elisp')[0]!);
    const said = await run(folder, 'emacs', ['--batch', '-q', '-l', join(import.meta.dirname, 'emacs.el')], { DAXSCN_FILE: join(folder, 'mistaken.daxscn'), DAXSCN_SETUP: setup });
    expect(said.sync).toBe(2);
    expectAnEditor(said);
  });
});
