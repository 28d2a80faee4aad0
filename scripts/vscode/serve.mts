import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pageAddress } from './page.mts';
import { root } from './paths.mts';
import { vscodeVersion } from './releases.mts';
import { startServer } from './server.mts';

/** Serves VS Code with this extension to a browser on this machine, until Ctrl-C. */
export async function serveBrowser(release: string): Promise<void> {
  // The workbench can run any program, so other users of the machine and other pages in the browser stay out.
  const token = randomBytes(16).toString('hex');
  // The handlers stay: npm passes on a Ctrl-C that the terminal has sent already, and the second must not cut the end short.
  let interrupt = () => process.exit(1) as void;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt());
  const server = await startServer({ release, token, extensions: [{ folder: root }] });
  const interrupted = new Promise<void>((resolve) => { interrupt = resolve; });

  const address = pageAddress(server, { folder: join(root, 'examples'), token });
  console.log(`\nVS Code ${vscodeVersion(release)} with the examples and this extension:\n\n  ${address}\n\nCtrl-C ends it.`);
  await interrupted;
  await server.stop();
  process.exit();
}
