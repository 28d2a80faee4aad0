// Tables of operations and the types of functions: their declarations. How their values are used is in function-values.ts.
import type { ConstDecl, OperationsDecl, OperationsMember as MemberNode, TypedefDecl } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Expr, FunctionType, OperationsMember, OperationsTable, OperationsType } from '../tree';
import { aType } from '../types';
import type { Context } from './context';
import { docOf, error, spanOf, useSymbol } from './context';
import { checkType } from './declared-types';
import { checkAs } from './expressions';
import { throughGate } from './live';
import { operationSymbol } from './names';
import { readParameters } from './parameters';
import { checkGate } from './routines';

/** `typedef void wait_callback(inode inode, page page);` */
export function readTypedef(context: Context, node: TypedefDecl): FunctionType | undefined {
  return node.name ? readFunctionType(context, node, node.name) : undefined;
}

function readFunctionType(context: Context, node: TypedefDecl | MemberNode, name: string): FunctionType | undefined {
  const result = checkType(context, node.type, 'result');
  const parameters = readParameters(context, node);
  if (!result || !parameters) return undefined;
  if (parameters.slices.length) error(context, node, 'a function that is a value takes no slices', 'name');
  if (node.isPure && result.kind === 'void') error(context, node, `\`${node.name}\` is \`pure\` and returns nothing: it could not do anything`, 'name');
  const doc = docOf(context, node);
  return {
    name, kind: node.isPure ? 'pure' : 'plain', syscall: false, result, ...parameters, arity: parameters.variables.length,
    source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}),
  };
}

/** The name alone, so that other types can refer to it. */
export function readOperations(context: Context, node: OperationsDecl): OperationsType | undefined {
  if (!node.name) return undefined;
  const doc = docOf(context, node);
  return { name: node.name, members: [], source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}) };
}

/** The members, now that all type names are known; those with a signature are types of functions themselves. */
export function readMembers(context: Context, node: OperationsDecl, operations: OperationsType): { type: OperationsType; functionTypes: FunctionType[] } {
  const members: OperationsMember[] = [];
  const functionTypes: FunctionType[] = [];
  for (const member of node.members) {
    if (!member.name) continue;
    if (members.some(({ name }) => name === member.name)) {
      error(context, member, `${node.name} already has \`${member.name}\``, 'name');
      continue;
    }
    const type = readMemberType(context, member, operations.name, functionTypes);
    const doc = docOf(context, member);
    if (type) members.push({ name: member.name, type, span: spanOf(context, member, 'name'), ...(doc ? { doc } : {}) });
  }
  return { type: { ...operations, members }, functionTypes };
}

function readMemberType(context: Context, member: MemberNode, operations: string, functionTypes: FunctionType[]): OperationsMember['type'] | undefined {
  if (member.isFunction) {
    const type = readFunctionType(context, member, `${operations}.${member.name}`);
    if (type) functionTypes.push(type);
    return type && { kind: 'function', name: type.name };
  }
  if (member.isPure) error(context, member, `\`pure\` is said of a function: \`pure T ${member.name}(…);\``, 'name');
  const type = checkType(context, member.type, 'local');
  if (type?.kind === 'object' || type?.kind === 'set') {
    return error(context, member, `a table is fixed: it holds functions, tables and numbers, but no ${type.kind === 'set' ? 'set' : 'object'}`, 'type');
  }
  return type;
}

/** The header of a table; its entries are checked when every function is known. */
export function readTable(context: Context, node: ConstDecl): OperationsTable | undefined {
  const type = checkType(context, node.type, 'local');
  const gate = checkGate(context, node.gate);
  if (!type || !node.name) return undefined;
  if (type.kind !== 'operations') return error(context, node, `only a table is written in braces, but \`${node.name}\` is ${aType(type)}`, 'name');
  const doc = docOf(context, node);
  return { name: node.name, type, gate, entries: [], source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}) };
}

export function checkTable(base: Context, node: ConstDecl, table: OperationsTable): OperationsTable {
  const context: Context = { ...base, live: base.live & throughGate(table.gate) };
  const operations = context.names.operations.get(table.type.name);
  const entries: { member: string; value: Expr }[] = [];
  const given = new Set<string>();
  for (const entry of node.entries) {
    // After a mistake of syntax it has no name.
    if (!entry.name) continue;
    const member = operations?.members.find(({ name }) => name === entry.name);
    if (!operations || !member) {
      const names = operations?.members.map(({ name }) => name) ?? [];
      error(context, entry, `${table.type.name} has no \`${entry.name}\`${suggestion(entry.name, names)}`, 'name');
      continue;
    }
    useSymbol(context, entry, 'name', operationSymbol(context.names, operations, member));
    if (given.has(member.name)) error(context, entry, `\`${member.name}\` is given twice`, 'name');
    given.add(member.name);
    const value = checkAs(context, entry.value, member.type, `\`${member.name}\` of ${operations.name}`);
    // What is wrong is not left out.
    entries.push({ member: member.name, value: value ?? { kind: 'function', name: entry.name, type: member.type } });
  }
  for (const member of operations?.members ?? []) {
    if (member.type.kind !== 'operations' || given.has(member.name)) continue;
    error(context, node, `\`${table.name}\` leaves out \`${member.name}\`, which is ${aType(member.type)}: only functions can be left out`, 'name');
  }
  return { ...table, entries };
}
