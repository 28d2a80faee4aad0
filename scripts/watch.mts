// `npm run watch`: builds for development, and builds again what a change concerns: programs, view, model kernel, parser.
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { context, type Plugin } from 'esbuild';
import { allBundles } from './bundles.mts';
import { generateParser, grammar, parserIsOutOfDate } from './parser.mts';
import { root } from './vscode/paths.mts';

const say = (text: string): void => console.log(`${new Date().toLocaleTimeString()}  ${text}`);

await generateParser();
let generated = Promise.resolve();
watch(dirname(grammar), (_, name) => {
  if (name !== basename(grammar) || !parserIsOutOfDate()) return;
  // What is generated is a source of the programs and of what checks the kernel: they are built again by themselves.
  generated = generated.then(generateParser).catch(() => say('the parser is not generated: the grammar is wrong'));
});

await rm(join(root, 'dist'), { recursive: true, force: true });
for (const { name, options } of allBundles(true)) {
  const report: Plugin = {
    name: 'report',
    setup: ({ onEnd }) => onEnd(({ errors: { length } }) => say(length === 0 ? `${name}: built` : `${name}: not built, ${length} error${length > 1 ? 's' : ''}`)),
  };
  await (await context({ ...options, plugins: [...options.plugins ?? [], report] })).watch();
}
