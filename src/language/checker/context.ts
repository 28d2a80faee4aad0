import { GrammarUtils } from 'langium';
import type { AstNode } from 'langium';
import { docBefore } from '../doc-comments';
import type { Expression, FieldAccess, NameExpression } from '../generated/ast';
import type { Report } from '../report';
import type { SourceFile } from '../source-file';
import type { SymbolIndex, SymbolInfo } from '../symbols';
import type { Expr, ObjectType, Property, Span, Start, Stmt, Type } from '../tree';
import type { KernelNames } from './names';
import type { BodyScope } from './scope';

/** What the body or value at hand may do. */
export type ContextKind =
  | 'function' | 'atomic' | 'pure' | 'agent' | 'boot' | 'invariant' | 'response' | 'process' | 'assert'
  /** Values known before the scenario runs: constants, sizes, initial values, properties, `where`. */
  | 'constant' | 'const field'
  /** What a derived field is computed from. */
  | 'derived field'
  /** What protects a field. */
  | 'lock';

/** A device, mount, file or process that a scenario declares. */
export interface Declared {
  readonly type: Type;
  readonly symbol: SymbolInfo;
}

/** A thread or forked child of a process, with its own part of the name. */
export interface StartedTask {
  readonly start: Start;
  readonly name: string;
  readonly span: Span;
  readonly body: readonly Stmt[];
}

/** What an assert or a reach of the scenario can ask of tasks. All give undefined after an error. */
export interface ObservedTasks {
  /** `t in f`, for a function f. */
  stands(context: Context, node: NameExpression, task: Expr): Expr | undefined;
  /** `p.x`, for a variable x of the process p; undefined if p is no process or has no such variable. */
  variable(context: Context, node: FieldAccess): { readonly expr: Expr | undefined } | undefined;
  /** The names of what a process assigns, for whoever misspells one. */
  variablesOf(receiver: Expression | undefined): string[];
}

/** Where the checker is and what it can see from there. */
export interface Context {
  readonly file: SourceFile;
  readonly report: Report;
  readonly symbols: SymbolIndex;
  readonly names: KernelNames;
  readonly kind: ContextKind;
  readonly scope: BodyScope;
  /** Of the scenario. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** Of the object type whose field is being checked. */
  readonly properties: readonly Property[];
  readonly object?: string;
  /** In the text that names an instance: its fields are visible without a dot. */
  readonly self?: ObjectType;
  /** Where the text begins from which the offsets of the nodes count: that of the declaration or, in a string template, the brace. */
  readonly base: number;
  /** Calls that stand where a function with events of its own may be called. */
  readonly callSites: Set<Expression>;
  /** Of a process: the threads and children that it starts, collected as its body is checked. */
  readonly started?: StartedTask[];
  /** Kernel versions that can come here, a bit each; see live.ts. */
  readonly live: number;
  /** Functions of tables that are known not to be null; see function-values.ts. */
  readonly tested: ReadonlySet<string>;
  /** In an assert or a reach of the scenario: what it can ask of tasks beyond their fields. */
  readonly observation?: ObservedTasks;
  /** Checks a value; `expected` helps to resolve enum members and `null`. Undefined after an error. */
  expression(context: Context, node: Expression | undefined, expected?: Type): Expr | undefined;
}

export function spanOf(context: Context, node: AstNode | undefined, property?: string, index?: number): Span {
  const cst = property ? GrammarUtils.findNodeForProperty(node?.$cstNode, property, index) : node?.$cstNode;
  const { offset, end } = cst ?? node?.$cstNode ?? { offset: 0, end: 0 };
  return context.file.span(context.base + offset, context.base + end);
}

/** Reports at a node, or at one of its properties. */
export function error(context: Context, node: AstNode | undefined, message: string, property?: string, code?: string): undefined {
  context.report.error(context.file.name, spanOf(context, node, property), message, code);
  return undefined;
}

export function warning(context: Context, node: AstNode | undefined, message: string, property?: string): void {
  context.report.warning(context.file.name, spanOf(context, node, property), message);
}

export function useSymbol(context: Context, node: AstNode, property: string, symbol: SymbolInfo): void {
  context.symbols.use(context.file.name, spanOf(context, node, property), symbol);
}

/** The Markdown of the documentation comment before a node. */
export function docOf(context: Pick<Context, 'file' | 'base'>, node: AstNode): string | undefined {
  return docBefore(context.file.text, context.base + (node.$cstNode?.offset ?? 0));
}

/** The source text of a node, on one line. */
export function textOf(context: Context, node: AstNode): string {
  const { offset, end } = node.$cstNode ?? { offset: 0, end: 0 };
  return context.file.text.slice(context.base + offset, context.base + end).replace(/\s+/g, ' ');
}

/** The name of a declaration, where it stands, and its documentation. */
export function placeOf(context: Context, node: AstNode & { readonly name: string }): { name: string; source: string; span: Span; doc?: string } {
  const doc = docOf(context, node);
  return { name: node.name, source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}) };
}
