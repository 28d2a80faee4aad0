// docs/command-line.md names every command and every option, and none that there is not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { daxscn } from './command-line';

const table = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'command-line.md'), 'utf8').split('\n## ')[0]!;
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
const optionsIn = (text: string): string[] => distinct([...text.matchAll(/--[a-z-]+/g)].map(([option]) => option).filter((option) => option !== '--help'));

const { out: help } = await daxscn('--help');
const commands = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]!).filter((name) => name !== 'help');

test('every command is there', () => {
  expect(distinct([...table.matchAll(/`daxscn (\w+)/g)].map((match) => match[1]!))).toEqual(distinct(commands));
});

describe.each(commands)('the options of %s', (command) => {
  // A row that begins with `…` continues the command above it.
  const rows = table.replaceAll('\n| `… ', ' ').split('\n').filter((row) => row.includes(`\`daxscn ${command}`));
  test('are there', async () => expect(optionsIn((await daxscn(command, '--help')).out)).toEqual(optionsIn(rows.join('\n'))));
});
