// What is bundled may be given on, and says so in the file that ships with it.
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { allPrograms, programs } from '../../scripts/bundles.mts';
import { thirdPartyNotices } from '../../scripts/licences.mts';

/** They ask for no more than that their text goes along. */
const PERMISSIVE = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];

let notices: { heading: string; text: string }[];
beforeAll(async () => {
  const { metafile } = await build({ ...programs(allPrograms, 'dist'), write: false, metafile: true });
  const [, ...parts] = (await thirdPartyNotices([metafile])).split(/^-{80}$/m);
  notices = parts.map((part) => ({ heading: part.trim().split('\n')[0]!, text: part }));
});

test('the packages that are bundled are there, once, and no others', () => {
  const names = notices.map(({ heading }) => heading.split(' ').slice(0, 2).join(' '));
  expect(names.length).toBe(new Set(names).size);
  expect(names.map((name) => name.split(' ')[0])).toEqual(expect.arrayContaining(['langium', 'chevrotain', 'vscode-languageserver', 'commander']));
  expect(names.filter((name) => /^(esbuild|vitest|typescript) /.test(name))).toEqual([]);
});

test('their licences are permissive, and come with their texts', () => {
  expect(notices.filter(({ heading }) => !PERMISSIVE.includes(/\((.+)\)$/.exec(heading)?.[1] ?? ''))).toEqual([]);
  expect(notices.filter(({ text }) => text.length < 500).map(({ heading }) => heading)).toEqual([]);
});
