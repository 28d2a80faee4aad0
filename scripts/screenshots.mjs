// `npm run screenshots`: takes the screenshots of the documents anew, in a real VS Code. Which there are is in test/vscode/screenshots/.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vscode/screenshots/vitest.config.mts', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
