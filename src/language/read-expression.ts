// An expression that is asked about a scenario: the grammar's own, checked as the body of a `pure` function is.
import { AstUtils, type AstNode } from 'langium';
import { brief } from './brief';
import { checkCondition, checkExpression } from './checker/expressions';
import type { Context } from './checker/context';
import { throughGate } from './checker/live';
import type { KernelNames } from './checker/names';
import { BodyScope } from './checker/scope';
import type { Expression } from './generated/ast';
import { parseExpression } from './parse';
import { Report } from './report';
import { SourceFile } from './source-file';
import { SymbolIndex, type SymbolInfo } from './symbols';
import type { Expr, Type, Version } from './tree';

export interface ExpressionScope {
  readonly names: KernelNames;
  readonly version: Version;
  /** What `local` expressions index. No two have one name. */
  readonly variables: readonly { readonly name: string; readonly type: Type }[];
}

export interface ExpressionText {
  /** What is parsed. */
  readonly text: string;
  /** The same, as messages quote it: as long, character by character. */
  readonly shown: string;
  readonly isCondition?: boolean;
}

/** The checked expression, or what is wrong with it. Never throws. */
export function readExpression({ text, shown, isCondition }: ExpressionText, scope: ExpressionScope): { expr: Expr } | { error: string } {
  const report = new Report();
  const context = contextOf(new SourceFile('', shown), report, scope);
  const node = parseExpression(new SourceFile('', text), report, 0, text.length);
  if (!report.hasErrors && node) {
    takeFieldsAsFunctions(node, context.names);
    const expr = isCondition ? checkCondition(context, node) : checkExpression(context, node);
    if (expr && !report.hasErrors) return { expr };
  }
  const first = report.sorted().find(({ severity }) => severity === 'error');
  if (first?.message.startsWith('expected a declaration')) return { error: leftOver(shown.slice(first.span[1])) };
  return { error: first?.message ?? 'this is no expression' };
}

/** The parser has come to the end of an expression, but the text goes on. */
function leftOver(rest: string): string {
  const hint = /^=(?!=)/.test(rest) ? '; values are compared with `==`, and nothing can be assigned here' : '';
  return `the expression ends before \`${brief(rest)}\`${hint}`;
}

function contextOf(file: SourceFile, report: Report, { names, version, variables }: ExpressionScope): Context {
  const scope = new BodyScope();
  for (const { name, type } of variables) {
    const symbol: SymbolInfo = { kind: 'variable', name, source: '', span: [0, 0, 0, 0], signature: name };
    scope.declare({ name, type, symbol, span: symbol.span, isLoop: false, final: true });
  }
  return {
    file, report, names, scope, symbols: new SymbolIndex(), kind: 'pure', declared: new Map(), properties: [], base: 0,
    callSites: new Set(), live: throughGate({ since: version, until: version + 1 }), tested: new Set(), expression: checkExpression,
  };
}

/** `owner(block 2)` is `block 2.owner`, where `owner` is a field and no function. */
function takeFieldsAsFunctions(root: Expression, names: KernelNames): void {
  const fields = new Set(names.tree.objects.flatMap((object) => object.fields.map(({ name }) => name)));
  for (const node of AstUtils.streamAst(root) as Iterable<AstNode & { function?: string; args?: Expression[] }>) {
    const { function: name, args } = node;
    if (node.$type !== 'CallExpression' || name === undefined || args?.length !== 1) continue;
    if (!fields.has(name) || names.functions.has(name) || name === 'count') continue;
    Object.assign(node, { $type: 'FieldAccess', receiver: args[0], field: name });
  }
}
