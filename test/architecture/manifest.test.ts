// package.json, package.nls.json and docs/settings.md are what src/extension/manifest makes, and all that they name exists.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import nls from '../../package.nls.json';
import packageJson from '../../package.json';
import { commands, type CommandContribution } from '../../src/extension/manifest/commands';
import { contributes } from '../../src/extension/manifest/contributes';
import { localize } from '../../src/extension/manifest/localize';
import { manifestFiles } from '../../src/extension/manifest/manifest';
import { withReference } from '../../src/extension/manifest/reference';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test.each(Object.entries(manifestFiles({ 'package.json': read('package.json'), 'docs/settings.md': read('docs/settings.md') })))('%s is not stale', (name, made) => {
  expect(read(name), 'run `npm run generate`').toBe(made);
});

test('a document without a place for a part is refused', () => {
  expect(() => withReference(read('docs/settings.md').replace('<!-- generated: colours -->', ''))).toThrow('has no place for colours');
});

/** Every text in a value, with the way to it. */
function texts(value: unknown, path: readonly string[] = []): [path: string, text: string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, each]) => texts(each, [...path, name])) : [];
}

describe('texts', () => {
  const all = texts(packageJson.contributes);
  const keys = all.flatMap(([, text]) => /^%(.+)%$/.exec(text)?.slice(1) ?? []);

  test('each key of the manifest has one, and each one a key', () => {
    expect([...keys].sort()).toEqual(Object.keys(nls).sort());
  });

  test('what somebody reads can be translated', () => {
    // Conditions, names that stay as they are, and what a snippet inserts.
    const others = /\.(when|enablement|key|mac|aliases\.0)$|\.(body|initialConfigurations|completionEvents|examples)\./;
    expect(all.filter(([path, text]) => /\w \w/.test(text) && !others.test(path))).toEqual([]);
  });

  test('two with one key are refused', () => {
    expect(() => localize([{ id: 'a', title: 'one' }, { id: 'a', title: 'another' }])).toThrow('two texts of the manifest have the key a.title');
  });
});

describe('names', () => {
  test('of commands that are mentioned are those of commands', () => {
    const mentioned = texts(contributes).flatMap(([, text]) => [...text.matchAll(/(?:command:|onCommand:)daxscn\.(\w+)/g)].map(([, name]) => name!));
    expect(mentioned.length).toBeGreaterThan(0);
    expect(mentioned.filter((name) => !(name in commands))).toEqual([]);
  });

  test('of pictures are those of files', () => {
    const pictures = texts(contributes).flatMap(([, text]) => (/^media\//.test(text) ? [text] : []));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('each key is that of one command', () => {
    const chords = Object.values<CommandContribution>(commands).flatMap(({ chord }) => chord ?? []);
    expect(new Set(chords).size).toBe(chords.length);
  });
});
