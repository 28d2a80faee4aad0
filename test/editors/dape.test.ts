// dape plays a whole session with the set-up of docs/other-editors.md, where it is installed: Debian 13 has it as elpa-dape; or DAPE is a
// folder with its file. It needs Emacs 29.1.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { blocks } from '../debugger/support/configurations';
import { has, rests, run, userFolder } from './running';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');

const find = '(progn (require (quote package)) (package-activate-all) (when (getenv "DAPE") (add-to-list (quote load-path) (getenv "DAPE"))) (require (quote dape)))';
const hasDape = has('emacs', '--batch', '-q', '--eval', find);
if (!hasDape) process.stderr.write('Emacs with dape is not installed and is not tested\n');

describe('dape', { timeout: 600_000 }, () => {
  let folder = '';
  beforeAll(async () => { ({ folder } = await userFolder()); }, 60_000);

  test.runIf(hasDape).each([['streams', {}], ['a port', { DAXSCN_PORT: 'yes' }]])('launches, moves, asks and ends, by %s', async (_, port) => {
    const [setup, file] = [join(folder, 'setup.el'), join(folder, 'example.daxscn')];
    writeFileSync(setup, blocks(page, 'elisp')[0]!);
    writeFileSync(file, readFileSync(join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), 'utf8'));
    const said = await run(folder, 'emacs', ['--batch', '-q', '-l', join(import.meta.dirname, 'dape.el')],
      { DAXSCN_SETUP: setup, DAXSCN_FILE: file, ...port });
    expect(said).toEqual({
      'launch': rests.launch,
      'continue': rests.atThePin,
      'step over': rests.step,
      'step into': rests.step,
      'step out': rests.step,
      'console help': expect.stringContaining('why truncator') as string,
      'console why reader': expect.stringContaining('sleeps until nvme0 has finished') as string,
      'console threads': expect.stringContaining('truncator') as string,
      // dape has it since 0.27.
      ...('restart frame' in said && { 'restart frame': rests.backAtThePin }),
      'restart': 'restart frame' in said ? rests.backAtThePin : rests.stillWaiting,
      'terminate': true,
    });
  });
});
