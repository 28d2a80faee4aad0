// Runs the suite inside the extension host: `node run-suite.mts RELEASE REPORT` (scripts/test.mjs does).
// With DAXSCN_DESKTOP=1 it is a desktop VS Code of the same version, which @vscode/test-electron downloads.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { installServer } from '../../scripts/vscode/install.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { vscodeVersion } from '../../scripts/vscode/releases.mts';
import { writeSettings } from '../../scripts/vscode/settings.mts';
import { bundleSuite } from './bundle.mts';
import { copyExamples } from './workspace.mts';

if (!existsSync(join(root, 'dist', 'extension.js'))) {
  console.error('The extension is not built: `npm run build` builds it.');
  process.exit(1);
}
const [release, report] = process.argv.slice(2) as [string, string];
const workspace = await copyExamples();
const userDataDir = await mkdtemp(join(tmpdir(), 'daxscn-'));
await writeSettings(userDataDir);
const isDesktop = process.env.DAXSCN_DESKTOP === '1';
if (!isDesktop) await installServer(release);

try {
  await runTests({
    ...(isDesktop
      ? { version: vscodeVersion(release), cachePath: join(root, '.cache', 'vscode-desktop') }
      : { vscodeExecutablePath: join(import.meta.dirname, 'headless-code.mts') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    extensionTestsEnv: {
      DAXSCN_VSCODE: release,
      DAXSCN_TEST_REPORT: report,
      // The stand-in's first line asks for `node`, which has to be the one that runs this.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    },
    launchArgs: [workspace.folder, `--user-data-dir=${userDataDir}`, `--extensions-dir=${join(userDataDir, 'extensions')}`],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await workspace.remove();
  await rm(userDataDir, { recursive: true, force: true });
}
process.exit();
