// A derived field has no state: reading it calls a `pure` function of the object, which no source declares. So whatever knows pure functions (events and their
// footprints, the exporters, the analyses) knows derived fields.
import type { Field, Func, KernelTree, ObjectType } from './tree';

/** The name of the function: no function of a source has a dot in its name. */
export function derivedFunctionName(object: string, field: string): string {
  return `${object}.${field}`;
}

/** The field that a function of that name computes; undefined if it is a function of a source. */
export function derivedFieldOf(name: string): { readonly object: string; readonly field: string } | undefined {
  const dot = name.indexOf('.');
  return dot < 0 ? undefined : { object: name.slice(0, dot), field: name.slice(dot + 1) };
}

/** The kernel with the functions of its derived fields, which come first. */
export function withDerivedFunctions(kernel: KernelTree): KernelTree {
  const derived = [...kernel.objects, ...kernel.extensions].flatMap((object) => object.fields.flatMap((field) => (field.modifier === 'derived' && field.init ? [functionOf(object, field)] : [])));
  return derived.length === 0 ? kernel : { ...kernel, functions: [...derived, ...kernel.functions] };
}

function functionOf({ name: object, source: declared }: Pick<ObjectType, 'name' | 'source'>, { name, type, init, span, source = declared }: Field): Func {
  return {
    name: derivedFunctionName(object, name), kind: 'pure', syscall: false, result: type, gate: {}, source, span,
    variables: [{ name: 'this', type: { kind: 'object', name: object }, final: true }], arity: 1, slices: [],
    body: [{ kind: 'return', value: init!, span }],
  };
}
