import { describe, expect, test } from 'vitest';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { docBefore } from '../../src/language/doc-comments';
import { nearest, suggestion } from '../../src/language/suggest';
import { formatGate, formatVersion, parseVersion } from '../../src/language/versions';

const { tree } = checkKernel([]);
const messages = (text: string) => checkScenario('t.daxscn', text, tree).diagnostics.map(formatDiagnostic);

// What markers cannot say: they would close the comment, and be part of the text that is too long.
describe('texts that are refused', () => {
  test.each([
    ['/* never closed', 't.daxscn:1:1: error: the comment is not closed: `*/` is missing'],
    ['scenario "x"\n\0', 't.daxscn:2:1: error: this is not a text: character U+0000 at offset 13'],
    ['x'.repeat(300_000), 't.daxscn:1:1: error: the text is too long: 293 KiB, at most 256 KiB are read'],
    ['   \n', 't.daxscn:1:1: error: this file is empty; a scenario begins with its title: `scenario "…"`'],
  ])('%j', (text, message) => expect(messages(text)).toEqual([message]));

  const deep = 'this is nested too deeply: at most 60 levels';
  test.each([
    ['parentheses', `assert a: ${'('.repeat(61)}`, `:71: error: ${deep}`],
    ['parentheses of an expression in a text', `process p { "{${'('.repeat(5000)}1${')'.repeat(5000)}}": x = 1; }`, deep],
    ['negations', `assert a: ${'!'.repeat(5000)}1;`, deep],
    ['blocks', `process p { ${'{ '.repeat(5000)}${'} '.repeat(5000)} }`, deep],
    ['`if`s without braces', `process p { ${'if (1 == 1) '.repeat(5000)} x = 1; }`, deep],
    ['an `else` after each block', `process p { ${'if (1 == 1) { x = 1; } else '.repeat(5000)} { } }`, deep],
    ['an `else` after each statement', `process p { ${'if (1 == 1) x = 1; else '.repeat(5000)} x = 1; }`, deep],
    ['a sum', `assert a: 1${' + 1'.repeat(5000)} == 1;`, 'this statement is too long: at most 1000 words'],
    ['a path', `assert a: a${'.b'.repeat(5000)};`, 'this statement is too long: at most 1000 words'],
    ['a name', `process ${'p'.repeat(5000)} { }`, 'this name is too long: at most 200 characters'],
  ])('%s', (_, text, message) => {
    const found = messages(text);
    expect(found.join('\n')).toContain(message);
    for (const line of found) expect(line.length).toBeLessThan(300);
  });

  test('a chain of `else` is not nesting as long as people write it', () => {
    const chain = `process p { ${'if (1 == 1) { x = 1; } else '.repeat(50)} { x = 2; } }`;
    expect(messages(chain).join()).not.toContain('nested');
  });

  test('declarations without braces are statements of their own', () => {
    const files = Array.from({ length: 400 }, (_, index) => `file f${index} on mnt`).join('\n');
    // With so many mistakes the text is parsed as a whole.
    expect(messages(`scenario "x"\n${files}\n${'process { }\n'.repeat(5)}`).join()).not.toContain('too long');
  });
});

test('a kernel without types can still be checked against', () => {
  expect(messages('scenario "x"\ndevice d\nprocess p { }')).toEqual([
    't.daxscn:2:1: error: this model kernel has no `device`',
    't.daxscn:3:1: error: this model kernel has no type that `declares process()`',
  ]);
});

test('suggestions name the nearest, or what there is', () => {
  expect(nearest('refcuont', ['refcount', 'mapcount'])).toBe('refcount');
  expect(nearest('x', ['refcount'])).toBeUndefined();
  expect(suggestion('zfs', ['xfs', 'ext4'])).toBe('; did you mean `xfs`?');
  expect(suggestion('zzzzz', ['xfs', 'ext4'])).toBe('; there are: xfs, ext4');
  expect(suggestion('zzzzz', ['xfs'])).toBe('; there is only `xfs`');
});

test('versions', () => {
  expect(parseVersion('v4.17')).toBe(4017);
  expect(parseVersion('v6.18')).toBeGreaterThan(parseVersion('v6.9')!);
  expect(['4.17', 'v4', 'v4.1000', 'v4.17-rc1'].map(parseVersion)).toEqual([undefined, undefined, undefined, undefined]);
  expect(formatVersion(6018)).toBe('v6.18');
  expect(formatGate({ since: 4018, until: 6015 })).toBe('since v4.18 until v6.15');
});

describe('documentation comments', () => {
  const doc = (text: string) => docBefore(text, text.indexOf('HERE'));
  test.each([
    ['/** One line. */\nHERE', 'One line.'],
    ['/**\n * # Title\n *\n * * item\n */\nHERE', '# Title\n\n* item'],
    ['x\n/// First.\n/// Second.\nHERE', 'First.\nSecond.'],
    ['/** Near. */ HERE', 'Near.'],
    ['/** Far. */\n\nHERE', undefined],
    ['// No documentation.\nHERE', undefined],
    ['/* None. */\nHERE', undefined],
    ['/**/\nHERE', undefined],
    ['HERE', undefined],
  ])('%j', (text, expected) => expect(doc(text)).toBe(expected));
});
