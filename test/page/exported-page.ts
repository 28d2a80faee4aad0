// What `daxscn export --to html` writes, made of the sources as they are: no test depends on a build.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pageParts } from '../../scripts/page.mts';
import { webView, type WebViewName } from '../../scripts/web-views.mts';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { packageKernel } from '../../src/language/packaged-kernel';
import { kernelFolder, modelKernel } from '../support/model-kernel';

let parts: Promise<ReadonlyMap<string, string>> | undefined;

/** What the build would put beside the command line. */
async function buildParts(): Promise<ReadonlyMap<string, string>> {
  const style = (name: WebViewName) => [`${name}.css`, webView(name).style] as const;
  const texts = await Promise.all([...Object.entries(pageParts), style('ownership'), style('timeline')].map(async ([file, options]) => {
    const { outputFiles } = await build({ ...options, minify: true, write: false });
    return [file, outputFiles[0]!.text] as const;
  }));
  return new Map([...texts, ['kernel.jsonl', packageKernel(modelKernel())], ['page-notices.txt', 'Licences of others']]);
}

/** The path of an exported page, of which nobody else has the folder. `args`: the scenario, and more options. */
export async function exportedPage(...args: readonly string[]): Promise<string> {
  const built = await (parts ??= buildParts());
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({ isTerminal: false, columns: Infinity, write: (text: string) => { written[name] += text; } });
  let time = 0;
  const status = await main(['export', '--to', 'html', ...args], {
    out: output('out'), err: output('err'), now: () => time += 1, kernelFolder, kernelTree: modelKernel, cancellation: new Cancellation(), readBuilt: (file) => built.get(file)!,
  });
  if (status !== 0) throw new Error(written.err);
  const path = join(mkdtempSync(join(tmpdir(), 'daxscn-')), 'race.html');
  writeFileSync(path, written.out);
  return path;
}
