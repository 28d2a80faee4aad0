import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How the extension gets into a server: as a link to the unpacked folder, or as the file that users install. */
export type Extension = { folder: string } | { vsix: string };

/** Must run before the first start: afterwards the server believes its own list of what the folder holds. */
export async function addExtension(extension: Extension, serverFolder: string, dataArgs: string[], extensionsDir: string): Promise<void> {
  await mkdir(extensionsDir, { recursive: true });
  if ('vsix' in extension) {
    const main = join(serverFolder, 'out', 'server-main.js');
    await promisify(execFile)(process.execPath, [main, ...dataArgs, '--install-extension', extension.vsix]);
    return;
  }
  const manifest = JSON.parse(await readFile(join(extension.folder, 'package.json'), 'utf8')) as
    { publisher: string; name: string; version: string };
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await symlink(extension.folder, join(extensionsDir, name), 'junction');
}
