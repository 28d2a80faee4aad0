import type { ILexingError, IRecognitionException, IToken } from 'chevrotain';
import type { Document, Expression } from './generated/ast';
import { describeToken } from './parser-messages';
import { discardParser, getParser } from './parser';
import type { Report } from './report';
import type { SourceFile } from './source-file';
import { nearest } from './suggest';

/** Longer texts are refused: a scenario has a few hundred bytes, the whole model kernel less than this. */
const MAX_LENGTH = 256 * 1024;
/** Deeper nesting would overflow the stack of the parser. */
const MAX_DEPTH = 60;
const MAX_SYNTAX_ERRORS = 20;

const declarationWords = [
  'scenario', 'kernel', 'device', 'mount', 'file', 'process', 'assert', 'expect', 'schedule', 'override',
  'enum', 'const', 'own', 'object', 'agent', 'invariant', 'boot', 'syscall', 'atomic', 'pure',
];

/** Parses a whole text. Never throws; what cannot be parsed is reported and left out. */
export function parseDocument(file: SourceFile, report: Report): Document | undefined {
  const refusal = refuse(file);
  if (refusal) {
    report.error(file.name, file.span(refusal.offset, refusal.offset + 1), refusal.message, 'refused');
    return undefined;
  }
  return parse<Document>(file, report, file.text, 0);
}

/** Parses an expression inside a text, such as the braces of `"pin {page}"`. Its nodes count from `start`. */
export function parseExpression(file: SourceFile, report: Report, start: number, end: number): Expression | undefined {
  return parse<Expression>(file, report, file.text.slice(start, end), start, 'Expression');
}

function parse<T extends Document | Expression>(
  file: SourceFile, report: Report, text: string, start: number, rule?: string,
): T | undefined {
  const deep = tooDeep(text);
  if (deep) {
    report.error(file.name, spanOf(file, deep, start), `nested too deeply: at most ${MAX_DEPTH} levels`, 'refused');
    return undefined;
  }
  try {
    const result = getParser().parser.parse<T>(text, rule === undefined ? {} : { rule });
    for (const error of result.lexerErrors.slice(0, MAX_SYNTAX_ERRORS)) reportCharacters(file, report, error, start);
    for (const error of result.parserErrors.slice(0, MAX_SYNTAX_ERRORS)) reportSyntax(file, report, error, start, text.length);
    return result.value;
  } catch (error) {
    discardParser();
    const reason = error instanceof RangeError ? 'this is nested too deeply' : 'this cannot be parsed';
    report.error(file.name, file.span(start, start + 1), reason, 'refused');
    return undefined;
  }
}

function refuse(file: SourceFile): { offset: number; message: string } | undefined {
  const { text } = file;
  if (text.length > MAX_LENGTH) {
    const size = Math.ceil(text.length / 1024);
    return { offset: 0, message: `the text is too long: ${size} KiB, at most ${MAX_LENGTH / 1024} KiB are read` };
  }
  // eslint-disable-next-line no-control-regex
  const binary = text.search(/[\0-\x08\x0e-\x1f\ufffd]/);
  if (binary < 0) return undefined;
  const code = text.charCodeAt(binary).toString(16).padStart(4, '0');
  return { offset: binary, message: `this is not a text: character U+${code.toUpperCase()} at offset ${binary}` };
}

/** The token with which the nesting passes the limit: brackets, and prefixes that nest without one. */
function tooDeep(text: string): IToken | undefined {
  let depth = 0;
  let prefixes = 0;
  for (const token of getParser().tokenize(text)) {
    if ('([{'.includes(token.image)) depth++;
    else if (')]}'.includes(token.image)) depth--;
    if (token.image === ';' || token.image === '{' || token.image === '}') prefixes = 0;
    else if (['!', '-', '?', 'if', 'else', 'while', 'for', 'repeat', ':'].includes(token.image)) prefixes++;
    if (depth + prefixes > MAX_DEPTH * 2 || depth > MAX_DEPTH) return token;
  }
  return undefined;
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
    const shown = characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
    report.error(file.name, span, `\`${shown}\` means nothing in this language`, 'syntax');
  }
}

function reportSyntax(
  file: SourceFile, report: Report, error: IRecognitionException, start: number, length: number,
): void {
  const { token, previousToken } = error as IRecognitionException & { previousToken?: IToken };
  const atEnd = Number.isNaN(token.startOffset) || token.tokenType.name === 'EOF';
  // What is missing is missing after the previous token, often on the line before.
  const missing = /^expected `[;)}\]]`/.test(error.message) && previousToken && !Number.isNaN(previousToken.startOffset);
  const span = missing
    ? file.span(start + previousToken.startOffset, start + previousToken.startOffset + previousToken.image.length)
    : atEnd ? file.span(start + Math.max(0, length - 1), start + length) : spanOf(file, token, start);
  report.error(file.name, span, misspelt(file, error, start) ?? error.message, 'syntax');
}

/** `proces p {` parses as the beginning of a function; what was meant is another word. */
function misspelt(file: SourceFile, error: IRecognitionException, start: number): string | undefined {
  const rules = error.context.ruleStack.map((rule) => rule.replace(/\u200B$/, ''));
  const atTop = rules.length <= 1 || (rules.includes('FunctionDecl') && !rules.includes('Block'));
  if (start > 0 || !atTop || Number.isNaN(error.token.startOffset)) return undefined;
  const [line] = file.position(error.token.startOffset);
  const word = /^\s*([a-zA-Z_]\w*)/.exec(file.text.slice(file.offset(line, 0)))?.[1];
  if (!word || declarationWords.includes(word)) return undefined;
  const near = nearest(word, declarationWords);
  if (near) return `\`${word}\` is not a declaration; did you mean \`${near}\`?`;
  if (rules.length > 1) return undefined;
  return `expected a declaration (${declarationWords.slice(0, 10).join(', ')} …), found ${describeToken(error.token)}`;
}

function spanOf(file: SourceFile, token: IToken, start: number) {
  return file.span(start + token.startOffset, start + token.startOffset + token.image.length);
}
