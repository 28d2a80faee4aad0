/** Plain values by numbers from 1 on: equal ones have the same number. */
export interface Interned<T> {
  numberOf(value: T): number;
  at(number: number): T;
  /** All of them; the first has number 1. */
  readonly values: readonly T[];
}

export function interned<T>(): Interned<T> {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    at: (number) => values[number - 1]!,
    numberOf: (value) => {
      const key = JSON.stringify(value);
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, number = values.push(value));
      return number;
    },
  };
}
