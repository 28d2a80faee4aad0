// What the documents show of the program's output is what the program prints: each block is in one of the golden files.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer } from 'marked';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const even = (text: string): string => text.replaceAll(/[\s|]+/g, ' ').trim();
const golden = globSync('test/{cli/explanations,debugger/transcripts,debugger/sessions}/*.txt', { cwd: root }).map((path) => even(readFileSync(join(root, path), 'utf8')));
const isPrinted = (text: string): boolean => golden.some((printed) => printed.includes(even(text)));

describe.each(['docs/verdicts.md', 'docs/debugging.md'])('%s', (path) => {
  const blocks = lexer(readFileSync(join(root, path), 'utf8')).flatMap((token) => (token.type === 'code' && token.lang === 'text' ? [token.text as string] : []));

  test('has output to show', () => expect(blocks).not.toEqual([]));

  // A block may leave lines out.
  test.each(blocks)('is right about: %s', (block) => {
    if (!isPrinted(block)) expect(block.split('\n').filter((line) => !isPrinted(line))).toEqual([]);
  });
});
