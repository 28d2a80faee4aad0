// Views of packed states: what they give numbers to, while slots get more bits and states more words.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packing } from '../../src/explorer/store/packing';
import { Projections } from '../../src/explorer/store/projections';

const SLOTS = 8;
const anyState = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: SLOTS, maxLength: SLOTS });
const anyView = fc.uniqueArray(fc.nat(SLOTS - 1));

/** A packing of some slots, and what packs states with it. */
function packer(together: readonly number[] = []) {
  const first = new Int32Array(SLOTS);
  const packing = new Packing(new Array(SLOTS).fill({ min: 0, max: 99 }), first, together);
  const all = [...first.keys()];
  const pack = (values: readonly number[]): Int32Array => {
    const state = Int32Array.from(values);
    packing.learn(state, all);
    const words = new Int32Array(packing.words);
    packing.repack(state, first, all, words, 0);
    return words;
  };
  return { packing, pack };
}

describe('a view', () => {
  it('gives states the same number exactly when they hold the same in its slots', () => {
    fc.assert(fc.property(fc.array(anyView, { minLength: 1, maxLength: 5 }), fc.array(anyState, { minLength: 1, maxLength: 40 }), fc.nat(99), (views, states, forgotten) => {
      const { packing, pack } = packer([0]);
      const projections = new Projections(packing);
      const known = new Map<string, number>();
      const ids: number[] = [];
      states.forEach((values, index) => {
        // They come one after the other, as do the bits.
        if (index < views.length) ids.push(projections.add(views[index]!));
        const words = pack(values);
        ids.forEach((view, which) => {
          const key = [view, ...views[which]!.map((slot) => values[slot])].join();
          expect(projections.find(view, words, 0)).toBe(known.get(key) ?? -1);
          if (known.has(key)) return;
          expect(projections.number(view, words, 0)).toBe(known.size);
          expect(projections.number(view, words, 0)).toBe(known.size);
          known.set(key, known.size);
          expect(projections.size).toBe(known.size);
        });
        if (index !== forgotten) return;
        projections.clear();
        known.clear();
      });
    }));
  });
});

describe('slots that are packed together', () => {
  it('have all their bits in one word, whatever comes', () => {
    fc.assert(fc.property(anyView, fc.array(anyState, { minLength: 1, maxLength: 40 }), (together, states) => {
      const { packing, pack } = packer(together);
      states.forEach(pack);
      for (const slot of together) expect(packing.columns[slot]!.pieces).toMatchObject([{ bits: 7, from: 0 }]);
    }));
  });
});
