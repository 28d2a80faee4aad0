// States as few bits as their slots' ranges need: the visited set holds millions of them.
// Invariant: `unpack` after `pack` gives the same state, provided every slot is within its range.
import type { Slot, State } from '../compiler/program';

export interface Packing {
  /** 32-bit words a state takes. */
  readonly words: number;
  pack(state: State, into: Int32Array): void;
  /** Reads the packed state that begins at `offset`. */
  unpack(from: Int32Array, offset: number, into: State): void;
}

interface Place {
  readonly slot: number;
  readonly min: number;
  readonly bits: number;
  readonly word: number;
  readonly shift: number;
}

/** A layout in which no slot crosses a word, and straight-line code for it. */
export function createPacking(slots: readonly Pick<Slot, 'min' | 'max'>[]): Packing {
  const places = layOut(slots);
  const words = Math.max(1, ...places.map(({ word }) => word + 1));
  const constants = slots.flatMap(({ min, max }, slot) => (min === max ? [`state[${slot}] = ${min};`] : []));

  const packs = Array.from({ length: words }, (_, word) => {
    const terms = places.filter((place) => place.word === word)
      .map(({ slot, min, shift }) => `((state[${slot}] - ${minus(min)}) << ${shift})`);
    return `into[${word}] = ${terms.join(' | ') || '0'};`;
  });
  const unpacks = places.map(({ slot, min, bits, word, shift }) => {
    const value = bits === 32 ? `from[offset + ${word}]` : `(from[offset + ${word}] >>> ${shift} & ${2 ** bits - 1})`;
    return `state[${slot}] = ${value} + ${minus(min)};`;
  });
  return {
    words,
    pack: new Function('state', 'into', packs.join('\n')) as Packing['pack'],
    unpack: new Function('from', 'offset', 'state', [...constants, ...unpacks].join('\n')) as Packing['unpack'],
  };
}

/** First fit, in the order of the slots. */
function layOut(slots: readonly Pick<Slot, 'min' | 'max'>[]): Place[] {
  const free: number[] = [];
  return slots.flatMap(({ min, max }, slot) => {
    if (min === max) return [];
    const bits = Math.ceil(Math.log2(max - min + 1));
    let word = free.findIndex((left) => left >= bits);
    if (word < 0) word = free.push(32) - 1;
    const shift = 32 - free[word]!;
    free[word]! -= bits;
    return [{ slot, min, bits, word, shift }];
  });
}

function minus(value: number): string {
  return value < 0 ? `(${value})` : `${value}`;
}
