// The lexer of both kinds of files, for Langium's parser. Langium's own is Chevrotain's, which works out for each of a hundred
// tokens which characters it can begin with before it reads the first one: a quarter of what parsing costs at start-up.
import type { TokenType } from 'chevrotain';
import { GrammarUtils, type Grammar, type GrammarAST, type Lexer, type LexerResult } from 'langium';
import { contextual } from './tokens';

/** What becomes of a terminal: the parser gets tokens, comments stay beside them, white space is dropped. */
type Use = 'tokens' | 'hidden' | 'none';

interface Terminal {
  readonly type: TokenType;
  readonly use: Use;
  /** Its group in the regular expression that finds the next token. */
  readonly group: number;
}

/**
 * Takes the first terminal of the grammar that fits, then the longest operator: a comment begins with one. A word that the grammar has
 * as a keyword is that keyword.
 */
export class GrammarLexer implements Lexer {
  readonly definition: Record<string, TokenType> = {};
  readonly #terminals: Terminal[] = [];
  readonly #keywords: ReadonlyMap<string, TokenType>;
  readonly #next: RegExp;

  constructor({ rules }: Grammar) {
    const sources: string[] = [];
    let groups = 1;
    const terminals = rules.filter((rule) => rule.$type === 'TerminalRule').map((rule) => ({ rule, regex: GrammarUtils.terminalRegex(rule) }));
    for (const { rule, regex } of terminals) {
      sources.push(`(${regex.source})`);
      const use = !rule.hidden ? 'tokens' : regex.test(' ') ? 'none' : 'hidden';
      this.#terminals.push({ type: { name: rule.name }, use, group: groups });
      // With an empty alternative it fits anywhere, and says how many groups it has.
      groups += new RegExp(`${regex.source}|`).exec('')!.length;
    }
    const { ID, HOLDS_OF } = Object.fromEntries(this.#terminals.map(({ type }) => [type.name, type]));
    // Accepted wherever a name is.
    const asName = { CATEGORIES: [ID!] };
    if (HOLDS_OF) Object.assign(HOLDS_OF, asName);
    const keywords = keywordsOf(rules).sort((a, b) => b.length - a.length);
    this.#keywords = new Map(keywords.map((name) => [name, { name, ...(contextual.has(name) && asName) }]));
    for (const type of [...this.#keywords.values(), ...this.#terminals.map((terminal) => terminal.type)]) this.definition[type.name] = type;
    const operators = keywords.filter((keyword) => !/^\w+$/.test(keyword));
    this.#next = new RegExp([...sources, ...operators.map((operator) => operator.replace(/\W/g, '\\$&'))].join('|'), 'y');
  }

  tokenize(text: string): LexerResult {
    const result: LexerResult = { tokens: [], hidden: [], errors: [] };
    let [line, lineStart] = [1, 0];
    for (let offset = 0; offset < text.length;) {
      const [startOffset, startLine, startColumn] = [offset, line, offset - lineStart + 1];
      const match = this.#matchAt(text, offset);
      if (!match) {
        do offset++; while (offset < text.length && !this.#matchAt(text, offset));
        result.errors.push({ offset: startOffset, line, column: startColumn, length: offset - startOffset, message: 'unexpected characters' });
        continue;
      }
      const image = match[0];
      const terminal = this.#terminals.find(({ group }) => match[group] !== undefined);
      offset += image.length;
      if (terminal && terminal.use !== 'tokens') {
        for (const { 0: end, index } of image.matchAll(/\r\n?|\n/g)) {
          line++;
          lineStart = startOffset + index + end.length;
        }
      }
      if (terminal?.use === 'none') continue;
      const tokenType = this.#keyword(image, terminal) ?? terminal!.type;
      result[terminal?.use === 'hidden' ? 'hidden' : 'tokens'].push({
        image, startOffset, endOffset: offset - 1, startLine, endLine: line, startColumn, endColumn: offset - lineStart,
        tokenTypeIdx: tokenType.tokenTypeIdx!, tokenType,
      });
    }
    return result;
  }

  #matchAt(text: string, offset: number): RegExpExecArray | null {
    this.#next.lastIndex = offset;
    return this.#next.exec(text);
  }

  #keyword(image: string, terminal: Terminal | undefined): TokenType | undefined {
    return terminal === undefined || terminal.type.name === 'ID' ? this.#keywords.get(image) : undefined;
  }
}

/** What of an element of a rule leads to keywords. */
interface Element {
  readonly $type: string;
  readonly value?: unknown;
  readonly elements?: readonly Element[];
  readonly terminal?: Element;
}

/** The words and operators that stand in the rules, each once. */
function keywordsOf(rules: readonly GrammarAST.AbstractRule[]): string[] {
  const found = new Set<string>();
  const visit = ({ $type, value, elements = [], terminal }: Element): void => {
    if ($type === 'Keyword') found.add(value as string);
    elements.forEach(visit);
    if (terminal) visit(terminal);
  };
  for (const rule of rules) if (rule.$type === 'ParserRule') visit(rule.definition as Element);
  return [...found];
}
