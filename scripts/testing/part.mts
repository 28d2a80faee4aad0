import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../vscode/paths.mts';

export interface Result {
  name: string;
  passed: number;
  failed: number;
  skipped?: number;
  /** Why the part did not run. */
  leftOut?: string;
  seconds?: number;
}

type Counts = Pick<Result, 'passed' | 'failed' | 'skipped'>;

/** A part that passes or fails as a whole. */
export function check(name: string, program: string, args: string[]): Promise<Result> {
  return run(name, program, args, async (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));
}

export function vitestTests(name: string, reports: string, config?: string): Promise<Result> {
  const report = join(reports, `${name.replace(/\W+/g, '-')}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run(name, 'vitest', [...args, ...(config ? ['--config', config] : [])], async () => {
    const { numPassedTests, numFailedTests, numPendingTests } = await json(report);
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0 };
  });
}

/** The suite inside the extension host of a VS Code. */
export function mochaTests(name: string, release: string, reports: string): Promise<Result> {
  const report = join(reports, `mocha-${release}.json`);
  return run(name, process.execPath, ['test/vscode/run-suite.mts', release, report], async () => {
    const { passed, failed, skipped } = await json(report);
    return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0 };
  });
}

async function run(name: string, program: string, args: string[], count: (status: number | null) => Promise<Counts>): Promise<Result> {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const [status] = await once(child, 'close') as [number | null];
  const counts = await count(status).catch(() => ({ passed: 0, failed: 0 }));
  // A part that ends badly without a test that failed (it could not even load) counts as one failure.
  const failed = status === 0 ? counts.failed : Math.max(1, counts.failed);
  return { name, ...counts, failed, seconds: (performance.now() - start) / 1000 };
}

async function json(path: string): Promise<Record<string, number>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, number>;
}
