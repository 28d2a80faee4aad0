// docs/museum.md is what the scenarios of the museum say, and leaves no bug out.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contradictions, isModelled, readExhibit, withExhibits, wrongness } from '../../scripts/museum-document';
import { compile } from '../../src/compiler/compile';
import { formatVersion, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { modelKernel } from '../support/model-kernel';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'examples', 'museum');
const path = join(root, 'docs', 'museum.md');
const COMMAND = 'run `UPDATE=1 npx vitest run test/architecture/museum-document.test.ts`';

const read = (source: string, text = readFileSync(join(folder, source), 'utf8')) => readExhibit({ source, text }, modelKernel());
const exhibits = readdirSync(folder).filter((name) => name.endsWith('.daxscn')).map((source) => read(source));

test('docs/museum.md has the table that the scenarios give', () => {
  const document = readFileSync(path, 'utf8');
  const made = withExhibits(document, exhibits);
  if (process.env.UPDATE) writeFileSync(path, made);
  else expect(document, COMMAND).toBe(made);
});

describe.each(exhibits.map((each) => [each.source, each] as const))('%s', (_, exhibit) => {
  test('says what is expected of every version that can do this', () => {
    const expected = new Set(exhibit.tree.expects.map(({ version }) => formatVersion(version)));
    const refused = KNOWN_VERSIONS.filter((version) => !expected.has(version) && 'errors' in compile(modelKernel(), exhibit.tree, parseVersion(version)));
    expect([...expected, ...refused].sort()).toEqual([...KNOWN_VERSIONS].sort());
  });
  // A control shows that a file system does not have what another one had.
  test('runs on a version that shows the bug, unless it is a control', () => {
    const shown = exhibit.tree.expects.filter((each) => each.version === exhibit.tree.kernel && wrongness(each) !== undefined);
    expect(shown.length > 0).toBe(isModelled(exhibit) || exhibit.isOverridden);
  });
  test('goes wrong in the releases that had the bug, and not in the one that fixed it', () => expect(contradictions(exhibit)).toEqual([]));
});

test('every bug is an exhibit, or is named as one that cannot be shown yet', () => {
  const document = readFileSync(path, 'utf8');
  const missing = [...document.slice(document.indexOf('## What cannot be shown yet')).matchAll(/^\| ([MD]-\d+) \|/gm)].map(([, number]) => number!);
  const shown = [...new Set(exhibits.flatMap(({ number }) => number ?? []))];
  const all = Array.from({ length: 35 }, (_, i) => `M-${i + 1}`);
  expect([...shown, ...missing].filter((number) => number.startsWith('M-')).sort()).toEqual(all.sort());
});

const EXHIBIT = readFileSync(join(folder, 'm-15-unmapped-while-pinned.daxscn'), 'utf8');

test.each([
  ['# M-15: pin', 'M-15: pin', /begins with `# M-1: what goes wrong`, not with `M-15: pin, unmap, truncate`/],
  ['In Linux since v4.18 until v6.15 (2025).', 'Fixed in v6.15.', /the second paragraph of the comment is `In Linux since/],
])('without `%s` it says what is missing', (before, after, message) => {
  expect(() => read('changed.daxscn', EXHIBIT.replace(before, after))).toThrow(message);
});

test.each([
  ['until v6.15 (2025)', 'until v6.14 (2025)', 'v6.14 has the fix, and shows the same'],
  ['since v4.18 until v6.15 (2025)', 'since v4.18 until v6.16 (2025)', 'v6.15 had the bug, and nothing is wrong'],
])('with `%s` as `%s` it contradicts itself', (before, after, message) => {
  expect(contradictions(read('changed.daxscn', EXHIBIT.replace(before, after)))).toContain(message);
});
