/** Items by key, each kept once and numbered from 0: what many events have in common costs each of them one number. */
export class Interner<Item> {
  readonly #items: Item[] = [];
  readonly #numbers = new Map<string | number, number>();

  /** The number of the item with this key, which is made if there is none. */
  intern(key: string | number, make: () => Item): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#items.push(make()) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  at(number: number): Item {
    return this.#items[number]!;
  }
}
