import type { IToken } from 'chevrotain';
import { createLangiumParser, DefaultValueConverter, inject } from 'langium';
import type { LangiumCoreServices, LexerResult, LangiumParser, Module, PartialLangiumCoreServices } from 'langium';
import { DaxscnGeneratedModule, DaxscnGeneratedSharedModule, parserConfig } from './generated/module';
import { LazyLookahead } from './lazy-lookahead';
import { GrammarLexer } from './lexer';
import { parserMessages } from './parser-messages';

/** What of Langium's services makes a parser. The rest (documents, linking, validation) is left out of the bundles. */
const parserModule: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
  parser: {
    LangiumParser: (services: LangiumCoreServices) => createLangiumParser(services),
    Lexer: ({ Grammar }: LangiumCoreServices) => new GrammarLexer(Grammar),
    ParserConfig: () => ({ ...parserConfig, lookaheadStrategy: new LazyLookahead(parserConfig) }),
    ParserErrorMessageProvider: () => parserMessages,
    ValueConverter: () => new DefaultValueConverter(),
  },
  // The grammar has no cross-references.
  references: { Linker: () => undefined },
  shared: () => inject(DaxscnGeneratedSharedModule, { profilers: {} }),
};

let instance: { readonly parser: LangiumParser; readonly tokenize: (text: string) => IToken[]; /** With comments, and what is no token. */ readonly lex: (text: string) => LexerResult } | undefined;

/** The parser without the rest of Langium: start-up depends on it. */
export function getParser(): NonNullable<typeof instance> {
  if (!instance) {
    const services: LangiumCoreServices = inject(DaxscnGeneratedModule, parserModule);
    const { LangiumParser: parser, Lexer: lexer } = services.parser;
    instance = { parser, tokenize: (text) => lexer.tokenize(text).tokens, lex: (text) => lexer.tokenize(text) };
  }
  return instance;
}

/** After an exception the parser's stacks are in disorder; the next call makes a new one. */
export function discardParser(): void {
  instance = undefined;
}
