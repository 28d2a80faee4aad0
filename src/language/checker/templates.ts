import { GrammarUtils } from 'langium';
import type { AstNode } from 'langium';
import { parseExpression } from '../parse';
import type { Expr, Template } from '../tree';
import type { Context } from './context';
import { warning } from './context';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/**
 * Checks a text with expressions in braces: `"pin {page}"`. A doubled brace `{{` is a brace. The expressions are parsed
 * where they stand, so that their spans are right.
 */
export function checkTemplate(context: Context, node: AstNode, property: string): Template | undefined {
  const literal = GrammarUtils.findNodeForProperty(node.$cstNode, property);
  if (!literal) return undefined;
  const { text } = context.file;
  const end = context.base + literal.end - 1;
  const parts: (string | Expr)[] = [];
  let words = '';
  for (let index = context.base + literal.offset + 1; index < end; index++) {
    const character = text[index]!;
    if (character === '\\') words += escapes[text[++index]!] ?? text[index]!;
    else if ((character === '{' || character === '}') && text[index + 1] === character) words += text[index++]!;
    else if (character === '{') {
      const close = text.indexOf('}', index);
      if (close < 0 || close >= end) {
        report(context, index, end, 'the brace is not closed: `}` is missing; a brace itself is written `{{`');
        return undefined;
      }
      const value = checkPart(context, index + 1, close);
      if (!value) return undefined;
      if (words) parts.push(words);
      words = '';
      parts.push(value);
      index = close;
    } else if (character === '}') {
      report(context, index, index + 1, '`}` closes nothing; a brace itself is written `}}`');
      return undefined;
    } else words += character;
  }
  if (words) parts.push(words);
  if (parts.length === 0) warning(context, node, 'this text is empty', property);
  return parts;
}

function checkPart(context: Context, start: number, end: number): Expr | undefined {
  if (!context.file.text.slice(start, end).trim()) {
    report(context, start - 1, end + 1, 'there is no expression in the braces; a brace itself is written `{{`');
    return undefined;
  }
  const node = parseExpression(context.file, context.report, start, end);
  const value = context.expression({ ...context, base: start, callSites: new Set() }, node);
  if (value?.type.kind === 'void') {
    report(context, start, end, 'this call returns nothing that could be shown');
    return undefined;
  }
  return value;
}

function report(context: Context, start: number, end: number, message: string): void {
  context.report.error(context.file.name, context.file.span(start, end), message);
}
