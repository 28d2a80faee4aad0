#!/usr/bin/env node
// A `code` without a display: takes the arguments that @vscode/test-electron gives a desktop VS Code, serves the workbench
// to a headless browser, and exits with the status of the tests. The release is DAXSCN_VSCODE's.
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { pageAddress } from '../../scripts/vscode/page.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { releases, vscodeVersion } from '../../scripts/vscode/releases.mts';
import { startServer } from '../../scripts/vscode/server.mts';
import { PATIENCE, TEST_PATIENCE } from './patience.mts';
import { suiteMark } from './suite/mark.mts';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

const userSettings = join(String(values['user-data-dir']), 'User', 'settings.json');
const release = process.env.DAXSCN_VSCODE ?? releases.current;
const server = await startServer({
  release,
  settings: JSON.parse(await readFile(userSettings, 'utf8').catch(() => '{}')) as Record<string, unknown>,
  testDriver: true,
});
const browser = await launchChromium();
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);

const artifacts = join(root, 'test-artifacts', vscodeVersion(release));
await mkdir(artifacts, { recursive: true });
const logFile = join(artifacts, 'extension-host.log');
const log = createWriteStream(logFile);

const status = new Promise<number>((resolve) => {
  void page.exposeFunction('codeAutomationExit', resolve);
  const giveUp = (reason: string) => {
    console.error(`The tests ended early: ${reason}.`);
    resolve(1);
  };
  page.once('crash', () => giveUp('the page crashed'));
  setTimeout(() => giveUp(`no result after ${TEST_PATIENCE / 60_000} minutes`), TEST_PATIENCE).unref();
});
await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
  const text = format(...args);
  log.write(`${type} ${text}\n`);
  // The workbench says a lot; the terminal gets what the suite says.
  if (text.startsWith(suiteMark)) console.log(text.slice(suiteMark.length));
});
await page.goto(pageAddress(server, {
  folder: positionals[0] ?? process.cwd(),
  developmentPaths: values.extensionDevelopmentPath as string[],
  testsPath: String(values.extensionTestsPath),
}));

const code = await status;
if (code !== 0) console.error(`What VS Code said is in ${logFile}`);
await browser.close();
await server.stop();
process.exit(code);
