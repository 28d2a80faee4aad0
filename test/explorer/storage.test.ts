import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacking } from '../../src/explorer/packing';
import { Visited } from '../../src/explorer/visited';

const anyRange = fc.oneof(
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(200)).map(([min, size]) => ({ min, max: min + size })),
  fc.constantFrom({ min: -(2 ** 31), max: 2 ** 31 - 1 }, { min: 0, max: 2 ** 31 - 1 }, { min: 7, max: 7 }, { min: -1, max: 0 }),
);

describe('packed states', () => {
  it('unpack to what was packed', () => {
    const anyState = fc.array(anyRange.chain((range) => fc.integer(range).map((value) => ({ ...range, value }))));
    fc.assert(fc.property(anyState, fc.nat(3), (slots, offset) => {
      const packing = createPacking(slots);
      const state = Int32Array.from(slots, ({ value }) => value);
      const packed = new Int32Array(packing.words);
      packing.pack(state, packed);
      const arena = new Int32Array(offset + packing.words);
      arena.set(packed, offset);
      const back = new Int32Array(slots.length).fill(99);
      packing.unpack(arena, offset, back);
      expect(back).toEqual(state);
    }));
  });

  it('are small', () => {
    const bits = (count: number, max: number) => new Array(count).fill({ min: 0, max });
    expect(createPacking(bits(32, 1)).words).toBe(1);
    expect(createPacking([...bits(8, 7), ...bits(9, 1)]).words).toBe(2);
    expect(createPacking(bits(100, 0)).words).toBe(1);
  });
});

describe('the visited set', () => {
  it('keeps every state once, and the way to it', () => {
    const anyWords = fc.array(fc.tuple(fc.nat(30), fc.integer(), fc.nat(2)), { maxLength: 300 });
    fc.assert(fc.property(anyWords, (rows) => {
      const visited = new Visited(3);
      const known = new Map<string, number>();
      for (const row of rows) {
        const number = visited.add(Int32Array.from(row), known.size - 1, known.size === 0 ? -1 : known.size);
        if (known.has(String(row))) expect(number).toBe(-1);
        else {
          expect(number).toBe(known.size);
          known.set(String(row), number);
        }
      }
      expect(visited.size).toBe(known.size);
      for (const [row, number] of known) {
        const { words, offset } = visited.at(number);
        expect(String([...words.subarray(offset, offset + 3)])).toBe(row);
        expect(visited.pathTo(number)).toEqual(Array.from({ length: number }, (_, index) => index + 1));
      }
    }));
  });

  it('grows', () => {
    const visited = new Visited(1);
    const add = (value: number): number => visited.add(Int32Array.of(value), 0, 0);
    const values = Array.from({ length: 200_000 }, (_, value) => value);
    expect(values.every((value) => add(value) === value)).toBe(true);
    expect(values.every((value) => add(value) === -1)).toBe(true);
    expect(visited.bytes).toBeGreaterThan(200_000 * 20);
  });
});
