// JavaScript for one layout of the packed words: it unpacks a state and packs what an event has changed, without a loop and
// without a look at what stayed the same. `packing.ts` is the same by hand; a test compares the two.
// Invariant: the code is for the bits that the slots have when it is made. A value that has no number is refused, and then the
// search goes on by hand; if its new number fits into the bits that are there, the code is still good.
import type { State } from '../compiler/program';
import { mix } from '../machine/mix';
import type { Encode } from './coder';
import type { Column, Piece } from './column';
import { maskOf } from './column';
import { hashText } from './hash';
import type { Packing } from './packing';
import type { Successors } from './successors';
import type { Watcher } from './watchers';

export class PackedCode {
  /** The state that is worked on. */
  readonly state: State;
  /** Its words. */
  readonly #base: Int32Array;
  /** Reads packed words into a state that was unpacked by this code before, or is a copy of `state`. */
  readonly unpack: (into: State, words: Int32Array, at: number) => void;
  /** The watchers, a bit each, that may tell two states apart. */
  readonly affected: (words: Int32Array, at: number, others: Int32Array, otherAt: number) => number;
  readonly #encoders = new Map<string, Encode>();

  /** `template`: any state; it gives the slots their values that never had others. */
  constructor(private readonly packing: Packing, private readonly successors: Successors, watchers: readonly Watcher[], template: State) {
    this.state = template.slice();
    this.#base = new Int32Array(packing.words);
    this.unpack = this.#compile(['S', 'W', 'o'], unpackText(packing)) as typeof this.unpack;
    this.affected = this.#compile(['A', 'a', 'B', 'b'], affectedText(packing, watchers)) as typeof this.affected;
  }

  /** Makes the packed state the one that is worked on. */
  load(words: Int32Array, at: number): void {
    for (let word = 0; word < this.#base.length; word++) this.#base[word] = words[at + word]!;
    this.unpack(this.state, words, at);
  }

  /** For an event that writes these slots at most. */
  encoder(writes: readonly number[]): Encode {
    const key = writes.join();
    let encode = this.#encoders.get(key);
    if (!encode) {
      const { hashes, words } = this.successors;
      const make = this.#compile(['S', 'B', 'Q', 'H', 'mix'], `return function encode(i){${encodeText(this.packing, writes)}};`);
      this.#encoders.set(key, (encode = make(this.state, this.#base, words, hashes, mix) as Encode));
    }
    return encode;
  }

  /** Text to a function with these parameters. `T`, `V`, `C` are tables of numbers by value, of values by number, columns. */
  #compile(params: readonly string[], text: string): (...args: unknown[]) => unknown {
    const { columns } = this.packing;
    return new Function('T', 'V', 'C', `"use strict";return function generated(${params.join(',')}){${text}}`)(
      columns.map(({ table }) => table), columns.map(({ values }) => values), columns,
    ) as (...args: unknown[]) => unknown;
  }
}

function unpackText({ columns, words }: Packing): string {
  const used = columns.flatMap((column, slot) => (column.bits > 0 ? [`S[${slot}]=${decode(column, slot)};`] : []));
  return `${wordsText('w', words, 'W', 'o')}${used.join('')}`;
}

function encodeText({ columns, words }: Packing, writes: readonly number[]): string {
  const changing = writes.filter((slot) => columns[slot]!.bits > 0);
  const touched = [...new Set(changing.flatMap((slot) => columns[slot]!.pieces.map(({ word }) => word)))];
  const news = touched.map((word) => {
    const mask = changing.reduce((sum, slot) => sum | columns[slot]!.maskIn(word), 0);
    const parts = changing.flatMap((slot) => columns[slot]!.pieces.filter((piece) => piece.word === word).map((piece) => scatter(`c${slot}`, piece)));
    return `const n${word}=w${word}&${~mask}|${parts.join('|')};`;
  });
  const result = Array.from({ length: words }, (_, word) => (touched.includes(word) ? `n${word}` : `w${word}`));
  return [
    wordsText('w', words, 'B', ''),
    'let bad=0;',
    ...writes.map((slot) => encode(columns[slot]!, slot)),
    'if(bad<0)return -1;',
    ...news,
    ...changing.map((slot) => `S[${slot}]=${decode(columns[slot]!, slot)};`),
    `const q=i*${words};`,
    ...result.map((word, index) => `Q[q+${index}]=${word};`),
    `H[i]=${hashText(result)};return 0;`,
  ].join('');
}

/** Declares `c<slot>`, the number of the slot's value; makes `bad` negative if it has none. */
function encode(column: Column, slot: number): string {
  const { values, table, min } = column;
  if (values.length === 1) return `bad|=-(S[${slot}]!==${values[0]});`;
  if (isPlain(column)) return `const c${slot}=S[${slot}];bad|=c${slot}|${values.length - 1}-c${slot};`;
  const number = table ? `T[${slot}][S[${slot}]+${-min}]??-1` : `C[${slot}].codeOf(S[${slot}])`;
  return `const c${slot}=${number};bad|=c${slot};`;
}

function decode(column: Column, slot: number): string {
  const code = column.pieces.map(gather).join('|');
  return isPlain(column) ? code : `V[${slot}][${code}]`;
}

/** Every value is its own number, and there is none left for another value. */
function isPlain({ values, bits }: Column): boolean {
  return values.length === 2 ** bits && values.every((value, code) => value === code);
}

function gather({ word, shift, bits, from }: Piece): string {
  const value = bits === 32 ? `w${word}` : `(w${word}>>>${shift}&${maskOf(bits)})`;
  return from > 0 ? `${value}<<${from}` : value;
}

function scatter(code: string, { shift, bits, from }: Piece): string {
  const value = from > 0 ? `(${code}>>>${from}&${maskOf(bits)})` : bits === 32 ? code : `(${code}&${maskOf(bits)})`;
  return shift > 0 ? `${value}<<${shift}` : value;
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

function wordsText(name: string, words: number, array: string, at: string): string {
  return Array.from({ length: words }, (_, word) => `const ${name}${word}=${array}[${at === '' ? word : `${at}+${word}`}];`).join('');
}
