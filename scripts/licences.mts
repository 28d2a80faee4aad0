// dist/ThirdPartyNotices.txt: the packages of which something is in dist/, and their licences. What was not bundled is not listed.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './vscode/paths.mts';

const LICENCE_FILES = /^(licen[cs]e|copying|notice)/i;
/** The folder of the innermost package that a file belongs to. */
const PACKAGE = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//;

interface PackageJson { readonly name: string; readonly version: string; readonly license?: string; readonly homepage?: string }

/** The text, by what esbuild says that it has bundled. Throws if a package does not say its licence. */
export async function thirdPartyNotices(metafiles: readonly Metafile[]): Promise<string> {
  // What is imported and not used leaves nothing behind.
  const bundled = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? PACKAGE.exec(path)?.[1] ?? [] : []));
  // One version may be in several folders.
  const notices = await Promise.all([...new Set(bundled)].map(noticeOf));
  return `daxscn contains parts of these packages, under their licences.\n${[...new Set(notices)].sort().join('')}`;
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license, homepage } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as PackageJson;
  const files = (await readdir(join(root, folder))).filter((file) => LICENCE_FILES.test(file)).sort();
  if (license === undefined) throw new Error(`${name} is bundled and does not say its licence (${folder}/package.json)`);
  const texts = await Promise.all(files.map((file) => readFile(join(root, folder, file), 'utf8')));
  const heading = [`${name} ${version} (${license})`, ...(homepage === undefined ? [] : [homepage])].join('\n');
  return `\n${'-'.repeat(80)}\n${heading}\n\n${texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')}\n`;
}
