import type { AstNode } from 'langium';
import { GrammarUtils } from 'langium';
import type { Statement } from '../generated/ast';
import type { Span, Stmt, Type } from '../tree';
import type { Context } from './context';

/** What a statement becomes, and which versions come to the end of it (live.ts). */
export interface Flow {
  readonly statement: Stmt | undefined;
  readonly live: number;
  /** Functions of tables that are known not to be null after it. */
  readonly tested?: readonly string[];
}

/** A context inside the body of a function, agent, invariant, process … */
export interface BodyContext extends Context {
  /** Of the function or process: what a failing `assert` is called. */
  readonly name: string;
  readonly result: Type;
  /** The innermost loop; collects the versions that break out of it. */
  readonly loop: { breaks: number } | undefined;
  /** Set inside of what is one event: its words, for messages. */
  readonly within: 'atomic' | 'atomic under (…)' | 'await' | 'choose (x in …)' | undefined;
  /** Inside a `thread` or `fork`. */
  readonly isStarted?: boolean;
  statement(context: BodyContext, node: Statement | undefined): Flow;
  block(context: BodyContext, statements: readonly Statement[] | undefined): { body: Stmt[]; live: number };
}

/** The part of a compound statement that a debugger shows: `if (…)`, without the branches. */
export function headerSpan(context: Context, node: AstNode, lastProperty?: string): Span {
  const { text } = context.file;
  const start = context.base + (node.$cstNode?.offset ?? 0);
  const last = lastProperty && GrammarUtils.findNodeForProperty(node.$cstNode, lastProperty);
  if (!last) return context.file.span(start, start + (/^\w+/.exec(text.slice(start, start + 20))?.[0].length ?? 1));
  const end = context.base + last.end;
  const closing = /^\s*\)/.exec(text.slice(end, end + 200));
  return context.file.span(start, end + (closing?.[0].length ?? 0));
}

/** The body of a compound statement even after an error inside it. */
export function orEmpty(statement: Stmt | undefined): Stmt {
  return statement ?? { kind: 'empty', span: [0, 0, 0, 0] };
}
