// Versions are constants that say what changed: each is declared once, with the version, the commit and what it means.
import { describe, expect, test } from 'vitest';
import { unnamedVersions } from '../../scripts/named-versions';
import { formatVersion } from '../../src/language/versions';
import { readKernelSources } from '../../src/node/kernel-files';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const FORM = /^(v\d+\.\d+)(?:, [0-9a-f]{12}(?:, [0-9a-f]{12})*(?: and [0-9a-f]{12})?)?: \S/;

test('the model kernel names versions in constants only', () => {
  expect(unnamedVersions(readKernelSources(kernelFolder))).toEqual([]);
});

test.each([
  ['if (KERNEL < v4.18) return;', ['KERNEL', 'v4.18']], ['int f() since v4.18 { }', ['v4.18']], ['const bool OLD = KERNEL < v4.18;', ['KERNEL', 'v4.18']],
  ['const bool NEW = KERNEL >= v4.18;', []], ['// until v4.18, if KERNEL says so', []], ['"since v4.18": x = 1; // v4.18', []],
])('%s is refused at %j', (text, words) => {
  const found = unnamedVersions([{ source: 'a.daxk', text: `\n${text}` }]);
  expect(found.map(({ span: [line, from, , to] }) => [line, text.slice(from, to)])).toEqual(words.map((word) => [1, word]));
});

describe('each change', () => {
  const changes = modelKernel().constants.flatMap(({ name, value, doc }) => (value.kind === 'kernel' ? [{ name, value, doc }] : []));

  test('is found', () => expect(changes.length).toBeGreaterThan(20));

  test.each(changes)('$name says its version, its commit where that is known, and what changed', ({ value, doc }) => {
    expect(FORM.exec(doc ?? '')?.[1]).toBe(formatVersion(value.version));
  });
});
