// A state, and what its numbers mean: slots, and the objects whose fields they are.
import type { Span, Type } from '../language/tree';

/** One number per slot; `program.slots[i]` says what it means. Two states are equal exactly when their arrays are. */
export type State = Int32Array;

/** What one number of a state is: a field of an object, a program counter or a local of a task, or the failed assertion. */
export interface Slot {
  /** `page 1.refcount`, `reader.pc`, `truncator/xfs_break_layouts.retry`. */
  readonly path: string;
  readonly type: Type;
  /** No event leaves a value outside min … max. */
  readonly min: number;
  readonly max: number;
  /** For a field of an object. */
  readonly field?: { readonly type: string; readonly id: number; readonly name: string };
  /** For a `history` field, which is there for properties alone: see `isTold`. */
  readonly isHistory?: true;
  /** For a program counter or a local: the index of the task. */
  readonly task?: number;
}

/**
 * Whether a slot is a field of which texts and pictures of an execution speak. A `history` field is no part of what happens: it only remembers
 * for properties, so it is shown to those who ask for it by its name.
 */
export function isTold({ field, isHistory }: Slot): boolean {
  return field !== undefined && !isHistory;
}

/** All instances of one object type. Ids are 1 … instances.length; 0 is null. */
export interface ObjectPool {
  readonly name: string;
  readonly doc?: string;
  readonly source: string;
  readonly span: Span;
  readonly instances: readonly ObjectInstance[];
}

/** One object; `fields` has the order of the declaration. */
export interface ObjectInstance {
  readonly id: number;
  readonly name: string;
  /** The object that it is an `own` child of. */
  readonly owner?: { readonly type: string; readonly id: number };
  /** The slot that is 1 while the object is in use and 0 otherwise, if `new` makes objects of its type; all others always are. */
  readonly inUseSlot?: number;
  readonly fields: readonly InstanceField[];
}

/** A field of an object. Arrays have their elements in order; a field that is none has one element. */
export type InstanceField =
  /** One value of the state, or several for an array. */
  | { readonly kind: 'state'; readonly name: string; readonly type: Type; readonly slots: readonly number[]; readonly array: boolean; readonly isHistory?: true }
  | { readonly kind: 'const'; readonly name: string; readonly type: Type; readonly values: readonly number[]; readonly array: boolean }
  /** Children: ids in the pool of `type.name`. */
  | { readonly kind: 'own'; readonly name: string; readonly type: Type; readonly values: readonly number[]; readonly array: boolean }
  /** One value that is no part of the state: the state says what it is. */
  | DerivedField;

/** A field that is computed from others. */
export interface DerivedField {
  readonly kind: 'derived';
  readonly name: string;
  readonly type: Type;
  readonly array: false;
  /** What it is computed from, as the source writes it: `owners_of(this)`. */
  readonly formula: string;
  /** The slots on which the value depends, at most. */
  reads(): readonly number[];
  /** The value: a BigInt of a set of many objects (set-words.ts), a number otherwise. Throws a ModelError. */
  read(state: State): number | bigint;
}
