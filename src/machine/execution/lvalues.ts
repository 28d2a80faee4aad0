// What of a state can be changed by hand: the fields of objects, and the variables of frames that still matter.
import type { Program, State } from '../../compiler/program';
import type { Type } from '../../language/tree';

/** A field or variable of one state, to which a value can be given. */
export interface Lvalue {
  /** `victim.i_size`; of a variable `reader/pinned`. No two lvalues of a state have the same. */
  readonly path: string;
  /** The index in the state. */
  readonly slot: number;
  readonly type: Type;
  /** Inclusive, as `max`: what both the type and the slot can hold. */
  readonly min: number;
  readonly max: number;
  /** The object that it is a field of. */
  readonly owner?: { readonly type: string; readonly id: number };
}

/** Every lvalue of a state, also those in objects that are not in use. */
export function lvaluesOf(program: Program, state: State): readonly Lvalue[] {
  const fields = program.types.flatMap(({ name, instances }) => instances.flatMap((instance) => instance.fields.flatMap((field): Lvalue[] =>
    (field.kind !== 'state' ? [] : field.slots.map((slot) =>
      ({ ...lvalueAt(program, slot, program.slots[slot]!.path, program.slots[slot]!.type), owner: { type: name, id: instance.id } }))))));
  const lvalues = [...fields, ...program.tasks.flatMap(({ index }) => variables(program, state, index))];
  const paths = distinct(lvalues.map(({ path }) => path));
  return lvalues.map((lvalue, index) => ({ ...lvalue, path: paths[index]! }));
}

/** The one in a slot; undefined if what is there cannot be set, such as a program counter. */
export function findLvalue(program: Program, state: State, slot: number): Lvalue | undefined {
  return lvaluesOf(program, state).find((lvalue) => lvalue.slot === slot);
}

/** Innermost frame first. A slot is shared by variables that are never needed at the same time, so only one of them is here. */
function variables(program: Program, state: State, task: number): readonly Lvalue[] {
  const found = new Map<number, Lvalue>();
  for (const { name, type, slot, read } of program.location(state, task).frames.flatMap((frame) => frame.variables)) {
    if (slot === undefined || found.has(slot) || read(state) === undefined) continue;
    found.set(slot, lvalueAt(program, slot, `${program.tasks[task]!.name}/${name}`, type));
  }
  return [...found.values()];
}

function lvalueAt(program: Program, slot: number, path: string, type: Type): Lvalue {
  const [min, max] = rangeOf(program, slot, type);
  return { path, slot, type, min, max };
}

/** Of numbers, what both the type and the slot can hold; a slot that variables share holds more than each of them. */
function rangeOf(program: Program, slot: number, type: Type): readonly [number, number] {
  const { min, max } = program.slots[slot]!;
  switch (type.kind) {
    case 'int': return [Math.max(min, type.min), Math.min(max, type.max)];
    case 'enum': return [0, program.enums.get(type.name)!.length - 1];
    case 'object': return [0, namesOf(program, type.name).length];
    case 'set': return [min, max];
    default: return [0, 1];
  }
}

/** The names of all objects of a type, by id from 1 on. */
export function namesOf(program: Program, type: string): readonly string[] {
  return distinct(program.types.find(({ name }) => name === type)?.instances.map(({ name }) => name) ?? []);
}

export function nameOf(program: Program, type: string, id: number): string {
  return namesOf(program, type)[id - 1] ?? String(id);
}

/** `a`, `b`, `a#2`: what has the same name as one before is numbered. */
function distinct(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}
