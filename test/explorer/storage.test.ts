import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/explorer/rows/row-hash';
import { RowMap } from '../../src/explorer/rows/row-map';
import { ChangedSlots } from '../../src/explorer/store/changed-slots';
import { Packing } from '../../src/explorer/store/packing';
import { Visited } from '../../src/explorer/store/visited';
import { fmix32 } from '../../src/machine/fmix32';

const anyRange = fc.oneof(
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(200)).map(([min, size]) => ({ min, max: min + size })),
  fc.constantFrom({ min: -(2 ** 31), max: 2 ** 31 - 1 }, { min: 0, max: 2 ** 31 - 1 }, { min: 7, max: 7 }, { min: -1, max: 0 }),
);

/** Some slots, and states of them. */
const anyStates = fc.array(anyRange, { minLength: 1, maxLength: 12 }).chain((slots) =>
  fc.array(fc.tuple(...slots.map((range) => fc.integer(range))), { minLength: 1, maxLength: 40 }).map((states) => ({ slots, states })));

describe('packed states', () => {
  it('load as what was packed, also after more values have been seen', () => {
    fc.assert(fc.property(anyStates, fc.nat(3), ({ slots, states }, offset) => {
      const all = [...slots.keys()];
      const first = Int32Array.from(states[0]!);
      const packing = new Packing(slots, first);
      const pack = (values: readonly number[]): Int32Array => {
        const state = Int32Array.from(values);
        packing.learn(state, all);
        const words = new Int32Array(offset + packing.words);
        packing.repack(state, first, all, words, offset);
        return words.subarray(offset);
      };
      const packed = states.map(pack);
      packed.forEach((words, index) => {
        const into = new Int32Array(slots.length).fill(99);
        packing.unpack(Int32Array.from([...new Array<number>(offset).fill(-1), ...words]), offset, words.length, into);
        expect([...into]).toEqual(states[index]);
        expect(withoutZeros(pack([...into]))).toEqual(withoutZeros(words));
      });
      const distinct = (rows: readonly (readonly number[])[]): number => new Set(rows.map(String)).size;
      expect(distinct(packed.map(withoutZeros))).toBe(distinct(states));
    }));
  });

  it('are small', () => {
    const words = (count: number, max: number, values: number): number => {
      const packing = new Packing(new Array(count).fill({ min: 0, max }), new Int32Array(count));
      for (let value = 0; value < values; value++) packing.learn(new Int32Array(count).fill(value), Array.from({ length: count }, (_, slot) => slot));
      return packing.words;
    };
    expect(words(32, 1, 2)).toBe(1);
    expect(words(100, 1000, 1)).toBe(1);
    expect(words(32, 1000, 4)).toBe(2);
    expect(words(8, 5, 6)).toBe(1);
  });

  it('refuse a value outside its range', () => {
    const packing = new Packing([{ min: 0, max: 3 }], new Int32Array(1));
    expect(() => packing.learn(Int32Array.of(4), [0])).toThrow(RangeError);
  });
});

function withoutZeros(words: Int32Array): number[] {
  return [...words.subarray(0, words.findLastIndex((word) => word !== 0) + 1)];
}

describe('the visited set', () => {
  it('keeps every state once, and the way to it, also when states come to have more words', () => {
    const anyWords = fc.array(fc.tuple(fc.nat(30), fc.integer(), fc.nat(2)), { maxLength: 300 });
    fc.assert(fc.property(anyWords, fc.nat(100), fc.nat(100), (rows, second, third) => {
      const visited = new Visited();
      const known = new Map<string, number>();
      rows.forEach((row, index) => {
        const width = index < second ? 1 : index < second + third ? 2 : 3;
        visited.widen(width);
        const words = Int32Array.from(row.slice(0, width));
        const key = String([...words, 0, 0].slice(0, 3));
        const number = visited.add(words, 0, hashOf(words, 0, width), known.size - 1, known.size === 0 ? -1 : known.size);
        if (known.has(key)) expect(number).toBe(known.get(key));
        else {
          expect(number).toBe(known.size);
          known.set(key, number);
        }
      });
      expect(visited.size).toBe(known.size);
      expect(visited.find(Int32Array.of(31, 0, 0), 0, hashOf(Int32Array.of(31, 0, 0), 0, visited.width))).toBe(-1);
      for (const [key, number] of known) {
        const offset = visited.offset(number);
        expect(String([...visited.words(number).subarray(offset, offset + visited.width), 0, 0].slice(0, 3))).toBe(key);
        expect(visited.pathTo(number)).toEqual(Array.from({ length: number }, (_, index) => index + 1));
      }
    }));
  });

  it('grows', () => {
    const visited = new Visited();
    const add = (value: number): number => visited.add(Int32Array.of(value), 0, fmix32(value), 0, 0);
    const values = Array.from({ length: 200_000 }, (_, value) => value);
    expect(values.every((value) => add(value) === value)).toBe(true);
    expect(values.every((value) => add(value) === value)).toBe(true);
    expect(visited.size).toBe(200_000);
    expect(visited.bytes).toBeGreaterThan(200_000 * 20);
  });
});

describe('the hash', () => {
  it('does not see words that are 0', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 9 }), (values) => {
      const words = Int32Array.from([...values, 0, 0]);
      expect(hashOf(words, 0, words.length)).toBe(hashOf(words, 0, values.length));
    }));
  });
});

describe('a map from rows', () => {
  it('gives what was set last, as a plain map does', () => {
    const anyKey = fc.tuple(fc.nat(9), fc.constantFrom(0, -1, 2 ** 31 - 1));
    fc.assert(fc.property(fc.array(fc.tuple(anyKey, fc.nat(99), fc.boolean()), { maxLength: 200 }), (steps) => {
      const map = new RowMap<number>(2);
      const plain = new Map<string, number>();
      for (const [key, value, isSet] of steps) {
        const row = Int32Array.from(key);
        expect(map.get(row)).toBe(plain.get(String(key)));
        if (!isSet) continue;
        expect(map.set(row, value)).toBe(value);
        plain.set(String(key), value);
        expect(map.get(row)).toBe(value);
      }
    }));
  });
});

describe('changed slots', () => {
  it('tell in the first state all that depends on a slot, and then what depends on one that has changed', () => {
    const anyDependencies = fc.array(fc.uniqueArray(fc.nat(4)), { maxLength: 6 });
    const anyState = fc.array(fc.nat(2), { minLength: 5, maxLength: 5 });
    fc.assert(fc.property(anyDependencies, fc.array(anyState, { maxLength: 12 }), (dependencies, states) => {
      const changed = new ChangedSlots(dependencies);
      states.forEach((values, index) => {
        const told: string[] = [];
        changed.update(Int32Array.from(values), (thing, value) => told.push(`${thing} ${value}`));
        const expected = dependencies.flatMap((slots, thing) =>
          slots.filter((slot) => index === 0 || values[slot] !== states[index - 1]![slot]).map((slot) => `${thing} ${values[slot]}`));
        expect(told.sort()).toEqual(expected.sort());
      });
    }));
  });
});
