// Which objects are in use: those that `new` makes come and go, all others are there from the beginning to the end.
import type { ObjectInstance, Program, State } from '../../compiler/program';

/** Whether an object is in use in a state. */
export function isInUse(state: State, { inUseSlot }: Pick<ObjectInstance, 'inUseSlot'>): boolean {
  return inUseSlot === undefined || state[inUseSlot] !== 0;
}

/** The same of the object with an id from 1 on in the pool of its type. */
export function isIdInUse(program: Program, state: State, type: string, id: number): boolean {
  const object = objectOf(program, type, id);
  return object !== undefined && isInUse(state, object);
}

/** Whether a slot is none of an object's fields, but says that the object is in use. */
export function isInUseSlot(program: Program, slot: number): boolean {
  const { field } = program.slots[slot]!;
  return field !== undefined && objectOf(program, field.type, field.id)?.inUseSlot === slot;
}

function objectOf({ types }: Program, type: string, id: number): ObjectInstance | undefined {
  return types.find(({ name }) => name === type)?.instances[id - 1];
}
