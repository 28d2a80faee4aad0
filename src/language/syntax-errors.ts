import type { ILexingError, IRecognitionException, IToken } from 'chevrotain';
import { describeToken } from './parser-messages';
import type { Report } from './report';
import type { SourceFile } from './source-file';
import { nearest } from './suggest';
import type { Span } from './tree';

const MAX_ERRORS = 20;

export const scenarioWords = ['scenario', 'use', 'kernel', 'device', 'mount', 'file', 'process', 'assert', 'reach', 'expect', 'schedule', 'override'];
export const kernelWords = ['enum', 'const', 'typedef', 'operations', 'own', 'object', 'extend', 'agent', 'invariant', 'response', 'boot', 'syscall', 'atomic', 'pure', 'noreturn'];
const declarationWords = [...scenarioWords, ...kernelWords];
const allWords = new Set([...declarationWords, 'bool', 'int', 'void', 'set']);

const forms: Readonly<Record<string, string>> = {
  scenario: 'scenario "title"', use: 'use "my-patch.daxk"', kernel: 'kernel v4.17', device: 'device NAME { … }', mount: 'mount NAME { … }',
  file: 'file NAME on MOUNT { … }', process: 'process NAME { … }', expect: 'expect v4.17 holds, or expect since v4.18 violates NAME',
  schedule: 'schedule "…", or schedule { run NAME until blocked; … }', assert: 'assert NAME: condition "text";', reach: 'reach NAME: condition "text";',
  override: 'override TYPE NAME(…) { … }', enum: 'enum NAME { A, B }', const: 'const int NAME = …;', own: 'own TYPE NAME;',
  object: 'object NAME { … }', extend: 'extend object NAME { … }', operations: 'operations NAME { TYPE NAME(…); … }', typedef: 'typedef TYPE NAME(…);', agent: 'agent NAME for (TYPE NAME) { … }', invariant: 'invariant NAME { … }',
  response: 'response NAME: FUNCTION, … returns assuming (condition);', boot: 'boot { … }',
};

/** What who writes C by habit begins a function with. */
const wordsOfC: Readonly<Record<string, string>> = {
  static: 'leave it out', inline: 'leave it out', extern: 'leave it out', struct: 'the name of the type alone is a reference to such an object',
  unsigned: 'numbers are `int`, or `int(0..7)`', long: 'numbers are `int`, or `int(0..7)`',
};

interface Errors {
  readonly lexerErrors: readonly ILexingError[];
  readonly parserErrors: readonly IRecognitionException[];
}

/** Reports what lexer and parser found, without the echoes of a mistake. `start`: where the parsed text begins. */
export function reportErrors(
  file: SourceFile, report: Report, { lexerErrors, parserErrors }: Errors, start: number, what: 'declarations' | 'expression in a text' = 'declarations',
): void {
  const spoilt = new Set<number>();
  for (const error of lexerErrors) {
    const [line] = file.position(start + error.offset);
    if (!spoilt.has(line) && spoilt.size < MAX_ERRORS) reportCharacters(file, report, error, start);
    spoilt.add(line);
  }
  for (const error of withoutEchoes(file, parserErrors, start, spoilt)) reportSyntax(file, report, error, start, what);
}

/**
 * After a mistake the parser looks for a token to go on with and may complain again before it finds one: a line is
 * reported once, and what follows it only from the next declaration on.
 */
function withoutEchoes(
  file: SourceFile, errors: readonly IRecognitionException[], start: number, spoilt: ReadonlySet<number>,
): IRecognitionException[] {
  const kept: IRecognitionException[] = [];
  let resume = -1;
  for (const error of errors) {
    const offset = isAtEnd(error.token) ? file.text.length : start + error.token.startOffset;
    if (offset < resume || spoilt.has(file.position(offset)[0]) || kept.length >= MAX_ERRORS) continue;
    kept.push(error);
    resume = nextDeclaration(file.text, offset);
  }
  return kept;
}

/** Where the next line begins with a word: bodies are indented, declarations are not. */
export function nextDeclaration(text: string, offset: number): number {
  const line = /\r?\n(?=[a-zA-Z_/])/g;
  line.lastIndex = offset;
  const match = line.exec(text);
  return match ? match.index + match[0].length : text.length + 1;
}

function reportCharacters(file: SourceFile, report: Report, error: ILexingError, start: number): void {
  const from = start + error.offset;
  const characters = file.text.slice(from, from + error.length);
  const span = file.span(from, from + error.length);
  if (characters.startsWith('"')) {
    report.error(file.name, span, 'the text is not closed: `"` is missing before the end of the line', 'syntax');
  } else if (characters.startsWith('/*')) {
    report.error(file.name, span, 'the comment is not closed: `*/` is missing', 'syntax');
  } else if (characters.startsWith("'")) {
    report.error(file.name, span, 'a text stands in double quotes: "…"', 'syntax');
  } else {
    const hint = characters.startsWith('&') ? '; a reference is passed by its name, without `&`' : '';
    const shown = characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
    report.error(file.name, span, `\`${shown}\` means nothing in this language${hint}`, 'syntax');
  }
}

function reportSyntax(file: SourceFile, report: Report, error: IRecognitionException, start: number, what: 'declarations' | 'expression in a text'): void {
  const { token, previousToken } = error as IRecognitionException & { previousToken?: IToken };
  const atEnd = isAtEnd(token);
  // What is missing is missing after the previous token, often on the line before.
  const missing = /^expected `[;)}\]]`/.test(error.message) && previousToken && !isAtEnd(previousToken);
  const span = missing
    ? file.span(start + previousToken.startOffset, start + previousToken.startOffset + previousToken.image.length)
    : atEnd ? endOf(file, error, start) : tokenSpan(file, token, start);
  const message = what === 'declarations' ? misspelt(file, error, start) ?? error.message : insideBraces(error.message);
  report.error(file.name, span, message, 'syntax');
}

/** `proces p {` parses as the beginning of a function; what was meant is another word. */
function misspelt(file: SourceFile, error: IRecognitionException, start: number): string | undefined {
  const rules = error.context.ruleStack.map((rule) => rule.replace(/\u200B$/, ''));
  if (isAtEnd(error.token)) return undefined;
  const end = start + error.token.startOffset;
  const head = /([a-zA-Z_]\w*)\s*([a-zA-Z_]\w*\s*)?$/.exec(file.text.slice(Math.max(0, end - 200), end));
  const atTop = ['Document', 'Item', undefined].includes(rules.at(-1));
  if (file.text.startsWith('/*', end)) return 'the comment is not closed: `*/` is missing';
  const word = atTop ? error.token.image : rules.at(-1) === 'FunctionDecl' ? head?.[1] : undefined;
  if (!word) return undefined;
  if (atTop && forms[word]) return `\`${word}\` is written: ${forms[word]}`;
  if (allWords.has(word)) return undefined;
  const ofC = wordsOfC[word];
  if (ofC) return `\`${word}\` is not a word of this language; ${ofC}`;
  const near = nearest(word, declarationWords);
  if (near) return `\`${word}\` is not a declaration; did you mean \`${near}\`?`;
  if (!atTop) return undefined;
  const words = file.name.endsWith('.daxk') ? kernelWords : scenarioWords;
  return `expected a declaration (${words.join(', ')}), found ${describeToken(error.token)}`;
}

/** What is parsed in a text ends at its brace. */
function insideBraces(message: string): string {
  return message.replace('expected a declaration', 'expected `}`').replace('the end of the file', '`}`');
}

/** The token for the end of the text has no offset. */
export function isAtEnd(token: IToken): boolean {
  return token.tokenType.name === 'EOF' || !(token.startOffset >= 0);
}

function endOf(file: SourceFile, error: IRecognitionException, start: number): Span {
  const { previousToken } = error as IRecognitionException & { previousToken?: IToken };
  if (previousToken && !isAtEnd(previousToken)) return tokenSpan(file, previousToken, start);
  return file.span(start, start + 1);
}

export function tokenSpan(file: SourceFile, token: IToken, start: number): Span {
  return file.span(start + token.startOffset, start + token.startOffset + token.image.length);
}
