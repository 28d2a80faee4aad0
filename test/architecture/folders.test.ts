// ARCHITECTURE.md says in which order the folders of a layer may import each other. They do.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** Rows of the table: a layer, and its folders from the lowest up. Those between two dots are of the same height. */
const layers = [...page.slice(page.indexOf('| layer | order |')).split('\n\n')[0]!.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)]
  .map(([, layer, order]) => ({ layer: layer!, order: order!.split(' · ').map((names) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name!)) }));

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Imports, those of types included, from one folder of a layer into another. */
function importsWithin(layer: string): Import[] {
  const folder = join(root, 'src', layer);
  const roomOf = (path: string): string => relative(folder, path).split(sep).slice(0, -1)[0] ?? '';
  return globSync('**/*.{ts,tsx}', { cwd: folder }).flatMap((name) => {
    const file = join(folder, name);
    const targets = [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.\.?\/[^']+)'/g)].map(([, target]) => resolve(dirname(file), target!));
    return targets.filter((target) => target.startsWith(folder + sep)).map((target) => ({ file: relative(root, file), from: roomOf(file), to: roomOf(target) }))
      .filter(({ from, to }) => from !== '' && to !== '' && to !== 'generated' && from !== to);
  });
}

test('the table has every folder', () => {
  const folders = globSync('src/*/*/', { cwd: root }).map((path) => path.split(sep).slice(1, 3)).filter(([layer, name]) => layer !== 'kernel' && name !== 'generated');
  const listed = layers.flatMap(({ layer, order }) => order.flat().map((name) => `${layer}/${name}`));
  expect(listed.sort()).toEqual(folders.map((names) => names.join('/')).sort());
});

test.each(layers)('$layer', ({ layer, order }) => {
  const height = (name: string): number => order.findIndex((names) => names.includes(name));
  const imports = importsWithin(layer);
  expect(imports.filter(({ from, to }) => height(to) >= height(from)).map(({ file, to }) => `${file} imports from ${layer}/${to}`)).toEqual([]);
});
