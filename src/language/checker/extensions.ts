// `extend object inode { … }`: fields that an overlay, a scenario or another file of the kernel adds to a type of objects.
import type { FieldDecl, ExtendDecl } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Field, Lock, ObjectExtension, ObjectType } from '../tree';
import type { Context } from './context';
import { docOf, error, spanOf, useSymbol } from './context';
import { isStateless } from './lock-declarations';
import { objectSymbol } from './names';
import { checkFieldsOf, readAllFields, readLocks } from './objects';
import { checkGate } from './routines';

/** The fields, without their values. Undefined after an error. */
export function readExtension(context: Context, node: ExtendDecl): ObjectExtension | undefined {
  if (!node.name) return undefined;
  const { names } = context;
  const object = names.objects.get(node.name);
  if (!object) return error(context, node, `unknown object type \`${node.name}\`${suggestion(node.name, names.objects.keys())}`, 'name');
  useSymbol(context, node, 'name', objectSymbol(object));
  const gate = checkGate(context, node.gate);
  const fields = readAllFields(context, node).filter((field) => isNew(context, node, object, field));
  if (isStateless(object) && fields.length > 0) {
    return error(context, node, `\`${object.name}\` has nothing but spinlocks, so the kernel has no such objects; extend the type in which it lives`, 'name');
  }
  const isLock = ({ modifier, type }: Field): boolean => modifier === 'own' && type.kind === 'object' && isStateless(names.objects.get(type.name));
  const locks = [
    ...readLocks(context, node).filter((lock) => isNew(context, node, object, lock)),
    ...fields.filter(isLock).map(({ name, type, span, doc }): Lock => ({ name, type: type as Lock['type'], source: context.file.name, span, ...(doc ? { doc } : {}) })),
  ];
  const doc = docOf(context, node);
  const isGated = gate.since !== undefined || gate.until !== undefined;
  return {
    name: object.name, source: context.file.name, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}), locks,
    fields: fields.filter((field) => !isLock(field)).map((field): Field => ({ ...field, source: context.file.name, ...(isGated ? { gate } : {}) })),
  };
}

/** The same with sizes and values, which may use everything that is declared. */
export function checkExtension(context: Context, node: ExtendDecl, extension: ObjectExtension): ObjectExtension {
  const object = context.names.objects.get(extension.name);
  return object ? { ...extension, fields: checkFieldsOf(context, node, object, extension.fields) } : extension;
}

/** Whether the object has nothing of that name yet; both places are named if it has. */
function isNew(context: Context, node: ExtendDecl, object: ObjectType, { name, span }: Field | Lock): boolean {
  const before = object.fields.find((field) => field.name === name) ?? object.locks?.find((lock) => lock.name === name);
  if (!before) return true;
  const written: FieldDecl | undefined = node.fields.find((field) => spanOf(context, field, 'name').join() === span.join());
  error(context, written ?? node, `${object.name} already has a field \`${name}\`, in ${before.source ?? object.source}:${before.span[0] + 1}`, 'name');
  return false;
}
