import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import { describe, expect, test } from 'vitest';

// Cases are files whose comments name the scope of what is above their carets:
//
//     ftruncate(victim, 0);
//     ^^^^^^^^^ entity.name.function.call

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'grammar');
const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));

const registry = new Registry({
  onigLib: loadWASM(wasm).then(() => ({ createOnigScanner, createOnigString })),
  loadGrammar: (scope) => {
    const path = join(root, 'syntaxes', `${scope.replace('source.', '')}.tmLanguage.json`);
    return Promise.resolve(parseRawGrammar(readFileSync(path, 'utf8'), path));
  },
});

interface Claim {
  readonly at: string;
  readonly scope: string;
  readonly found: readonly string[];
}

async function claimsOf(name: string): Promise<Claim[]> {
  const grammar = (await registry.loadGrammar(`source.${name.split('.').at(-1)}`))!;
  const claims: Claim[] = [];
  let tokens: { startIndex: number; endIndex: number; scopes: string[] }[] = [];
  let stack = INITIAL;
  let line = '';
  for (const content of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const match = /^\/\/(?:( *)(\^+)| (<-+)) (\S+)$/.exec(content);
    if (!match) {
      const result = grammar.tokenizeLine(content, stack);
      [tokens, stack, line] = [result.tokens, result.ruleStack, content];
      continue;
    }
    const [, gap = '', carets, arrow = '', scope = ''] = match;
    const start = carets ? gap.length + 2 : 0;
    const length = carets ? carets.length : arrow.length;
    for (let column = start; column < start + length; column++) {
      const token = tokens.find(({ startIndex, endIndex }) => startIndex <= column && column < endIndex);
      claims.push({ at: `${line.trim()} | ${line.slice(start, start + length)}`, scope, found: token?.scopes.slice(1) ?? [] });
    }
  }
  return claims;
}

describe('colours', () => {
  test.each(readdirSync(folder))('%s', async (name) => {
    const claims = await claimsOf(name);
    expect(claims.length).toBeGreaterThan(20);
    expect(claims.filter(({ scope, found }) => !found.some((each) => each.startsWith(scope)))).toEqual([]);
  });

  test('every file of the model kernel and every example is coloured without leaving a text or comment open', async () => {
    const kernel = join(root, 'src', 'kernel');
    const files = readdirSync(kernel, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxk')).map((name) => join(kernel, name));
    const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn')).map((name) => join(root, 'examples', name));
    for (const path of [...files, ...examples]) {
      const grammar = (await registry.loadGrammar(path.endsWith('.daxk') ? 'source.daxk' : 'source.daxscn'))!;
      let stack = INITIAL;
      for (const line of readFileSync(path, 'utf8').split('\n')) stack = grammar.tokenizeLine(line, stack).ruleStack;
      expect(grammar.tokenizeLine('x', stack).tokens[0]!.scopes.join(' '), path).not.toMatch(/string|comment/);
    }
  });
});
