// nvim-dap plays a whole session with the set-up of docs/other-editors.md. It is no package of Debian's: NVIM_DAP is a folder with
// its files, of a version that runs on the Neovim that is here (for Neovim 0.7.2: 55e3a7f, of April 2023). Without it this is no test.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocks } from '../debugger/support/configurations';
import { rests, run, userFolder } from './running';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');
const plugin = process.env.NVIM_DAP!;

describe('nvim-dap', { timeout: 600_000 }, () => {
  let folder = '';
  beforeAll(async () => { ({ folder } = await userFolder()); }, 60_000);

  test.each([0, 1])('launches, moves, asks and ends, by set-up %i', async (adapter) => {
    const [setup, file] = [join(folder, 'setup.lua'), join(folder, 'example.daxscn')];
    const [first = '', ...others] = blocks(page, 'lua');
    writeFileSync(setup, adapter === 0 ? first : `${first}\nlocal dap = require('dap')\n${others[adapter - 1]!}`);
    writeFileSync(file, readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8'));
    const said = await run(folder, 'nvim', ['--headless', '--clean', '-S', join(import.meta.dirname, 'nvim-dap.lua')],
      { NVIM_DAP: plugin, DAXSCN_SETUP: setup, DAXSCN_FILE: file });
    expect(said).toEqual({
      'launch': rests.launch,
      'continue': rests.atThePin,
      'step over': rests.step,
      'step into': rests.step,
      'step out': rests.step,
      'step back': { reason: 'step', func: 'submit_bio_noacct', file: 'bio.daxk' },
      'reverse': rests.atThePin,
      'goto': rests.backAtThePin,
      // `help` is nvim-dap's own; with a blank before it, it is ours.
      'console help': expect.not.stringContaining('why truncator') as string,
      'console  help': expect.stringContaining('why truncator') as string,
      'console threads': expect.stringContaining('truncator') as string,
      'restart frame': rests.backAtThePin,
      'restart': rests.backAtThePin,
      'terminate': true,
    });
  });
});
