import { expect, test } from 'vitest';
import { Declarations } from '../../../src/language/declarations';
import { foldings, outline } from '../../../src/language/lsp/outline';
import { legend, semanticTokens } from '../../../src/language/lsp/semantic-tokens';
import { head, kernelText, open } from './marked';

test('the outline has the declarations', () => {
  const found = outline(`${head}process p[2] { }\nexpect v4.17, v4.18 violates a\noverride int f() { }\n`, new Declarations());
  expect(found.map(({ name, detail }) => `${detail} ${name}`.trim())).toEqual([
    'scenario x', 'kernel v4.18', 'device pmem0', 'mount mnt', 'file victim', 'process[2] p', 'violates a v4.17, v4.18', 'override f',
  ]);
  const block = outline(kernelText, new Declarations()).find(({ name }) => name === 'block')!;
  expect(block.children!.map(({ name }) => name)).toEqual(['bdev', 'nr', 'state', 'owner', 'neighbours']);
});

test('blocks and comments fold', () => {
  expect(foldings('/**\n * x\n */\nprocess p {\n  if (x) {\n    y();\n  }\n}\n// a\n// b\n')).toEqual([
    { startLine: 4, endLine: 5 }, { startLine: 3, endLine: 6 },
    { startLine: 0, endLine: 2, kind: 'comment' }, { startLine: 8, endLine: 9, kind: 'comment' },
  ]);
});

test('semantic tokens say what a name stands for', () => {
  const { workspace, uri, text } = open(`${head}process p { n = ftruncate(victim, 0); }<|>`);
  const { data } = semanticTokens(workspace.check(uri)!.symbols.uses);
  const found: string[] = [];
  for (let [index, line, column] = [0, 0, 0]; index < data.length; index += 5) {
    line += data[index]!;
    column = data[index] ? data[index + 1]! : column + data[index + 1]!;
    found.push(`${text.split('\n')[line]!.slice(column, column + data[index + 2]!)}: ${legend.tokenTypes[data[index + 3]!]}`);
  }
  expect(found.slice(-4)).toEqual(['p: function', 'n: variable', 'ftruncate: function', 'victim: variable']);
});
