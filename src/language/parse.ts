import type { ILexingError, IRecognitionException, IToken } from 'chevrotain';
import type { Document, Expression, Item } from './generated/ast';
import { discardParser, getParser } from './parser';
import type { Report } from './report';
import type { SourceFile } from './source-file';
import { isAtEnd, nextDeclaration, reportErrors, tokenSpan } from './syntax-errors';

/** Longer texts are refused: a scenario has a few hundred bytes, the whole model kernel less than this. */
const MAX_LENGTH = 256 * 1024;
/** Deeper nesting would overflow the stack of the parser. */
const MAX_DEPTH = 60;
/** A sum of thousands of terms nests as deeply. */
const MAX_STATEMENT = 1000;
/** In characters. A message that names it has to be readable. */
const MAX_NAME = 200;

/** A text with more mistakes than this is not looked at to its end. */
const MAX_ROUNDS = 20;

const prefixWords = new Set(['!', '-', '?', ':', 'if', 'else', 'while', 'for', 'repeat']);

/** Parses a whole text. Never throws; what cannot be parsed is reported and left out. */
export function parseDocument(file: SourceFile, report: Report): Document | undefined {
  const refusal = refuse(file);
  if (refusal) {
    report.error(file.name, file.span(refusal.offset, refusal.offset + 1), refusal.message, 'refused');
    return undefined;
  }
  const document = parse<Document>(file, report, file.text, 0);
  // Where the parser gives up it is set on again at the next declaration.
  for (let part = document, rounds = 0; document && part && rounds < MAX_ROUNDS; rounds++) {
    if (part.stoppedAt === undefined) break;
    const next = nextDeclaration(file.text, part.stoppedAt);
    if (next >= file.text.length) break;
    part = parse<Document>(file, report, ' '.repeat(next) + file.text.slice(next), 0);
    if (part) document.node.items.push(...part.node.items);
  }
  return document?.node;
}

/** Whether a text is refused before anybody parses it. */
export function isRefused(file: SourceFile): boolean {
  return refuse(file) !== undefined;
}

/** What the parser makes of a text, and of its mistakes. Offsets count from the beginning of that text. */
export interface SyntaxTree {
  readonly items: readonly Item[];
  readonly lexerErrors: readonly ILexingError[];
  readonly parserErrors: readonly IRecognitionException[];
  /** Where the parser could not go on. */
  readonly stoppedAt: number | undefined;
}

/** Parses declarations without a report. Undefined if the text is nested too deeply, or has a statement or a name that is too long. */
export function parseDeclarations(text: string): SyntaxTree | undefined {
  if (findExcess(text)) return undefined;
  try {
    const { value, lexerErrors, parserErrors } = getParser().parser.parse<Document>(text);
    return { items: value.items, lexerErrors, parserErrors, stoppedAt: stopOf(parserErrors) };
  } catch {
    discardParser();
    return undefined;
  }
}

/** Parses an expression inside a text, such as the braces of `"pin {page}"`. Its nodes count from `start`. */
export function parseExpression(file: SourceFile, report: Report, start: number, end: number): Expression | undefined {
  return parse<Expression>(file, report, file.text.slice(start, end), start, 'Expression')?.node;
}

interface Parsed<T> {
  readonly node: T;
  /** Where the parser could not go on. */
  readonly stoppedAt: number | undefined;
}

function parse<T extends Document | Expression>(
  file: SourceFile, report: Report, text: string, start: number, rule?: string,
): Parsed<T> | undefined {
  const excess = findExcess(text);
  if (excess) {
    report.error(file.name, tokenSpan(file, excess.token, start), excess.message, 'refused');
    return undefined;
  }
  try {
    const result = getParser().parser.parse<T>(text, rule === undefined ? {} : { rule });
    reportErrors(file, report, result, start, rule !== undefined && start > 0 ? 'expression in a text' : 'declarations');
    return { node: result.value, stoppedAt: stopOf(result.parserErrors) };
  } catch (error) {
    discardParser();
    const reason = error instanceof RangeError ? 'this is nested too deeply' : 'this cannot be parsed';
    report.error(file.name, file.span(start, start + 1), reason, 'refused');
    return undefined;
  }
}

function stopOf(errors: readonly IRecognitionException[]): number | undefined {
  const token = errors.find((error) => error.name === 'NotAllInputParsedException')?.token;
  return token && !isAtEnd(token) ? token.startOffset : undefined;
}

function refuse(file: SourceFile): { offset: number; message: string } | undefined {
  const { text } = file;
  if (text.length > MAX_LENGTH) {
    const size = Math.ceil(text.length / 1024);
    return { offset: 0, message: `the text is too long: ${size} KiB, at most ${MAX_LENGTH / 1024} KiB are read` };
  }
  // The lexer would look for the end of each of them.
  const open = text.slice(text.lastIndexOf('*/') + 1).split('/*').length - 1;
  if (open > 100) return { offset: text.indexOf('/*', text.lastIndexOf('*/') + 1), message: 'the comment is not closed: `*/` is missing' };
  // eslint-disable-next-line no-control-regex
  const binary = text.search(/[\0-\x08\x0e-\x1f\ufffd]/);
  if (binary < 0) return undefined;
  const code = text.charCodeAt(binary).toString(16).padStart(4, '0');
  return { offset: binary, message: `this is not a text: character U+${code.toUpperCase()} at offset ${binary}` };
}

/** The token with which nesting or a length pass their limits: brackets, and prefixes and chains of `else` that nest without one. */
function findExcess(text: string): { token: IToken; message: string } | undefined {
  let depth = 0;
  let prefixes = 0;
  let length = 0;
  /** By depth: how often in a row an `else` has followed what ended there, and the sum of all. */
  const chains: number[] = [];
  let chained = 0;
  let previous = '';
  for (const token of getParser().tokenize(text)) {
    const { image } = token;
    if (previous === '}' || previous === ';') {
      const chain = image === 'else' ? (chains[depth] ?? 0) + 1 : 0;
      chained += chain - (chains[depth] ?? 0);
      chains[depth] = chain;
    }
    if ('([{'.includes(image)) depth++;
    else if (')]}'.includes(image)) depth--;
    if (image === ';' || image === '{' || image === '}') prefixes = length = 0;
    // A declaration without braces ends where the next one begins (`nextDeclaration`).
    else if (depth === 0 && token.startColumn === 1) length = 0;
    else {
      length++;
      if (prefixWords.has(image)) prefixes++;
    }
    if (depth > MAX_DEPTH || depth + prefixes + chained > MAX_DEPTH * 2) return { token, message: `this is nested too deeply: at most ${MAX_DEPTH} levels` };
    if (length > MAX_STATEMENT) return { token, message: `this statement is too long: at most ${MAX_STATEMENT} words` };
    if (image.length > MAX_NAME && /^\w/.test(image)) return { token, message: `this name is too long: at most ${MAX_NAME} characters` };
    previous = image;
  }
  return undefined;
}
