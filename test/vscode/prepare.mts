import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { command } from '../../scripts/vscode/command.mts';
import { installServer } from '../../scripts/vscode/install.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { releases } from '../../scripts/vscode/releases.mts';

/** Made before the workbench tests start. */
export const packagedExtension = join(root, '.cache', 'vscode-tests', 'daxscn.vsix');

/** What the workbench tests need and no test should wait for. */
export default async function prepare(): Promise<void> {
  await mkdir(dirname(packagedExtension), { recursive: true });
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  await command(vsce, ['package', '--out', packagedExtension], root);
  for (const release of Object.values(releases)) await installServer(release);
}
