// The functions that generated code calls, and how its text becomes functions.
import { LruMap } from '../../language/lru-map';
import type { Site } from '../ir';
import type { VersionSet } from '../version-set';
import { ModelError, ModelLimit, type EventCode, type State } from '../program';
import type { Formatter } from './format';
import type { Reset } from './new-and-free';
import { joinWords, members, storeWords } from '../set-words';

/** Nine versions of all examples have 17,000 different functions; with these, such a process holds some 75 MiB in all. */
const MOST_COMPILED = 10_000;

/** The functions of one program. */
export interface GeneratedCode {
  /** Each brings a task to its first location. */
  readonly starts: readonly EventCode['step'][];
  /** By task and program counter. */
  readonly events: readonly (readonly EventCode[])[];
  /** The text of the invariant's failure, or undefined if it holds. */
  readonly invariants: readonly ((state: State) => string | undefined)[];
  /** Executes `boot`; the text of an assertion that fails, or undefined. */
  readonly boot: (state: State) => string | undefined;
  /** Compiles one more function: `function(S){…}`. The pure functions that the generator has printed calls of are compiled, too. */
  readonly lazy: (text: string) => (...args: unknown[]) => never;
}

/** A `const` field or `own` children of the objects of one type: as many entries for each id, from 0 (null) on. */
export type Table = readonly (number | undefined)[];

/** What generated code of one program refers to by number or name. What it comes to refer to later may be added later. */
export interface RuntimeContext {
  readonly sites: ReadonlyMap<number, Site>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly pures: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** The values of the coverage counters, by number. */
  readonly hits: number[];
  readonly format: Formatter;
  /** Whether the version of a state is one of these; nothing asks in the program of one version. */
  readonly isAmong: (state: State, versions: VersionSet) => boolean;
  readonly reset: Reset;
  readonly resets: readonly string[];
}

/** Turns the text of a function into a function of one program. The names defined here are those that `Generator` writes. */
export function evaluator(context: RuntimeContext): (text: string) => unknown {
  const fail = (message: string, site: number): never => {
    const { source, span } = context.sites.get(site) ?? { source: '', span: [0, 0, 0, 0] as const };
    throw new ModelError(message, source, span);
  };
  const N = (id: number, site: number): number => (id === 0 ? fail('null is dereferenced here', site) : id);
  const X = (index: number, length: number, site: number): number =>
    index < 0 || index >= length ? fail(`index ${index} is outside 0 … ${length - 1}`, site) : index;
  const U = (message: string, site: number): never => {
    const { source, span } = context.sites.get(site)!;
    throw new ModelLimit(message, source, span);
  };
  const R = (value: number, min: number, max: number, site: number, name: string): number =>
    value < min || value > max ? U(`${name} holds ${min} … ${max}; ${value} does not fit`, site) : value;
  const E = (value: number | undefined, site: number): number => value ?? fail('null is dereferenced here, or an index is too large', site);
  const L = (lengths: readonly number[], id: number, site: number): number => lengths[N(id, site)] as number;
  const B = (id: number): number => (id === 0 ? 0 : 1 << (id - 1));
  const C = (set: number): number => {
    let count = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) count++;
    return count;
  };
  const M = (set: number, index: number): number => {
    let rest = set;
    for (let skipped = 0; skipped < index; skipped++) rest &= rest - 1;
    if (rest === 0) fail(`there is no alternative ${index} here`, -1);
    return 32 - Math.clz32(rest & -rest);
  };
  const D = (left: number, right: number, operator: string, site: number): number => {
    if (right === 0) fail('division by zero', site);
    return operator === '/' ? Math.trunc(left / right) : left % right;
  };
  const BW = (id: number): bigint => (id === 0 ? 0n : 1n << BigInt(id - 1));
  const CW = (set: bigint): number => members(set).length;
  const MW = (set: bigint, index: number): number => members(set)[index] ?? fail(`there is no alternative ${index} here`, -1);
  const Q = (): never => fail('a loop without events does not end', -1);
  const Z: Record<string, (state: State, id: number, isNew: boolean, site: number) => void> = {};
  for (const object of context.resets) {
    Z[object] = (state, id, isNew, site) => context.reset(object, state, N(id, site), isNew, { fail: (message) => fail(message, site), limit: (message) => U(message, site) });
  }
  return (text) => compiled.get(text, compileText)(N, X, R, U, E, L, B, C, M, D, context.format, context.isAmong, Q, Z, context.tables, context.hits, context.pures, joinWords, storeWords, BW, CW, MW);
}

const NAMES = ['N', 'X', 'R', 'U', 'E', 'L', 'B', 'C', 'M', 'D', 'F', 'T', 'Q', 'Z', 'K', 'H', 'P', 'W', 'V', 'BW', 'CW', 'MW'];

/** Makes the function of a text for one program, from what the names stand for there. */
type Maker = (...values: unknown[]) => unknown;

function compileText(text: string): Maker {
  // In parentheses V8 compiles it at once, instead of reading it twice.
  return new Function(...NAMES, `"use strict";return(${text});`) as Maker;
}

/** What was compiled last, by its text: most of a program is as it was before an edit of the scenario, and on other kernel versions. */
const compiled = new LruMap<string, Maker>(MOST_COMPILED);
