// Whether two programs can differ in any verdict.
import type { Compiled } from '../../../src/compiler/compile';
import type { LocalSlot, Node } from '../../../src/compiler/ir';
import type { Type } from '../../../src/language/tree';

/** What only people read, where code stands, and who has called whom: what a condition asks of call stacks (`t in f`) is stored by operations. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['site', 'span', 'source', 'message', 'text', 'reason', 'visible', 'activation', 'atomicity', 'waits']);

/** A hash that two programs of one scenario share only if they do the same: state, events, properties. */
export function semanticsOf({ program, parts }: Compiled): string {
  const { world, kernel, tasks, assertions, invariants, boot, pures } = parts;
  const hasher = new Hasher();
  // Locals are called after what their values come from.
  hasher.write(program.slots.map(({ path, type, min, max, field }) => [field ? path : '', type, min, max]));
  hasher.write([...program.initial()]);
  for (const { name } of kernel.objects) {
    for (const each of world.pool(name)) hasher.write([name, each.name, ...[each.constants, each.children, each.sizes, each.initial].map((map) => [...map])]);
  }
  hasher.write([boot, assertions.map(({ name }) => name), invariants.map(({ invariant, ops }) => [invariant.name, ops])]);
  const id = (node: Node | undefined): number | undefined => node?.id;
  for (const { name, graph } of tasks) {
    hasher.write([name, id(graph.entry)]);
    for (const { location, ops, branch, options, next } of graph.nodes) hasher.write([location, ops, branch && [branch.condition, id(branch.then), id(branch.else)], options?.map(id), id(next)]);
  }
  // A set goes on to those that are added to it meanwhile.
  for (const name of hasher.called) hasher.write(pures.get(name));
  return hasher.hash();
}

/** Numbers for words, and for types by their texts; the same in all hashes. */
const words = new Map<unknown, number>();
const types = new WeakMap<Type, number>();

function numberOf(word: unknown): number {
  let number = words.get(word);
  if (number === undefined) words.set(word, number = words.size);
  return number;
}

/** Hashes code: Fowler, Noll and Vo's, twice, to 64 bits. (A text of it would be megabytes.) */
class Hasher {
  readonly called = new Set<string>();
  readonly #numbers = new Map<string, number>();
  #low = 0x811c9dc5;
  #high = 0x01000193;

  write(value: unknown): void {
    if (typeof value !== 'object' || value === null) this.#add(typeof value === 'number' ? value : numberOf(value));
    else if (Array.isArray(value)) {
      this.#add(value.length);
      for (const each of value) this.write(each);
    } else {
      for (const key in value) if (!FOR_PEOPLE.has(key)) this.#member(key, (value as Record<string, unknown>)[key]);
      this.#add(-1);
    }
  }

  #member(key: string, value: unknown): void {
    this.#add(numberOf(key));
    switch (key) {
      // Temporaries and labels are numbered over the whole program.
      case 'temp': return this.#numbered((value as { readonly name: string }).name);
      case 'label': return this.#numbered(value as string);
      case 'slot': {
        const { offset, min, max } = value as LocalSlot;
        return this.write([offset, min, max]);
      }
      case 'type': {
        const type = value as Type;
        let number = types.get(type);
        if (number === undefined) types.set(type, number = numberOf(JSON.stringify(type)));
        return this.#add(number);
      }
      case 'function': this.called.add(value as string);
    }
    this.write(value);
  }

  #numbered(name: string): void {
    if (!this.#numbers.has(name)) this.#numbers.set(name, this.#numbers.size);
    this.#add(this.#numbers.get(name)!);
  }

  #add(number: number): void {
    this.#low = Math.imul(this.#low ^ number, 0x01000193);
    this.#high = Math.imul(this.#high ^ this.#low ^ number, 0x85ebca6b) ^ this.#high >>> 13;
  }

  hash(): string {
    return `${this.#low} ${this.#high}`;
  }
}
