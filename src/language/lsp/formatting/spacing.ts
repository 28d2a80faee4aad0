// What stands between two tokens of a line. Wider gaps, which align columns, are the author's.
import type { IToken } from 'chevrotain';

const BINARY: ReadonlySet<string> = new Set(['=', '+=', '-=', '==', '!=', '<=', '>=', '<', '>', '+', '-', '*', '%', '&&', '||', '?']);
/** Words before a parenthesis that is no list of arguments. */
const BEFORE_PARENTHESIS: ReadonlySet<string> = new Set([
  'if', 'for', 'while', 'await', 'choose', 'assert', 'require', 'limit', 'under', 'by', 'where', 'assuming', 'in', 'return', 'else', 'repeat',
]);

/** `some`: at least a blank; `any`: as it is. */
export type Space = 'none' | 'some' | 'any';

/** `before`: what precedes the first of the two. */
export function spaceBetween(a: IToken, b: IToken, before: IToken | undefined): Space {
  const [left, right] = [a.image, b.image];
  if (isComment(a) || isComment(b)) return 'some';
  if (right === ';' || right === ',' || right === ')' || right === ']' || left === '(' || left === '[') return 'none';
  if (left === '..' || right === '..') return 'any';
  if (isTypeArgument(a, b, before)) return 'none';
  if (right === '.') return isOperand(a) ? 'none' : 'some';
  if (left === '.' || left === '!' || (left === '-' && !isOperand(before))) return 'none';
  if (right === '++' || right === '--') return 'none';
  if (right === '(') return isName(a) && !BEFORE_PARENTHESIS.has(left) ? 'none' : left === ')' || left === ']' ? 'any' : 'some';
  if (right === '[') return isOperand(a) ? 'none' : 'some';
  // Of a division, or of a task and its thread: `run app/1`.
  if (right === ':' || left === '/' || right === '/') return 'any';
  if (right === '?' && left === ']') return 'any';
  if (left === '{' || right === '}' || right === '{' || left === '}' || left === ',' || left === ';' || left === ':') return 'some';
  if (BINARY.has(left) || BINARY.has(right)) return left === ']' && right === '?' ? 'any' : 'some';
  return (isWord(a) || left === ')' || left === ']') && isWord(b) ? 'some' : 'any';
}

/** `set<page>`: around the brackets of a type nothing stands. */
function isTypeArgument(a: IToken, b: IToken, before: IToken | undefined): boolean {
  return (a.image === 'set' && b.image === '<') || (a.image === '<' && before?.image === 'set') || (b.image === '>' && before?.image === '<' && isName(a));
}

function isName({ image }: IToken): boolean {
  return /^[a-zA-Z_]/.test(image);
}

function isWord({ image }: IToken): boolean {
  return /^[\w"]/.test(image);
}

/** Whether a value can end with a token: what follows is an operator, an index or a member. */
function isOperand(token: IToken | undefined): boolean {
  return token !== undefined && (token.image === ')' || token.image === ']' || (/^\w/.test(token.image) && !BEFORE_PARENTHESIS.has(token.image)));
}

export function isComment({ image }: IToken): boolean {
  return image.startsWith('//') || image.startsWith('/*');
}
