import type { TokenType } from 'chevrotain';
import { DefaultTokenBuilder, RegExpUtils } from 'langium';
import type { GrammarAST } from 'langium';

/**
 * Words that mean something in one context only and stay free as names everywhere else. They count as identifiers
 * for the parser, which keeps its look-ahead tables small (an alternative per word made start-up twice as long).
 */
export const contextual: ReadonlySet<string> = new Set([
  'device', 'mount', 'file', 'process', 'kernel', 'scenario', 'schedule', 'run', 'blocked', 'end', 'event', 'events',
  'agent', 'object', 'extend', 'operations', 'declares', 'boot', 'on', 'as', 'by', 'held', 'because', 'where', 'holds', 'hang', 'deadlock',
  'livelock', 'violates', 'reaches', 'reach', 'never', 'expect', 'use', 'since', 'until', 'under', 'all', 'invariant',
]);

/** Makes the contextual keywords acceptable wherever an identifier is. */
export class ContextualTokenBuilder extends DefaultTokenBuilder {
  readonly #partial = new Map<TokenType, RegExp>();

  /** A word with something particular after it comes before the word alone. */
  override buildTokens(...args: Parameters<DefaultTokenBuilder['buildTokens']>): ReturnType<DefaultTokenBuilder['buildTokens']> {
    const tokens = super.buildTokens(...args) as TokenType[];
    const identifier = tokens.find(({ name }) => name === 'ID');
    const first = tokens.filter(({ name }) => name === 'HOLDS_OF');
    if (identifier) for (const token of first) token.CATEGORIES = [identifier];
    return [...first, ...tokens.filter((token) => !first.includes(token))];
  }

  /** The terminals that may go on where the keyword ends. As in Langium, but a regular expression a terminal, not one a pair. */
  protected override findLongerAlt(keyword: GrammarAST.Keyword, terminals: TokenType[]): TokenType[] {
    return terminals.filter((terminal) => {
      const partial = this.#partial.get(terminal) ?? RegExpUtils.partialRegExp(`^${(terminal.PATTERN as RegExp).source}$`);
      this.#partial.set(terminal, partial);
      return partial.exec(keyword.value)?.[0];
    });
  }

  protected override buildKeywordToken(
    keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean,
  ): TokenType {
    const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
    const identifier = terminals.find((terminal) => terminal.name === 'ID');
    if (identifier && contextual.has(keyword.value)) token.CATEGORIES = [identifier];
    return token;
  }
}
