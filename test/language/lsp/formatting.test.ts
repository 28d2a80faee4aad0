// The packaged sources are in the style: formatting changes nothing in them, whatever is done to their white space.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getParser } from '../../../src/language/parser';
import { format, type Lines } from '../../../src/language/lsp/formatting/format';

const root = join(import.meta.dirname, '..', '..', '..');
const sources = globSync(['examples/**/*.{daxscn,daxk}', 'src/kernel/**/*.daxk', 'test/kernel/{scenarios,system-calls,predicted}/*.daxscn', 'bench/scenarios/*.daxscn'], { cwd: root }).sort();

function formatted(text: string, lines?: Lines): string {
  return TextDocument.applyEdits(TextDocument.create('file:///a.daxscn', '', 0, text), format(text, lines));
}

test.each(sources)('%s is in the style', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(formatted(text)).toBe(text);
});

/** What of a text means something, comments too. */
function meaning(text: string): string[] {
  const { tokens, hidden } = getParser().lex(text);
  return [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset).map(({ image }) => image.split(/\s*\n\s*/).map((line) => line.trimEnd()).join('\n'));
}

/** The text with other white space: what a line is indented by, what is behind it, gaps of one blank, empty lines. */
function mangled(text: string, random: () => number): string {
  return text.split('\n').flatMap((line) => {
    const content = line.trimStart();
    const indent = random() < 0.3 && !/^[\w/{]/.test(line) ? ' '.repeat(Math.floor(random() * 9)) : line.slice(0, line.length - content.length);
    const wider = /["/]/.test(content) || random() < 0.7 ? content : content.replace(/(?<=[;,)]) (?=\w)/g, '  ').replace(/ ?(?=[;,)])/g, (gap) => (random() < 0.3 ? ' ' : gap));
    return [`${indent}${wider}${random() < 0.2 ? '  ' : ''}`, ...random() < 0.1 ? ['', ''] : []];
  }).join('\n');
}

test('whatever the white space was: the words and the comments stay, and formatting again changes nothing', () => {
  const texts = sources.map((path) => readFileSync(join(root, path), 'utf8'));
  fc.assert(fc.property(fc.constantFrom(...texts), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (text, stream) => {
    const numbers = stream[Symbol.iterator]();
    const other = mangled(text, () => numbers.next().value as number);
    const once = formatted(other);
    expect(meaning(once)).toEqual(meaning(other));
    expect(formatted(once)).toBe(once);
    expect(once).not.toMatch(/[ \t]\n|\n\n\n/);
  }), { numRuns: 300 });
});

describe('the style', () => {
  test.each([
    ['indentation', 'process p {\nif (x) {\ny();\n      z();\n}\n  }\n', 'process p {\n    if (x) {\n        y();\n        z();\n    }\n}\n'],
    ['statements without braces', 'void f()\n{\nfor (b in all block)\nif (b.x)\ny();\nz();\n}\n', 'void f()\n{\n    for (b in all block)\n        if (b.x)\n            y();\n    z();\n}\n'],
    ['a brace inside of them', 'void f()\n{\nfor (b in all block)\nif (b.x) {\ny();\n}\n}\n', 'void f()\n{\n    for (b in all block)\n        if (b.x) {\n            y();\n        }\n}\n'],
    ['what a statement goes on with', 'void f()\n{\nawait (x)\nbecause "y" {\nz();\n}\n}\n', 'void f()\n{\n    await (x)\n        because "y" {\n        z();\n    }\n}\n'],
    ['a text before a statement', 'void f()\n{\n"x":\n  y();\n}\n', 'void f()\n{\n    "x":\n    y();\n}\n'],
    ['blanks', 'int f( int a,int b ){ a=b+ -1;if(!a)return -b ;x[ 0 ]=g (a) ; }\n', 'int f(int a, int b) { a = b + -1; if (!a) return -b; x[0] = g(a); }\n'],
    ['columns that are aligned', 'file victim on mnt\nfile other  on mnt\n', 'file victim on mnt\nfile other  on mnt\n'],
    ['ranges and types', 'object o { int(0..7) a;set < page > b; }\n', 'object o { int(0..7) a; set<page> b; }\n'],
    ['properties on lines of their own', 'mount mnt {\ntype=xfs\n device = pmem0\n}\n', 'mount mnt {\n    type = xfs\n    device = pmem0\n}\n'],
    ['comments', '// a\nprocess p {\n// b\nx();// c\n/* d\n   e */\n}\n', '// a\nprocess p {\n    // b\n    x(); // c\n    /* d\n       e */\n}\n'],
    ['empty lines', '\n\nkernel v4.17\n\n\n\ndevice d\n\n\n', 'kernel v4.17\n\ndevice d\n'],
    ['no end of the last line', 'kernel v4.17', 'kernel v4.17\n'],
    ['lines that end otherwise', 'process p {\r\nx();\r\n}\r\n', 'process p {\r\n    x();\r\n}\r\n'],
    ['tabs', 'process p {\n\tx();\n}\n', 'process p {\n    x();\n}\n'],
    ['a text that is not closed: nothing', 'process p {\nx("y);\n}\n', 'process p {\nx("y);\n}\n'],
  ])('%s', (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  test('of some lines changes no others', () => {
    expect(formatted('process p {\nx();\ny();\nz();\n}\n', { first: 2, last: 2 })).toBe('process p {\nx();\n    y();\nz();\n}\n');
  });
});
