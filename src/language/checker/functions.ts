import type { FunctionDecl } from '../generated/ast';
import type { Func } from '../tree';
import { formatSignature, isCode, sameType } from '../types';
import { formatGate, formatVersion } from '../versions';
import { checkBody, checkGate } from './routines';
import type { Context, ContextKind } from './context';
import { docOf, error, spanOf } from './context';
import { checkType } from './declared-types';
import { throughGate } from './live';
import { checkLock } from './lock-names';
import { declareParameters, readParameters } from './parameters';
import { BodyScope } from './scope';

const MAX_PARAMETERS = 12;

/** The header of a function: all that callers need. Its body is checked when every header is known. */
export function readFunction(context: Context, node: FunctionDecl): Func | undefined {
  const result = checkType(context, node.type, 'result');
  const parameters = readParameters(context, node);
  const gate = checkGate(context, node.gate);
  if (!result || !parameters || !node.name) return undefined;
  const { modifiers, name } = node;
  if (name === 'count') error(context, node, '`count` is the word for the number of elements of a set', 'name');
  if (parameters.variables.length > MAX_PARAMETERS) error(context, node, `a function has at most ${MAX_PARAMETERS} parameters`, 'name');
  for (const [index, modifier] of modifiers.entries()) {
    if (modifiers.indexOf(modifier) < index) error(context, node, `\`${modifier}\` stands twice`, 'modifiers');
  }
  if (modifiers.includes('pure') && modifiers.length > 1) {
    error(context, node, `a \`pure\` function cannot be \`${modifiers.find((modifier) => modifier !== 'pure') ?? 'pure'}\``, 'modifiers');
  }
  if (modifiers.includes('pure') && result.kind === 'void') {
    error(context, node, `\`${name}\` is \`pure\` and returns nothing: it could not do anything`, 'name');
  }
  if ((modifiers.includes('pure') || modifiers.includes('syscall')) && parameters.variables.some(({ type }) => isCode(type))) {
    const reason = modifiers.includes('pure') ? 'a `pure` function is not expanded where it is called' : 'a process cannot name functions of the kernel';
    error(context, node, `\`${name}\` cannot take a function or a table: ${reason}`, 'name');
  }
  if (modifiers.includes('noreturn') && (modifiers.includes('atomic') || result.kind !== 'void')) {
    error(context, node, `a \`noreturn\` function is \`void\` and has events of its own: \`${name}\` ends the task that calls it`, 'modifiers');
  }
  const kind = modifiers.includes('pure') ? 'pure' : modifiers.includes('atomic') ? 'atomic' : 'plain';
  if (node.locks.length && kind !== 'atomic') {
    error(context, node, `only an \`atomic\` function can be called with a spinlock held: \`${name}\` has events of its own`, 'locks');
  }
  const doc = docOf(context, node);
  return {
    name, kind, syscall: modifiers.includes('syscall'), ...(modifiers.includes('noreturn') && { noreturn: true as const }), result, gate, ...parameters, arity: parameters.variables.length, body: [],
    source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}),
  };
}

/** Checks the body of a function whose header is known. */
export function checkFunction(base: Context, node: FunctionDecl, header: Func): Func {
  const kind: ContextKind = header.kind === 'plain' ? 'function' : header.kind;
  const context: Context = { ...base, kind, scope: new BodyScope(), callSites: new Set() };
  declareParameters(context, node, header.variables);
  const locks = node.locks.map((lock) => checkLock(context, lock)).filter((lock) => lock !== undefined);
  const body = checkBody(context, node, { name: header.name, result: header.result, live: base.live & throughGate(header.gate) });
  return { ...header, ...body, ...(locks.length ? { locks } : {}) };
}

/** Why two functions of one name cannot be one function that changed with the version. */
export function clash(before: Func, after: Func): string | undefined {
  const where = `${before.source}:${before.span[0] + 1}`;
  if (!sameSignature(before, after)) {
    return `\`${after.name}\` is also declared in ${where} and must have the same signature there: ${formatSignature(before)}`;
  }
  const since = Math.max(before.gate.since ?? 0, after.gate.since ?? 0);
  const until = Math.min(before.gate.until ?? Infinity, after.gate.until ?? Infinity);
  if (since >= until) return undefined;
  const both = since > 0 ? `from ${formatVersion(since)} on` : until < Infinity ? `before ${formatVersion(until)}` : 'in every version';
  return `\`${after.name}\` is declared twice ${both}: also in ${where}${before.gate ? ` ${formatGate(before.gate)}` : ''}`.trimEnd();
}

/** Whether the one can stand for the other wherever it is called. `atomic` is a matter of the body. */
export function sameSignature(a: Func, b: Func): boolean {
  return a.syscall === b.syscall && a.noreturn === b.noreturn && (a.kind === 'pure') === (b.kind === 'pure') && sameType(a.result, b.result)
    && a.arity === b.arity && a.slices.join() === b.slices.join() && a.wholes?.join() === b.wholes?.join()
    && a.variables.slice(0, a.arity).every((variable, index) => sameType(variable.type, b.variables[index]!.type));
}
