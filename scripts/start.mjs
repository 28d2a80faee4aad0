// `npm start`: VS Code on the examples, with this extension. Needs nothing but npm: without a desktop VS Code it serves one.
// DAXSCN_VSCODE=desktop insists on the desktop, DAXSCN_VSCODE=4.100.3 on that release of the npm package `code-server`.
import process from 'node:process';
import { findDesktop, startDesktop } from './vscode/desktop.mts';
import { serveBrowser } from './vscode/serve.mts';
import { releases } from './vscode/releases.mts';

const wanted = process.env.DAXSCN_VSCODE;
const desktop = wanted && wanted !== 'desktop' ? undefined : findDesktop();

try {
  process.stdout.write('Starting VS Code …\n');
  if (desktop) process.exitCode = await startDesktop(desktop);
  else if (wanted === 'desktop') throw new Error('There is no `code` on the PATH.');
  else await serveBrowser(wanted ?? releases.current);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
