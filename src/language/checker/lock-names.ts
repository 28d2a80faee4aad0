import type { Expression } from '../generated/ast';
import { Report } from '../report';
import { list, suggestion } from '../suggest';
import { SymbolIndex } from '../symbols';
import type { Expr, Lock } from '../tree';
import { aType } from '../types';
import type { Context } from './context';
import { error, textOf, useSymbol } from './context';
import { SPINLOCK } from './lock-declarations';
import { isSteady, lockSymbol } from './names';

type Named = Expr & { readonly type: Lock['type'] };

/** The spinlock that an expression names, by a path that cannot change: `entry.mapping.xa_lock`. */
export function checkLock(context: Context, node: Expression | undefined): Expr | undefined {
  const found = node && findLock(context, node);
  if (!found) return undefined;
  if (found.type.name !== SPINLOCK.name) {
    const locks = locksOf(context, found.type.name).map(({ name }) => `\`${textOf(context, node)}.${name}\``);
    return error(context, node, `\`${textOf(context, node)}\` is ${aType(found.type)}, not a spinlock; it has: ${list(locks)}`);
  }
  return isFixed(context, node, found) ? found : undefined;
}

function findLock(context: Context, node: Expression): Named | undefined {
  if (node.$type === 'NameExpression' && !context.scope.lookup(node.name)) {
    const own = context.self?.locks?.find(({ name }) => name === node.name);
    if (own && context.self) {
      useSymbol(context, node, 'name', lockSymbol(own, context.self));
      const receiver: Expr = { kind: 'local', index: 0, type: { kind: 'object', name: context.self.name } };
      return { kind: 'field', receiver, object: context.self.name, field: own.name, type: own.type };
    }
    const lock = context.names.locks.get(node.name);
    if (lock) {
      useSymbol(context, node, 'name', lockSymbol(lock));
      return { kind: 'named', name: lock.name, type: lock.type };
    }
  }
  if (node.$type === 'FieldAccess') return findLockOf(context, node);
  const value = context.expression(context, node);
  return value && refuse(context, node, value);
}

function findLockOf(context: Context, node: Expression & { $type: 'FieldAccess' }): Named | undefined {
  const receiver = namesLock(context, node.receiver) ? findLock(context, node.receiver!) : context.expression(context, node.receiver);
  if (!receiver || !node.field) return undefined;
  const { type } = receiver;
  const object = type.kind === 'object' ? context.names.objects.get(type.name) : undefined;
  const lock = object?.locks?.find(({ name }) => name === node.field);
  if (object && lock) {
    useSymbol(context, node, 'field', lockSymbol(lock, object));
    return { kind: 'field', receiver, object: object.name, field: lock.name, type: lock.type };
  }
  if (object?.fields.some(({ name }) => name === node.field)) {
    const value = context.expression(context, node);
    return value && refuse(context, node, value);
  }
  const locks = object?.locks?.map(({ name }) => name) ?? [];
  const what = object ? `${aType(type)} has no spinlock \`${node.field}\`` : `\`${textOf(context, node.receiver!)}\` is ${aType(type)} and has no spinlocks`;
  return error(context, node, `${what}${locks.length ? suggestion(node.field, locks) : ''}`, 'field');
}

/** Whether an expression is a lock, or an object of locks, which only `under` can name. */
function namesLock(context: Context, node: Expression | undefined): boolean {
  if (node?.$type === 'NameExpression') {
    return !context.scope.lookup(node.name)
      && (context.names.locks.has(node.name) || context.self?.locks?.some(({ name }) => name === node.name) === true);
  }
  if (node?.$type !== 'FieldAccess') return false;
  if (namesLock(context, node.receiver)) return true;
  const type = context.expression({ ...context, report: new Report(), symbols: new SymbolIndex() }, node.receiver)?.type;
  return type?.kind === 'object' && locksOf(context, type.name).some(({ name }) => name === node.field);
}

function refuse(context: Context, node: Expression, value: Expr): undefined {
  const { type } = value;
  const locks = type.kind === 'object' ? locksOf(context, type.name).map(({ name }) => `\`${textOf(context, node)}.${name}\``) : [];
  const hint = locks.length ? `; it has: ${list(locks)}` : '; a lock that tasks sleep for is no spinlock: `because "i_rwsem is held"`';
  return error(context, node, `\`${textOf(context, node)}\` is ${aType(type)}, not a spinlock${hint}`);
}

function locksOf(context: Context, object: string): readonly Lock[] {
  return context.names.objects.get(object)?.locks ?? [];
}

/** A path through a field that others can change would lead to another lock in the middle. */
function isFixed(context: Context, node: Expression, path: Expr): boolean {
  switch (path.kind) {
    case 'local': case 'current': case 'named': return true;
    case 'field': {
      if (isSteady(context.names.field(path.object, path.field)?.modifier ?? 'own')) return isFixed(context, node, path.receiver);
      const type = path.type.kind === 'object' ? path.type.name : 'T';
      error(context, node, `\`${path.field}\` of ${path.object} can change while the lock is held: take it into a variable first, \`${type} x = …;\``);
      return false;
    }
    default:
      error(context, node, `\`${textOf(context, node)}\` is not a path of fields: take the object into a variable first`);
      return false;
  }
}
