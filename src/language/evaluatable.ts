// Which expressions of a text a debugger can be asked for, and where. Only syntax is looked at: it is quick, and a name
// stands in an expression, in a type or in a declaration whatever it means. What has no value says so when it is asked.
import { AstUtils, GrammarUtils, type AstNode, type CstNode } from 'langium';
import type { Expression } from './generated/ast';
import { parseDocument, parseExpression } from './parse';
import { Report } from './report';
import { SourceFile } from './source-file';
import type { Span } from './tree';

export interface Evaluatable {
  /** In one line. */
  readonly text: string;
  readonly span: Span;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  /** The tokens that stand for the whole: the field of `page.refcount`, the operator of `a == b`. */
  readonly handles: readonly (readonly [start: number, end: number])[];
  /** `page` is a name, `page.mapping.entries[at]` a path; both say by themselves what they are. */
  readonly kind: 'name' | 'path' | 'other';
}

/** What stands for an expression of each kind: a property of its node, or tokens. */
const handles: Readonly<Partial<Record<Expression['$type'], { readonly property: string } | { readonly tokens: readonly string[] }>>> = {
  NameExpression: { property: 'name' }, FieldAccess: { property: 'field' }, CallExpression: { property: 'function' },
  Binary: { property: 'operator' }, Unary: { property: 'operator' },
  CurrentExpression: { tokens: ['current'] }, IndexAccess: { tokens: ['[', ']'] }, Conditional: { tokens: ['?', ':'] },
};

/** Where a variable or an object gets its name, or is named outside an expression. */
const names: Readonly<Record<string, readonly string[]>> = {
  Parameter: ['name', 'first', 'last'], LocalDecl: ['name'], ForStatement: ['variable'], ChooseFromStatement: ['variable'],
  AgentDecl: ['variable'], GlobalDecl: ['name'], ObjectDeclaration: ['name', 'on'], ProcessDecl: ['name'], Directive: ['task'],
};

/** The expression whose name, field or operator is at a position; with `page.mapping.host` that of the field there. */
export function evaluatableAt(text: string, line: number, column: number): Evaluatable | undefined {
  const file = new SourceFile('', text);
  const offset = file.offset(line, column);
  const touched = candidates(file).flatMap((candidate) => candidate.handles
    .filter(([start, end]) => start <= offset && offset <= end).map(([start]) => ({ candidate, start })));
  // Between a name and another token the name is meant, and of two others the one that begins there.
  const isSign = ({ candidate: { kind } }: (typeof touched)[number]) => Number(kind === 'other');
  touched.sort((a, b) => isSign(a) - isSign(b) || b.start - a.start);
  return touched[0] && evaluatable(file, touched[0].candidate);
}

/** The variables, fields and elements in the routine around a line, down to that line, each once a line. */
export function evaluatablesDownTo(text: string, line: number): Evaluatable[] {
  const file = new SourceFile('', text);
  const inside = routineAround(file, line).flatMap((part) => within(file, part, 0));
  const longest = new Map<number, number>();
  for (const { kind, start, end } of inside) if (kind === 'path') longest.set(start, Math.max(end, longest.get(start) ?? 0));
  const found = inside.filter(({ kind, start, end }) => kind === 'name' || (kind === 'path' && longest.get(start) === end))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((candidate) => evaluatable(file, candidate))
    .filter(({ span }) => span[0] <= line);
  const first = new Map<string, Evaluatable>();
  for (const each of found) {
    const key = `${each.span[0]} ${each.text}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}

/** The parameters and the body of the routine that a line is in. */
function routineAround(file: SourceFile, line: number): AstNode[] {
  for (const item of parseDocument(file, new Report())?.items ?? []) {
    const routine = item.$type === 'OverrideDecl' ? item.function : item;
    const cst = routine?.$cstNode;
    if (!cst || file.position(cst.offset)[0] > line || file.position(cst.end)[0] < line) continue;
    return [...('params' in routine ? routine.params : []), ...('body' in routine ? [routine.body] : [])];
  }
  return [];
}

function evaluatable(file: SourceFile, { start, end }: Candidate): Evaluatable {
  return { text: file.text.slice(start, end).replaceAll(/\s+/g, ' '), span: file.span(start, end) };
}

function candidates(file: SourceFile): Candidate[] {
  const root = parseDocument(file, new Report());
  return root ? within(file, root, 0) : [];
}

/** Those of a node and of the texts in it. The offsets of its syntax count from `base`. */
function within(file: SourceFile, root: AstNode, base: number): Candidate[] {
  return [root, ...AstUtils.streamAllContents(root).filter((node) => !isInUnder(node))].flatMap((node) => [
    ...ofNode(node, base), ...literals(node).flatMap((literal) => inBraces(file, base + literal.offset, base + literal.end)),
  ]);
}

/** Part of `under (entry.mapping.xa_lock)`: a spinlock has no value. */
function isInUnder(node: AstNode): boolean {
  for (let at: AstNode | undefined = node; at; at = at.$container) if (at.$containerProperty === 'locks' || at.$containerProperty === 'lock') return true;
  return false;
}

function ofNode(node: AstNode, base: number): Candidate[] {
  const { $cstNode: cst } = node;
  const handle = handles[node.$type as Expression['$type']];
  const at = ({ offset, end }: CstNode) => [base + offset, base + end] as const;
  if (!cst) return [];
  if (!handle) {
    return (names[node.$type] ?? []).flatMap((property) => GrammarUtils.findNodesForProperty(cst, property)).map(at)
      .map(([start, end]) => ({ start, end, handles: [[start, end]], kind: 'name' }));
  }
  // A slice has no value.
  if ('last' in node && node.last !== undefined) return [];
  const [start, end] = at(cst);
  const parts = 'property' in handle ? GrammarUtils.findNodesForProperty(cst, handle.property)
    : handle.tokens.flatMap((token) => GrammarUtils.findNodesForKeyword(cst, token));
  return [{ start, end, handles: parts.map(at), kind: kindOf(node as Expression) }];
}

function kindOf(node: Expression): Candidate['kind'] {
  if (node.$type === 'NameExpression') return 'name';
  return isPath(node) ? 'path' : 'other';
}

/** What is missing after a mistake is undefined. */
function isPath(node: Expression | undefined): boolean {
  switch (node?.$type) {
    case 'NameExpression':
    case 'CurrentExpression':
      return true;
    case 'FieldAccess':
      return isPath(node.receiver);
    case 'IndexAccess':
      return isPath(node.receiver) && (node.index?.$type === 'IntLiteral' || isPath(node.index));
    default:
      return false;
  }
}

/** The texts of a node, which may have expressions in braces: `"pin {page}"`. */
function literals(node: AstNode): CstNode[] {
  // Why a block is one event does not depend on any value.
  return node.$type === 'AtomicStatement' ? [] : ['label', 'reason', 'message'].flatMap((property) => GrammarUtils.findNodesForProperty(node.$cstNode, property));
}

function inBraces(file: SourceFile, start: number, end: number): Candidate[] {
  return [...file.text.slice(start, end).matchAll(/\{\{|\{([^{}]+)\}/g)].flatMap(({ index, 1: inner }) => {
    if (inner === undefined) return [];
    const from = start + index + 1;
    const node = parseExpression(file, new Report(), from, from + inner.length);
    return node ? within(file, node, from) : [];
  });
}
