// JavaScript for one layout of the packed words: it unpacks a state without a loop, and only those words that differ from the
// state that was unpacked before. `packing.ts` is the same by hand; a test compares the two.
// Invariant: the code is for the bits that the slots have when it is made.
import type { State } from '../../compiler/program';
import type { Column, Piece } from './column';
import { maskOf } from './column';
import type { PackedTables } from './packed-tables';
import type { Packing } from './packing';
import type { Watcher } from '../watchers';

export class PackedCode {
  /** Changes a state, which is there twice (or is its own double) and packed (`own`), to the one whose words begin at `at`. */
  readonly unpack: (state: State, base: State, own: Int32Array, words: Int32Array, at: number) => void;
  /** The watchers, a bit each, that may tell two states apart. */
  readonly affected: (words: Int32Array, at: number, others: Int32Array, otherAt: number) => number;

  constructor(packing: Packing, tables: PackedTables, watchers: readonly Watcher[]) {
    this.unpack = compile(tables, ['S', 'U', 'B', 'W', 'o'], unpackText(packing, tables)) as typeof this.unpack;
    this.affected = compile(tables, ['A', 'a', 'B', 'b'], affectedText(packing, watchers)) as typeof this.affected;
  }
}

/** Text to a function with these parameters. `V` are the values by number. */
function compile({ values }: PackedTables, params: readonly string[], text: string): unknown {
  return (new Function('V', `"use strict";return function generated(${params.join(',')}){${text}}`) as (values: Int32Array) => unknown)(values);
}

/** The slots of each word, or of each few words together, where that word has changed. */
function unpackText({ columns, words }: Packing, { valuesAt }: PackedTables): string {
  const groups = new Map<string, string[]>();
  columns.forEach((column, slot) => {
    if (column.bits === 0) return;
    const key = column.words.map(({ word }) => `d${word}`).join('|');
    groups.set(key, [...groups.get(key) ?? [], `S[${slot}]=U[${slot}]=${decode(column, valuesAt[slot]!)};`]);
  });
  const each = (text: (word: number) => string): string => Array.from({ length: words }, (_, word) => text(word)).join('');
  return [
    each((word) => `const w${word}=W[o+${word}],d${word}=w${word}^B[${word}];`),
    ...[...groups].map(([changed, slots]) => `if((${changed})!==0){${slots.join('')}}`),
    each((word) => `B[${word}]=w${word};`),
  ].join('');
}

function decode(column: Column, valuesAt: number): string {
  const code = column.pieces.map(gather).join('|');
  return isPlain(column) ? code : `V[(${code})+${valuesAt}]`;
}

/** Every value is its own number, and there is none left for another value. */
function isPlain({ values, bits }: Column): boolean {
  return values.length === 2 ** bits && values.every((value, code) => value === code);
}

function gather({ word, shift, bits, from }: Piece): string {
  const value = bits === 32 ? `w${word}` : `(w${word}>>>${shift}&${maskOf(bits)})`;
  return from > 0 ? `${value}<<${from}` : value;
}

function affectedText({ columns, words }: Packing, watchers: readonly Watcher[]): string {
  const diff = Array.from({ length: words }, (_, word) => `const d${word}=A[a+${word}]^B[b+${word}];`);
  const bits = watchers.map(({ slots }, index) => {
    if (!slots) return String(1 << index);
    const differs = Array.from({ length: words }, (_, word) => [word, slots.reduce((mask, slot) => mask | columns[slot]!.maskIn(word), 0)] as const)
      .flatMap(([word, mask]) => (mask === 0 ? [] : [`d${word}&${mask}`]));
    return differs.length > 0 ? `((${differs.join('|')})!==0?${1 << index}:0)` : '0';
  });
  return `${diff.join('')}return ${bits.join('|') || '0'};`;
}
