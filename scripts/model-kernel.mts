// The packaged model kernel as esbuild builds it: read, checked and written as JSON Lines, so that nobody has to parse it at start-up.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type PartialMessage, type Plugin } from 'esbuild';
import type checkSources from './check-kernel.ts';
import { root } from './vscode/paths.mts';

const checker = join(root, 'scripts', 'check-kernel.ts');
const sources = join(root, 'src', 'kernel');

/** The entry point `model-kernel`. What is wrong with the kernel, warnings included, is an error of the build. */
export const modelKernel: Plugin = {
  name: 'model-kernel',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^model-kernel$/ }, () => ({ path: 'kernel.jsonl', namespace: 'model-kernel' }));
    onLoad({ filter: /^kernel\.jsonl$/, namespace: 'model-kernel' }, async () => {
      const { contents, problems } = await checkKernel();
      const watchFiles = [...filesBelow(sources), ...filesBelow(join(root, 'src', 'language')), checker];
      return { contents, errors: problems, loader: 'copy', watchFiles, watchDirs: [...new Set(watchFiles.map(dirname))] };
    });
  },
};

let builds = 0;

/** By the checker as it is now: Node would not look at a module of the same address again. */
async function checkKernel(): Promise<{ contents: string; problems: PartialMessage[] }> {
  const outfile = join(root, '.cache', 'check-kernel.mjs');
  try {
    await build({ entryPoints: [checker], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'silent' });
  } catch (error) {
    return { contents: '', problems: (error as { errors: PartialMessage[] }).errors };
  }
  const { default: check } = await import(`${pathToFileURL(outfile).href}?${builds++}`) as { default: typeof checkSources };
  return check(sources);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name)).map((name) => join(folder, name));
}
