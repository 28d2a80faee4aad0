// What the slots that tasks share can hold, and the grain at which events touch them: a cell is a slot, or, where the slot
// is a set, whether one object is in it; a set of several slots is a cell for each.
import { typeInterval } from '../lowering/fold';
import type { Type } from '../../language/tree';
import type { FieldValue } from '../ir';
import type { Parts } from '../codegen/parts';
import { isWide } from '../set-words';
import { MOST, numbers, union, within, type ValueSet } from './value-sets';

export class Memory {
  /** How many slots are shared; those of the tasks follow. */
  readonly size: number;
  readonly #sets: ValueSet[];
  #known: ReadonlyMap<number, ValueSet> | undefined;
  readonly #cells: number[] = [];
  readonly cells: number;
  /** The slots whose sets have been asked for. */
  asked = new Set<number>();

  /** `grown`: is told about each slot that can hold more than before. */
  constructor(readonly parts: Parts, initial: Int32Array, private readonly grown: (slot: number) => void) {
    const { slots, pcs } = parts.layout;
    this.size = pcs[0] ?? slots.length;
    this.#sets = [...initial.subarray(0, this.size)].map((value) => [value]);
    let cells = 0;
    for (let slot = 0; slot < this.size; slot++) {
      this.#cells.push(cells);
      cells += this.#members(slot) || 1;
    }
    this.cells = cells;
    this.#cells.push(cells);
  }

  at(slot: number): ValueSet {
    this.asked.add(slot);
    return this.#known?.get(slot) ?? this.#sets[slot]!;
  }

  /** The slot can hold these values, too. */
  add(slot: number, values: ValueSet): void {
    const before = this.#sets[slot]!;
    const after = union(before, values);
    if (after === before) return;
    this.#sets[slot] = after;
    this.grown(slot);
  }

  /** While `action` runs these slots hold this. */
  with<T>(slots: ReadonlyMap<number, ValueSet>, action: () => T): T {
    this.#known = slots;
    try {
      return action();
    } finally {
      this.#known = undefined;
    }
  }

  /** The slots that the field of one of these objects can be. */
  slots({ object, field }: FieldValue, ids: ValueSet, index: ValueSet): number[] {
    const pool = this.parts.layout.pools.get(object);
    const extent = pool?.fields.get(field);
    if (!pool || !extent) return [];
    const indices = index === 'any' ? Array.from({ length: extent.length }, (_, at) => at) : index.filter((at) => at >= 0 && at < extent.length);
    return numbers(ids, this.pool(object)).flatMap((id) => indices.flatMap((at) => Array.from({ length: extent.words }, (_, word) => pool.base + (id - 1) * pool.stride + extent.offset + at * extent.words + word)));
  }

  /** Is it a set of several slots? All that is known of one is whether it is empty. */
  isWide(type: Type): boolean {
    return isWide(type, this.parts.world);
  }

  /** How many objects of the type there are. */
  pool(object: string): number {
    return this.parts.world.pool(object).length;
  }

  /** All cells of a slot, or those of these members of a set. */
  cellsOf(slot: number, members: ValueSet = 'any'): number[] {
    const first = this.#cells[slot]!;
    const count = this.#members(slot);
    return count === 0 ? [first] : numbers(members, count).map((id) => first + id - 1);
  }

  #members(slot: number): number {
    const { type } = this.parts.layout.slots[slot]!;
    return type.kind === 'set' && type.first === undefined ? this.pool(type.name) : 0;
  }
}

/** What of these can be stored where only values of the type may be. */
export function fitting(values: ValueSet, type: Type): ValueSet {
  const [min, max] = typeInterval(type);
  return within(values, min, max);
}

/** All that can be stored where only values of the type may be. */
export function range(type: Type): ValueSet {
  const [min, max] = typeInterval(type);
  return max - min < MOST ? Array.from({ length: max - min + 1 }, (_, index) => min + index) : 'any';
}
