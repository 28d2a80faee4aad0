// What the gallery makes of the scenarios that come with the extension.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grouped, groupings, symptomsOf, type Grouping } from '../../src/extension/gallery/groupings';
import { brokenAndFixed, isWrong } from '../../src/extension/scenario/broken-and-fixed';
import { headerOf } from '../../src/extension/scenario/scenario-header';
import { storyOf } from '../../src/extension/scenario/story';
import { KNOWN_VERSIONS } from '../../src/language/versions';

const root = join(import.meta.dirname, '..', '..');
const scenariosIn = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.daxscn')).sort()
  .map((name) => ({ name, ...headerOf(readFileSync(join(root, folder, name), 'utf8')) }));
const museum = scenariosIn('examples/museum');
const examples = scenariosIn('examples');
const named = (name: string) => [...museum, ...examples].find((each) => each.name.startsWith(name))!;

test.each([...examples, ...museum].map((each) => [each.name, each] as const))('%s has a title, a story and expectations', (_, { title, summary, doc, expected, kernel }) => {
  expect({ title, kernel }).toEqual({ title: expect.stringMatching(/./), kernel: expect.stringMatching(/^v\d/) });
  expect(doc.startsWith(`# `)).toBe(true);
  expect(summary).toMatch(/^[^#]/);
  expect(expected.size).toBeGreaterThan(0);
});

test('every exhibit of the museum tells of Linux, and no example does', () => {
  expect(museum.filter(({ history }) => !history)).toEqual([]);
  expect(examples.filter(({ history }) => history)).toEqual([]);
  expect(named('m-03').history).toEqual({
    place: 'Linux', affected: [{ since: 4018, until: 4019 }], year: 2018, commits: ['e25ff835af89'], title: 'xfs: Close race between direct IO and xfs_break_layouts()',
  });
});

describe('a grouping', () => {
  const labels = (grouping: Grouping) => grouped(museum, grouping).map(({ label }) => label);

  test.each(Object.keys(groupings) as Grouping[])('by %s leaves out nobody and has no empty group', (grouping) => {
    const groups = grouped(museum, grouping);
    expect(new Set(groups.flatMap(({ scenarios }) => scenarios))).toEqual(new Set(museum));
    expect(groups.filter(({ scenarios }) => scenarios.length === 0)).toEqual([]);
  });
  test('by year has the years of docs/museum.md in its order, and its exhibits in theirs', () => {
    const document = readFileSync(join(root, 'docs', 'museum.md'), 'utf8');
    const rows = [...document.matchAll(/^\| (?:\*\*(.+?)\*\*)? *\|.*\.\.\/examples\/museum\/([\w-]+\.daxscn)\)/gm)];
    expect(labels('year')).toEqual(rows.flatMap(([, year]) => (year === undefined ? [] : [year === 'not fixed' ? 'Not fixed' : year])));
    expect(grouped(museum, 'year').flatMap(({ scenarios }) => scenarios.map(({ name }) => name))).toEqual(rows.map(([, , name]) => name));
  });
  test('by version has what goes wrong on each, oldest first', () => {
    expect(labels('version')).toEqual(KNOWN_VERSIONS);
    const on = (version: string) => grouped(museum, 'version').find(({ label }) => label === version)!;
    expect(on('v4.18').scenarios.map(({ number }) => number)).toContain('M-3');
    expect(on('v4.19').scenarios.map(({ number }) => number)).not.toContain('M-3');
    expect(on('v4.18').kernel).toBe('v4.18');
  });
  test('by file system has the place of the bug', () => {
    expect(labels('fileSystem')).toEqual(expect.arrayContaining(['All: code that file systems share', 'ext4', 'XFS', 'iomap']));
  });
  test('by symptom has what goes wrong, the most frequent first', () => {
    expect(labels('symptom')[0]).toBe('violates no_free_under_pin');
    expect(labels('symptom')).toEqual(expect.arrayContaining(['hang', 'deadlock', 'livelock']));
    expect(symptomsOf(named('m-08-interrupted'))).not.toEqual([]);
  });
});

describe('broken and fixed', () => {
  test.each([
    ['01', { broken: 'v4.17', fixed: 'v4.18' }],
    ['m-03', { broken: 'v4.18', fixed: 'v4.19' }],
    // Not fixed: the version before it.
    ['07', { broken: 'v6.18', fixed: 'v6.14' }],
  ])('%s', (name, versions) => expect(brokenAndFixed(named(name))).toEqual(versions));
  test('has nothing fixed where an override makes the bug on every version, or where nothing goes wrong', () => {
    expect(brokenAndFixed(named('m-21'))).toBeUndefined();
    expect(brokenAndFixed(named('d-09'))).toBeUndefined();
    expect(brokenAndFixed(named('02'))).toBeUndefined();
  });
  test.each([
    ['holds', false], ['holds no_free_under_pin, never reaches retried', false], ['hang', true], ['holds a, violates b', true], ['reaches warn_page_in_use', true],
  ])('%s is wrong: %s', (verdict, wrong) => expect(isWrong(verdict)).toBe(wrong));
});

test('a story is the comment, what is expected, and the commits as links', () => {
  const story = storyOf(named('m-03'));
  expect(story).toContain('# M-3: the second pinned page is never looked at');
  expect(story).toContain('* `violates no_free_under_pin` until v4.19\n* `holds` since v4.19');
  expect(story).toContain('[e25ff835af89](https://git.kernel.org/linus/e25ff835af89)');
  expect(storyOf(headerOf('scenario "mine"'))).toContain('# mine');
  expect(storyOf(headerOf(''))).toContain('A scenario without a title');
});
