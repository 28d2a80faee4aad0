// An exchange of objects, as a permutation of object ids: each of one task's with the one that corresponds to it in another task.
// Invariant: it is its own inverse, and keeps types; children go with their owners.
import type { Type } from '../../language/tree';
import type { ObjectReference } from '../analyses';
import { instanceName } from '../lowering/instance-names';
import type { World } from '../lowering/world';
import { members } from '../set-words';

export class Renaming {
  /** The objects of the first task, in the order in which they were found, and the corresponding ones of the second. */
  readonly mine: ObjectReference[] = [];
  readonly theirs: ObjectReference[] = [];
  readonly #images = new Map<string, Map<number, number>>();

  constructor(private readonly world: World) {}

  /** Exchanges two objects and what they own. Says why that cannot be. */
  exchange(type: string, one: number, other: number): string | undefined {
    const images = this.#imagesOf(type);
    if (images.get(one) === other && images.get(other) === one) return undefined;
    if (one === other || images.has(one) || images.has(other)) return `${this.#name(type, one)} would correspond to two objects`;
    images.set(one, other).set(other, one);
    this.mine.push({ type, id: one });
    this.theirs.push({ type, id: other });
    return this.#exchangeChildren(type, one, other);
  }

  object(type: string, id: number): number {
    return this.#images.get(type)?.get(id) ?? id;
  }

  /** A value of any type, with the objects in it exchanged. */
  value(value: number, type: Type): number {
    if (type.kind === 'object') return this.object(type.name, value);
    if (type.kind !== 'set' || !this.#images.has(type.name)) return value;
    return members(value).reduce((set, id) => set | 1 << (this.object(type.name, id) - 1), 0);
  }

  renames(type: string): boolean {
    return this.#images.has(type);
  }

  #exchangeChildren(type: string, one: number, other: number): string | undefined {
    const [mine, theirs] = [this.world.instance(type, one), this.world.instance(type, other)];
    for (const [field, ids] of mine?.children ?? []) {
      const childType = this.world.field(type, field).type as { name: string };
      const images = theirs?.children.get(field) ?? [];
      if (images.length !== ids.length) return `${this.#name(type, one)} and ${this.#name(type, other)} own different numbers of ${field}`;
      for (const [at, id] of ids.entries()) {
        const conflict = this.exchange(childType.name, id, images[at]!);
        if (conflict) return conflict;
      }
    }
    return undefined;
  }

  #imagesOf(type: string): Map<number, number> {
    const known = this.#images.get(type);
    if (known) return known;
    const images = new Map<number, number>();
    this.#images.set(type, images);
    return images;
  }

  #name(type: string, id: number): string {
    const instance = this.world.instance(type, id);
    return instance ? instanceName(this.world, instance) : `${type} ${id}`;
  }
}
