// The screenshots of the documents are those that `npm run screenshots` takes. Whether they are stale cannot be said: fonts differ from machine to machine.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, moments, pageName, pairName, pairs, screenshotName, sizes, themes, verdicts, verdictsName, type Size } from '../vscode/screenshots/wanted';

test('there are all screenshots, and no others', () => {
  const beside = pairs.flatMap(({ example }) => themes.map((theme) => pairName(example, theme)));
  const wanted = moments.flatMap(({ example }) => themes.flatMap((theme) => Object.keys(sizes).map((size) => screenshotName(example, theme, size as Size))));
  const images = readdirSync(join(__dirname, '..', '..', 'docs', 'images'));
  expect(images.filter((name) => !name.endsWith('.svg')).sort()).toEqual([...wanted, ...beside, ...verdicts.themes.map(verdictsName), ...exported.schemes.map(pageName)].sort());
});
