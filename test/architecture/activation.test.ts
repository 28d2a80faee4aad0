// Activation is quick because it loads little: parser, compiler, debugger and the language client come when they are asked for.
import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { allPrograms, programs } from '../../scripts/bundles.mts';

/** In bytes of minified JavaScript. All of the extension is some fifteen times as much. */
const MOST = 150_000;

/** The chunks that are loaded with a program, before anything runs. */
function loadedWith(entry: string, { outputs }: Metafile): string[] {
  const found = new Set([Object.keys(outputs).find((path) => path.endsWith(`/${entry}`))!]);
  for (const path of found) for (const { path: other, kind } of outputs[path]!.imports) if (kind === 'import-statement' && other in outputs) found.add(other);
  return [...found];
}

test('loads none of what a session or the language server needs', async () => {
  const { metafile } = await build({ ...programs(allPrograms, 'dist'), write: false, metafile: true });
  const chunks = loadedWith('extension.js', metafile);
  const inputs = chunks.flatMap((path) => Object.entries(metafile.outputs[path]!.inputs)).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  expect(inputs).toContain('src/extension/extension.ts');
  expect(inputs.filter((path) => /node_modules\/|^src\/(language\/parse|compiler\/compile|debugger\/debug-adapter)/.test(path))).toEqual([]);
  expect(chunks.reduce((sum, path) => sum + metafile.outputs[path]!.bytes, 0)).toBeLessThan(MOST);
});
