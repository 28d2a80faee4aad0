// `npm test`: the build, then every part of the tests, then one line for each and the closing `N passed, N failed`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { findChromium } from './vscode/chromium.mts';
import { releases, vscodeVersion } from './vscode/releases.mts';
import { check, mochaTests, vitestTests } from './testing/part.mts';
import { summary } from './testing/summary.mts';

const reports = await mkdtemp(join(tmpdir(), 'daxscn-'));
const results = [await check('build', 'npm', ['run', 'build'])];

// Without a build there is nothing to test.
if (results[0].failed === 0) {
  results.push(
    await check('types', 'npm', ['run', 'types']),
    await check('lint', 'npm', ['run', 'lint']),
    await vitestTests('unit', reports),
    ...await vscodeTests(),
  );
}
await rm(reports, { recursive: true, force: true });
process.exitCode = summary(results);

async function vscodeTests() {
  const desktop = process.env.DAXSCN_DESKTOP === '1';
  const hasBrowser = findChromium() !== undefined;
  const found = [];
  for (const release of Object.values(releases)) {
    const name = `extension host of VS Code ${vscodeVersion(release)}`;
    found.push(desktop || hasBrowser ? await mochaTests(name, release, reports) : leftOut(name));
  }
  const name = 'workbench in a browser';
  found.push(hasBrowser ? await vitestTests(name, reports, 'test/vscode/vitest.config.mts') : leftOut(name));
  return found;
}

/** On a machine that is somebody's own a missing browser is no failure; on CI it is, or it would go unnoticed. */
function leftOut(name) {
  return {
    name, passed: 0, failed: process.env.CI ? 1 : 0,
    leftOut: 'no Chromium or Chrome on the PATH: install one (Debian: apt install chromium) or set CHROMIUM to its path',
  };
}
