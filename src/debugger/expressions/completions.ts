// What can follow in an expression: elements after a bracket, fields and members of tables after a dot, else every name.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Program, State } from '../../compiler/program';
import type { KernelTree } from '../../language/tree';
import { formatSignature } from '../../language/types';
import { isInUse } from '../../machine/execution/in-use';
import { objectNames } from './object-names';
import { RequestError } from '../protocol/request-error';
import type { ExpressionCompiler } from './expression-compiler';
import type { TypedName } from './expression';
import { historyFunctions } from './history-terms';

/** Where an expression is completed. */
export interface CompletionContext {
  readonly program: Program;
  readonly state: State;
  readonly kernel: KernelTree;
  readonly expressions: ExpressionCompiler;
  readonly locals: readonly TypedName[];
  /** The elements of the array that a text names, with their values as text; none if it names none. */
  elements(text: string): readonly { readonly name: string; readonly text: string }[];
}

/** What is completed is the end of a text: what stands farther before the cursor is not looked at, for each of its words can be where the end begins. */
const MOST_LOOKED_AT = 200;

type Completion = DebugProtocol.CompletionItem;

/** What can follow the text before the cursor. */
export function complete(text: string, context: CompletionContext): Completion[] {
  const before = text.slice(-MOST_LOOKED_AT);
  const [, array, digits = ''] = /^(.*)\[\s*(\d*)$/s.exec(before) ?? [];
  if (array !== undefined) return elementsOf(array, digits, context);
  const [, receiver, word = ''] = /^(.*)\.\s*(\w*)$/s.exec(before) ?? [];
  if (receiver !== undefined) return startingWith(word, fieldsAfter(receiver, context));
  return startingWith(/\w*$/.exec(before)![0], allNames(context));
}

/** The names of the objects that are in use. */
export function objectNamesIn({ program, state }: Pick<CompletionContext, 'program' | 'state'>): Completion[] {
  return [...objectNames(program).all].filter(([, { instance }]) => isInUse(state, instance))
    .map(([name, { type }]): Completion => ({ label: name, type: 'value', detail: type }));
}

/** The array is the longest suffix of the text that names one. */
function elementsOf(text: string, digits: string, context: CompletionContext): Completion[] {
  for (const { index } of text.matchAll(/(?<!\w)\w/g)) {
    const found = context.elements(text.slice(index));
    if (found.length > 0) {
      return startingWith(digits, found.map(({ name, text: value }) => ({ label: name.slice(1, -1), text: name.slice(1), type: 'value', detail: value })));
    }
  }
  return [];
}

function allNames(context: CompletionContext): Completion[] {
  const { kernel, expressions, locals } = context;
  const pures = kernel.functions.filter(({ kind }) => kind === 'pure');
  return [
    ...locals.map(({ name }): Completion => ({ label: name, type: 'variable' })),
    ...objectNamesIn(context),
    ...[...expressions.builtins.values()].map(({ func, doc }): Completion => ({ label: func.name, text: `${func.name}(`, type: 'function', detail: doc })),
    ...historyFunctions.map(({ name, doc }): Completion => ({ label: name, text: `${name}(`, type: 'function', detail: doc })),
    ...pures.map((func): Completion => ({ label: func.name, text: `${func.name}(`, type: 'function', detail: formatSignature(func) })),
    ...kernel.constants.map(({ name }): Completion => ({ label: name, type: 'value' })),
    ...kernel.tables.map(({ name, type }): Completion => ({ label: name, type: 'value', detail: type.name })),
    ...kernel.enums.flatMap(({ name, members }) => members.map((member): Completion => ({ label: member, type: 'enum', detail: name }))),
  ];
}

/** The receiver is the longest suffix of the text that is an expression. */
function fieldsAfter(text: string, { kernel, expressions, locals }: CompletionContext): Completion[] {
  for (const { index } of text.matchAll(/(?<!\w)\w/g)) {
    const type = typeOf(text.slice(index), expressions, locals);
    if (type?.kind !== 'object' && type?.kind !== 'operations') continue;
    const fields = type.kind === 'object' ? kernel.objects.find(({ name }) => name === type.name)?.fields ?? []
      : kernel.operations.find(({ name }) => name === type.name)?.members ?? [];
    return fields.map(({ name, doc }): Completion => ({ label: name, type: 'field', ...(doc !== undefined && { detail: doc }) }));
  }
  return [];
}

function typeOf(text: string, expressions: ExpressionCompiler, locals: readonly TypedName[]) {
  try {
    return expressions.compile(text, locals).type;
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}

/** Of completions with the same name the first is kept: it is what the name means. */
function startingWith(word: string, completions: readonly Completion[]): Completion[] {
  const found = new Map<string, Completion>();
  for (const completion of completions) {
    if (completion.label.startsWith(word) && !found.has(completion.label)) found.set(completion.label, completion);
  }
  return [...found.values()];
}
