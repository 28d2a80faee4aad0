// What `npm pack` makes runs on a machine that has Node.js and nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/vscode/paths.mts';

let folder: string;
/** Where the packed files are. */
let packed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, stdio: 'pipe', shell: process.platform === 'win32' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  execFileSync('tar', ['xzf', tarball], { cwd: folder });
  packed = join(folder, 'package');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function daxscn(...args: readonly string[]): string {
  // Outside of the project, no package is found by accident.
  return execFileSync(process.execPath, [join(packed, 'dist', 'cli.js'), ...args], { cwd: packed, encoding: 'utf8' });
}

it('has the command line, the model kernel, the examples and the licences, and no other sources', () => {
  for (const path of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/ThirdPartyNotices.txt', 'examples/01-truncate-vs-direct-read.daxscn']) expect(existsSync(join(packed, path)), path).toBe(true);
  expect(readdirSync(packed).sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'examples', 'package.json', 'src']);
  expect(readdirSync(join(packed, 'src'))).toEqual(['kernel']);
});

it('checks a scenario, in other threads, too', () => {
  expect(daxscn('check', 'examples/01-truncate-vs-direct-read.daxscn')).toContain('violates dma_lands_at_home');
  expect(daxscn('check', '--workers', '2', 'examples/11-second-look.daxscn', 'examples/06-rdma-registration.daxscn')).toContain('ok');
});

it('runs, draws and exports one', () => {
  expect(daxscn('run', '--kernel', 'v4.17', 'examples/01-truncate-vs-direct-read.daxscn')).toContain('reader');
  expect(daxscn('export', '--to', 'svg', 'examples/01-truncate-vs-direct-read.daxscn')).toContain('<svg');
  expect(daxscn('export', '--to', 'html', 'examples/01-truncate-vs-direct-read.daxscn')).toContain('Content-Security-Policy');
});
