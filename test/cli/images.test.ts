// The pictures of the documents are what the command line draws now: `npm run images` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import type { Environment } from '../../src/cli/environment';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const root = join(__dirname, '..', '..');
const images = join(root, 'docs', 'images');
/** On the version that each is about. */
const examples = ['01-truncate-vs-direct-read', '03-two-pinned-pages', '07-mapped-again', '09-starved-truncate'];
const wanted = examples.flatMap((example) => ['light', 'dark'].map((theme) => ({ example, theme, image: `${example.slice(0, 2)}-${theme}.svg` })));

let folder = '';
beforeAll(() => { folder = process.cwd(); process.chdir(root); });
afterAll(() => process.chdir(folder));

async function drawn(example: string, theme: string): Promise<string> {
  let out = '';
  let err = '';
  const environment: Environment = {
    out: { write: (text) => { out += text; }, isTerminal: false, columns: Infinity }, err: { write: (text) => { err += text; }, isTerminal: false, columns: Infinity },
    now: () => 0, kernelTree: modelKernel, kernelFolder, cancellation: new Cancellation(),
  };
  const status = await main(['export', join('examples', `${example}.daxscn`), '--to', 'svg', '--theme', theme], environment);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

test.each(wanted)('$image', async ({ example, theme, image }) => {
  const picture = await drawn(example, theme);
  const path = join(images, image);
  if (process.env.UPDATE) writeFileSync(path, picture);
  else expect(picture === readFileSync(path, 'utf8'), `docs/images/${image} is stale: npm run images`).toBe(true);
});

test('there are no other SVGs, and each is shown somewhere', () => {
  expect(readdirSync(images).filter((name) => name.endsWith('.svg')).sort()).toEqual(wanted.map(({ image }) => image).sort());
  const documents = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
  const texts = documents.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  for (const { image } of wanted) expect(texts).toContain(`images/${image}`);
});
