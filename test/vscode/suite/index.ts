import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { PATIENCE } from '../patience.mts';
import { suiteMark } from './mark.mts';

/** VS Code calls this inside the extension host, the desktop's and the server's alike. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(suiteMark + format(...args));
  const mocha = new Mocha({ ui: 'tdd', timeout: PATIENCE, forbidOnly: Boolean(process.env.CI) });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failed) => {
      const report = process.env.DAXSCN_TEST_REPORT;
      if (report) writeFileSync(report, JSON.stringify({ passed: runner.stats?.passes, failed, skipped: runner.stats?.pending }));
      if (failed > 0) reject(new Error(`${failed} failed`));
      else resolve();
    });
  });
}
