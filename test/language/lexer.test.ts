import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { DefaultLexer, DefaultLexerErrorMessageProvider, DefaultTokenBuilder, type LangiumCoreServices, type LexerResult } from 'langium';
import { describe, expect, it } from 'vitest';
import { DaxscnGrammar } from '../../src/language/generated/grammar';
import { DaxscnLanguageMetaData } from '../../src/language/generated/module';
import { GrammarLexer } from '../../src/language/lexer';

/** Chevrotain takes the first that fits; a word with something particular after it comes before the word alone. */
class Builder extends DefaultTokenBuilder {
  override buildTokens(...args: Parameters<DefaultTokenBuilder['buildTokens']>): ReturnType<DefaultTokenBuilder['buildTokens']> {
    const tokens = super.buildTokens(...args) as { name: string }[];
    return tokens.sort((a, b) => Number(b.name === 'HOLDS_OF') - Number(a.name === 'HOLDS_OF'));
  }
}

const chevrotains = new DefaultLexer({
  Grammar: DaxscnGrammar(), LanguageMetaData: DaxscnLanguageMetaData,
  parser: { TokenBuilder: new Builder(), LexerErrorMessageProvider: new DefaultLexerErrorMessageProvider() },
} as unknown as LangiumCoreServices);
const ours = new GrammarLexer(DaxscnGrammar());

function plain({ tokens, hidden, errors }: LexerResult): unknown {
  const named = (list: LexerResult['tokens']) => list.map(({ tokenType, tokenTypeIdx: _, ...token }) => ({ ...token, type: tokenType.name }));
  return { tokens: named(tokens), hidden: named(hidden), errors: errors.map(({ message: _, ...error }) => error) };
}

function expectSame(text: string): void {
  expect(plain(ours.tokenize(text))).toEqual(plain(chevrotains.tokenize(text)));
}

const pieces = [
  'holds', 'holds x', 'hold', 'holdsx', 'v4.17', 'v4', 'v4.', 'ID', 'INT', 'constructor', 'in', 'int', 'interval', 'if1', '_', '12', '1..2', '..', '.', '...', '=', '==', '===', '+', '++', '+=', '-', '->',
  '&', '&&', '|', '||', '!', '!=', '<', '<=', '"', '"a"', '"a\\"', '\\', '/', '//', '///', '/*', '/**', '/**/', '*/', '*', '%', '?', ':', ',', ';', '{', '}', ' ', '\t', '\n', '\r', '\r\n', '\u2028', '\u00a0', "'", '#', '👻', 'é',
];

describe('the lexer', () => {
  const files = globSync(['src/kernel/**/*.daxk', 'examples/**/*.dax{k,scn}', 'test/**/*.dax{k,scn}']);
  it(`makes of ${files.length} files what Chevrotain's makes of them`, () => {
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) expectSame(readFileSync(file, 'utf8'));
  });

  it('makes of any text what Chevrotain\'s makes of it', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => expectSame(parts.join(''))), { numRuns: 5000 });
  }, 60_000);

  it('accepts words of one context as names', () => {
    const [file, process, when] = ours.tokenize('file process if').tokens;
    const isName = (token = file) => token!.tokenType.CATEGORIES?.includes(ours.definition.ID!) ?? false;
    expect([isName(file), isName(process), isName(when)]).toEqual([true, true, false]);
  });
});
