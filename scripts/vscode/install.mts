import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from './command.mts';
import { root } from './paths.mts';
import { vscodeVersion } from './releases.mts';

const cache = join(root, '.cache', 'vscode');

/**
 * The folder of a VS Code server, taken from the npm package `code-server` at the first call and from the cache afterwards.
 * Only the server is taken: code-server's own wrapper wants a compiler, and nothing here needs it.
 */
export async function installServer(release: string): Promise<string> {
  const installed = join(cache, release);
  if (existsSync(installed)) return installed;

  console.log(`Fetching VS Code ${vscodeVersion(release)} from the npm package code-server@${release} (once; kept in .cache/vscode) …`);
  await mkdir(cache, { recursive: true });
  const workspace = await mkdtemp(join(cache, `${release}-partial-`));
  try {
    const server = await unpack(`code-server@${release}`, workspace, 'package/lib/vscode');
    console.log('Installing its modules …');
    // `npm ci` refuses the package's shrinkwrap; the native modules whose install scripts are skipped here are optional.
    await command('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], server);
    await addAsarAlias(server);
    await addRipgrep(server, workspace);
    await publish(server, installed);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
  return installed;
}

/** A folder of a package from the registry, without its dependencies. */
async function unpack(name: string, into: string, folder: string): Promise<string> {
  const target = await mkdtemp(join(into, 'unpacked-'));
  await command('npm', ['pack', name, '--loglevel=error', '--pack-destination', target], target);
  const archive = (await readdir(target)).find((file) => file.endsWith('.tgz'));
  if (!archive) throw new Error(`npm pack ${name} left no archive`);
  await command('tar', ['xzf', archive, folder], target);
  return join(target, folder);
}

/** Parts of VS Code look for their modules where a desktop build keeps them. */
async function addAsarAlias(server: string): Promise<void> {
  const alias = join(server, 'node_modules.asar');
  if (!existsSync(alias)) await symlink('node_modules', alias, 'junction');
}

/** Older servers fetch ripgrep (file search) in an install script; the binary is on the registry, too. */
async function addRipgrep(server: string, workspace: string): Promise<void> {
  const wrapper = join(server, 'node_modules', '@vscode', 'ripgrep');
  const binary = process.platform === 'win32' ? 'rg.exe' : 'rg';
  if (!existsSync(wrapper) || existsSync(join(wrapper, 'bin', binary))) return;
  const platform = `@vscode/ripgrep-${process.platform}-${process.arch}@1.18.0`;
  const folder = await unpack(platform, workspace, 'package/bin');
  await mkdir(join(wrapper, 'bin'), { recursive: true });
  await copyFile(join(folder, binary), join(wrapper, 'bin', binary));
}

/** The last act, so that an interrupted installation is never taken for a complete one. */
async function publish(server: string, installed: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(server, 'package.json'), 'utf8')) as { version: string };
  try {
    await rename(server, installed);
    console.log(`VS Code ${version} is ready.`);
  } catch (error) {
    // Another run was faster; its installation is as good.
    if (!existsSync(installed)) throw error;
  }
}
