import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../vscode/paths.mts';

export interface Result {
  name: string;
  passed: number;
  failed: number;
  skipped?: number;
  /** What failed and why, a text for each test. */
  failures?: readonly string[];
  /** Why the part did not run. */
  leftOut?: string;
  seconds?: number;
}

/** Of `--reporter=json`, what is read of it. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[];
  }[];
}

type Counts = Pick<Result, 'passed' | 'failed' | 'skipped' | 'failures'>;

/** A part that passes or fails as a whole. */
export function check(name: string, program: string, args: string[]): Promise<Result> {
  return run(name, program, args, async (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));
}

export function vitestTests(name: string, reports: string, config?: string): Promise<Result> {
  const report = join(reports, `${name.replace(/\W+/g, '-')}.json`);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run(name, 'vitest', [...args, ...(config ? ['--config', config] : [])], async () => {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = await json<VitestReport>(report);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures: testResults.flatMap(failuresOf) };
  });
}

/** The suite inside the extension host of a VS Code. */
export function mochaTests(name: string, release: string, reports: string): Promise<Result> {
  const report = join(reports, `mocha-${release}.json`);
  return run(name, process.execPath, ['test/vscode/run-suite.mts', release, report], async () => {
    return json<Counts>(report);
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

function failuresOf({ name, message, assertionResults }: VitestReport['testResults'][number]): string[] {
  const file = relative(root, name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  // A file that could not be loaded has no tests, and says why.
  if (failed.length === 0 && message !== '') return [`${file}: ${message}`];
  return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`);
}

async function json<Report>(path: string): Promise<Report> {
  return JSON.parse(await readFile(path, 'utf8')) as Report;
}
