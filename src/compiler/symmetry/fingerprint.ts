// What a piece of code does, as a text in which the objects that it names are left open. Two tasks with one text are alike: they
// differ in nothing but the objects that they name, which correspond one to one. (The instances of one parameterized process in Ip
// and Dill's Murphi are such tasks by declaration.)
import type { Assertion, LocalSlot, Node, Op, TaskGraph, Value } from '../ir';

export type ConstantObject = Extract<Value, { kind: 'const' }>;

export interface Fingerprint {
  readonly text: string;
  /** The objects and sets of objects that are left open, in the order of the text; null is not left open. */
  readonly constants: readonly ConstantObject[];
  /** The numbers of the assertions, in the same order. */
  readonly assertions: readonly number[];
}

/** What only people read: positions in source texts, event texts, names in scope. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['site', 'message', 'name']);

export function fingerprintOfTask({ entry, nodes }: TaskGraph, assertions: readonly Assertion[]): Fingerprint {
  const id = (node: Node | undefined): number | undefined => node?.id;
  return fingerprint({
    entry: entry.id,
    nodes: nodes.map(({ location, ops, branch, options, next }) => ({
      ops,
      // That the task rests there is part of what it does; of the location itself, what decides whether and for whom it waits.
      location: location && { guard: location.guard, members: location.members, holders: location.holders, ended: location.ended, idle: location.idle },
      branch: branch && { condition: branch.condition, then: id(branch.then), else: id(branch.else) },
      options: options?.map(id), next: id(next),
    })),
  }, assertions);
}

export function fingerprintOfOps(ops: readonly Op[], assertions: readonly Assertion[]): Fingerprint {
  return fingerprint(ops, assertions);
}

function fingerprint(code: unknown, assertions: readonly Assertion[]): Fingerprint {
  const constants: ConstantObject[] = [];
  const asserted: number[] = [];
  // Temporaries and labels are numbered over the whole program; here they count from 0 on.
  const numbers = new Map<unknown, number>();
  const number = (name: unknown): number => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  };
  const text = JSON.stringify(code, (key: string, value: unknown) => {
    switch (key) {
      case 'temp': return number((value as { name: string }).name);
      case 'label': return number(value);
      case 'slot': return rangeOf(value as LocalSlot);
      case 'type': return JSON.stringify(value);
      case 'assertion':
        asserted.push(value as number);
        return assertions[value as number]!.name;
    }
    if (FOR_PEOPLE.has(key)) return undefined;
    if (!isNaming(value)) return value;
    constants.push(value);
    return { kind: 'open', type: value.type };
  });
  return { text, constants, assertions: asserted };
}

/** Local slots are the same if they have the same offset and hold the same values, whatever they are called. */
function rangeOf({ offset, min, max }: LocalSlot): string {
  return `${offset}: ${min}..${max}`;
}

function isNaming(value: unknown): value is ConstantObject {
  if (typeof value !== 'object' || value === null || (value as Value).kind !== 'const') return false;
  const { type, value: id } = value as ConstantObject;
  return id !== 0 && (type.kind === 'object' || type.kind === 'set');
}
