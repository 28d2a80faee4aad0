import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { pageAddress } from './page.mts';
import { root } from './paths.mts';
import { vscodeVersion } from './releases.mts';
import { startServer } from './server.mts';

/** Serves VS Code with this extension to a browser on this machine, until Ctrl-C. */
export async function serveBrowser(release: string): Promise<void> {
  // The workbench can run any program, so other users of the machine and other pages in the browser stay out.
  const token = randomBytes(16).toString('hex');
  const server = await startServer({ release, token, extensions: [{ folder: root }] });
  const address = pageAddress(server, { folder: join(root, 'examples'), token });
  console.log(`\nVS Code ${vscodeVersion(release)} with the examples and this extension:\n\n  ${address}\n\nCtrl-C ends it.`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await server.stop();
  process.exit();
}
