import type { IToken } from 'chevrotain';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject } from 'langium';
import type { LangiumCoreServices, LangiumParser, LangiumSharedCoreServices } from 'langium';
import { DaxscnGeneratedModule, DaxscnGeneratedSharedModule } from './generated/module';
import { parserMessages } from './parser-messages';
import { ContextualTokenBuilder } from './tokens';

/** The services that this language replaces, for the checker and for the language server alike. */
export const languageModule = {
  parser: {
    TokenBuilder: () => new ContextualTokenBuilder(),
    ParserErrorMessageProvider: () => parserMessages,
  },
};

let instance: { readonly parser: LangiumParser; readonly tokenize: (text: string) => IToken[] } | undefined;

/**
 * The parser without the rest of Langium: services are made when they are asked for, and nothing here asks for
 * documents, linking or validation. Start-up depends on it.
 */
export function getParser(): NonNullable<typeof instance> {
  if (!instance) {
    const shared: LangiumSharedCoreServices =
      inject(createDefaultSharedCoreModule(EmptyFileSystem), DaxscnGeneratedSharedModule);
    const services: LangiumCoreServices =
      inject(createDefaultCoreModule({ shared }), DaxscnGeneratedModule, languageModule);
    const { LangiumParser: parser, Lexer: lexer } = services.parser;
    instance = { parser, tokenize: (text) => lexer.tokenize(text).tokens };
  }
  return instance;
}

/** After an exception the parser's stacks are in disorder; the next call makes a new one. */
export function discardParser(): void {
  instance = undefined;
}
