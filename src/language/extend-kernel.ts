// A model kernel and what is laid over it: overlays, and what a scenario declares of its own.
// Invariant: of the routines of one name there is at most one for each version, as in a kernel by itself. So nothing that comes
// after knows of overlays: what is replaced has the gate of the versions that are left to it, or is gone.
import type { Gate, KernelTree, ObjectExtension, ObjectType } from './tree';

/** A model kernel with nothing in it. */
export const NO_KERNEL: KernelTree = {
  enums: [], constants: [], functionTypes: [], operations: [], tables: [], objects: [], extensions: [], globals: [], locks: [], functions: [], agents: [], invariants: [], boot: [],
};

/**
 * The kernel with the additions: a function, agent or invariant among them replaces those of its name in the versions of its gate,
 * an extension adds fields to its object, and everything else joins. It does not matter in which order three are put together: (a, b), c is a, (b, c).
 */
export function extendKernel(kernel: KernelTree, additions: KernelTree): KernelTree {
  if (Object.values(additions).every((part: readonly unknown[]) => part.length === 0)) return kernel;
  const { objects, extensions } = extended([...kernel.objects, ...additions.objects], additions.extensions);
  return {
    enums: [...kernel.enums, ...additions.enums],
    constants: [...kernel.constants, ...additions.constants],
    functionTypes: [...kernel.functionTypes, ...additions.functionTypes],
    operations: [...kernel.operations, ...additions.operations],
    tables: [...kernel.tables, ...additions.tables],
    objects,
    extensions: [...kernel.extensions, ...extensions],
    globals: [...kernel.globals, ...additions.globals],
    locks: [...kernel.locks, ...additions.locks],
    functions: replaced(kernel.functions, additions.functions),
    agents: replaced(kernel.agents, additions.agents),
    invariants: replaced(kernel.invariants, additions.invariants),
    boot: [...kernel.boot, ...additions.boot],
  };
}

/** The objects with their further fields, and what extends others. */
function extended(objects: readonly ObjectType[], extensions: readonly ObjectExtension[]): Pick<KernelTree, 'objects' | 'extensions'> {
  if (extensions.length === 0) return { objects, extensions };
  const known = new Set(objects.map(({ name }) => name));
  return {
    objects: objects.map((object) => extensions.filter(({ name }) => name === object.name).reduce(withFields, object)),
    extensions: extensions.filter(({ name }) => !known.has(name)),
  };
}

function withFields(object: ObjectType, { fields, locks }: ObjectExtension): ObjectType {
  const all = [...object.locks ?? [], ...locks];
  return { ...object, fields: [...object.fields, ...fields], ...(all.length > 0 && { locks: all }) };
}

interface Gated {
  readonly name: string;
  readonly gate: Gate;
}

function replaced<T extends Gated>(before: readonly T[], added: readonly T[]): readonly T[] {
  if (added.length === 0) return before;
  const gates = new Map<string, Gate[]>();
  for (const { name, gate } of added) gates.set(name, [...gates.get(name) ?? [], gate]);
  return [...before.flatMap((routine) => without(routine, gates.get(routine.name) ?? [])), ...added];
}

/** What is left of a routine without the versions of the gates: itself, none, or one for each range of versions. */
function without<T extends Gated>(routine: T, gates: readonly Gate[]): readonly T[] {
  return gates.reduce((parts: readonly T[], gate) => parts.flatMap((part) => outside(part, gate)), [routine]);
}

function outside<T extends Gated>(routine: T, gate: Gate): readonly T[] {
  const { since, until } = routine.gate;
  if (!overlap(routine.gate, gate)) return [routine];
  const earlier: Gate = { ...(since !== undefined && { since }), ...(gate.since !== undefined && { until: gate.since }) };
  const later: Gate = { ...(gate.until !== undefined && { since: gate.until }), ...(until !== undefined && { until }) };
  return [
    ...(gate.since !== undefined && gate.since > (since ?? 0) ? [{ ...routine, gate: earlier }] : []),
    ...(gate.until !== undefined && gate.until < (until ?? Infinity) ? [{ ...routine, gate: later }] : []),
  ];
}

/** Whether some version is in both. */
export function overlap(a: Gate, b: Gate): boolean {
  return Math.max(a.since ?? 0, b.since ?? 0) < Math.min(a.until ?? Infinity, b.until ?? Infinity);
}
