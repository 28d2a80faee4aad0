// What `check --lcov` writes, read by the report generator that most people use. CI installs it (Debian: lcov).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
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
  // What genhtml 2 asks for, and version 1.16 does not.
  for (const record of readFileSync(info, 'utf8').split('end_of_record')) {
    const lines = new Map([...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map(([, line, hits]) => [line, Number(hits) > 0]));
    const branches = new Map<string, boolean>();
    for (const [, line, hits] of record.matchAll(/^BRDA:(\d+),\d+,\d+,(.*)$/gm)) branches.set(line!, branches.get(line!) || Number(hits) > 0);
    for (const [line, isHit] of branches) expect({ record: record.slice(0, 60), line, isHit: lines.get(line) }).toMatchObject({ isHit });
    for (const [, line] of record.matchAll(/^FN:(\d+),/gm)) expect(lines.has(line)).toBe(true);
  }
  const { status, stdout, stderr } = spawnSync('genhtml', ['--branch-coverage', '--output-directory', join(folder, 'html'), info], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/lines\.+: \d+\.\d+% \([1-9]\d* of \d+ lines\)/);
  expect(stdout).toMatch(/branches\.+: \d+\.\d+% \([1-9]\d* of \d+ branches\)/);
});
