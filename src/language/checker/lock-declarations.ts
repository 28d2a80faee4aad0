import type { FieldDecl, TypeRef } from '../generated/ast';
import type { Field, Lock, ObjectType } from '../tree';
import type { Context } from './context';
import { docOf, error, spanOf } from './context';

/** The type of a spinlock: built in, and without state, since nobody ever sees one held. */
export const SPINLOCK: Lock['type'] = { kind: 'object', name: 'spinlock_t' };

export const NO_ARRAY_OF_LOCKS = 'a spinlock is never seen held, so one is as good as an array of them';

/** Why a lock is no value. */
export function onlyUnder(name: string): string {
  return `\`${name}\` is a spinlock and has no state: only \`under\` can name it`;
}

export function isSpinlock(node: TypeRef | undefined): boolean {
  return node?.name === SPINLOCK.name;
}

/** `own spinlock_t xa_lock;` */
export function readLock(context: Context, node: FieldDecl): Lock | undefined {
  if (node.modifier !== 'own') {
    return error(context, node, `a spinlock lives inside what it protects: \`own ${SPINLOCK.name} ${node.name};\``, 'type');
  }
  if (node.size) error(context, node, NO_ARRAY_OF_LOCKS, 'size');
  if (node.lock) error(context, node, 'a spinlock needs no other lock', 'lock');
  const doc = docOf(context, node);
  return { name: node.name, type: SPINLOCK, source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}) };
}

/** Whether objects of a type have spinlocks and nothing else: there is no need to have any in a program. */
export function isStateless(object: ObjectType | undefined): boolean {
  return object !== undefined && object.fields.length === 0 && (object.locks?.length ?? 0) > 0 && object.declares === undefined;
}

/** The types, with the `own` children that are nothing but locks among the locks. */
export function withoutStateless(objects: readonly ObjectType[]): ObjectType[] {
  const stateless = new Set(objects.filter(isStateless).map(({ name }) => name));
  const isLock = ({ modifier, type }: Field): boolean => modifier === 'own' && type.kind === 'object' && stateless.has(type.name);
  let changed = false;
  const result = objects.map((object) => {
    if (!object.fields.some(isLock)) return object;
    changed = true;
    const locks = object.fields.filter(isLock).map(({ name, type, span, doc }): Lock =>
      ({ name, type: type as Lock['type'], source: object.source, span, ...(doc ? { doc } : {}) }));
    return { ...object, fields: object.fields.filter((field) => !isLock(field)), locks: [...object.locks ?? [], ...locks] };
  });
  return changed ? withoutStateless(result) : result;
}
