// What README.md promises of a first session is in the transcript of that session (sessions/readme-first-session.txt).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/vscode/paths.mts';

const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
const session = /A three-minute first session(.*?) ## /.exec(readme)![1]!;
const transcript = readFileSync(join(root, 'test', 'debugger', 'sessions', 'readme-first-session.txt'), 'utf8');

/** Commands of VS Code, and movements, by their names. */
const NAMES = /^(DAX: .*|Block Ownership|Timeline|continue)$/;

it.each([...session.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)|`([a-z]+(?:_[a-z]+)+)`/g)]
  .map(([, quote, property]) => quote ?? property!)
  .filter((text) => !NAMES.test(text) && text !== 'get_user_pages'))('README quotes: %s', (text) => {
  expect(transcript).toContain(text);
});
