// What `check --lcov` writes, read by the report generator that most people use. CI installs it (Debian: lcov).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { root } from '../../scripts/vscode/paths.mts';

const isInstalled = spawnSync('genhtml', ['--version']).status === 0;

it.runIf(isInstalled || process.env.CI)('genhtml reads the coverage of the examples', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  const info = join(folder, 'lcov.info');
  execFileSync(process.execPath, ['dist/cli.js', 'check', '--lcov', info, 'examples/01-truncate-vs-direct-read.daxscn'], { cwd: root });
  const { status, stdout, stderr } = spawnSync('genhtml', ['--branch-coverage', '--output-directory', join(folder, 'html'), info], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/lines\.+: \d+\.\d+% \([1-9]\d* of \d+ lines\)/);
  expect(stdout).toMatch(/branches\.+: \d+\.\d+% \([1-9]\d* of \d+ branches\)/);
});
