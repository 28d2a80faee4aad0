// What README.md promises of a first session is in the transcript of that session (sessions/readme-first-session.txt).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import nls from '../../package.nls.json';
import { root } from '../../scripts/vscode/paths.mts';

const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
const session = /A three-minute first session(.*?) ## /.exec(readme)![1]!;
const transcript = readFileSync(join(root, 'test', 'debugger', 'sessions', 'readme-first-session.txt'), 'utf8');

/** Commands, views and their containers are called what the manifest calls them. */
const NAMES = new Set(Object.values(nls));

it.each([...session.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)|`([a-z]+(?:_[a-z]+)+)`/g)]
  .map(([, quote, property]) => quote ?? property!)
  .filter((text) => !NAMES.has(text.replace(/^DAX: /, '')) && !['continue', 'get_user_pages'].includes(text)))('README quotes: %s', (text) => {
  expect(transcript).toContain(text);
});
