// A workload (the word of ACE and CrashMonkey): processes that call the kernel, and the files that they do it to.
import type { CallSignature } from './signatures';

/** What a call is given. `disk` is an ordinary one, `carrier` the device of the file system. A `variable` is the result of the call of that number in the same process. */
export type Argument =
  | { readonly kind: 'file'; readonly file: number }
  | { readonly kind: 'mount' | 'disk' | 'carrier' }
  | { readonly kind: 'literal'; readonly value: number | boolean }
  /** `range`: the first page and the last; without one the variable as a whole. */
  | { readonly kind: 'variable'; readonly call: number; readonly range?: readonly [first: number, last: number] };

export interface Call {
  readonly signature: CallSignature;
  readonly args: readonly Argument[];
}

/**
 * What one process does: each call after the first uses what an earlier one has given. Calls that have nothing to do with each other are made by processes of their own: one after
 * the other, they would have fewer interleavings, and all of these are among those that they have beside each other.
 */
export type Chain = readonly Call[];

export interface Workload {
  /** How many blocks each file has at the beginning. */
  readonly files: readonly number[];
  readonly chains: readonly Chain[];
}

/** The files that a chain names, ascending. */
export function filesOf(chain: Chain): number[] {
  const named = chain.flatMap(({ args }) => args.flatMap((arg) => (arg.kind === 'file' ? [arg.file] : [])));
  return [...new Set(named)].sort((a, b) => a - b);
}

/** The same with other files: `to[i]` in the place of file `i`. */
export function renameFiles(chain: Chain, to: readonly number[]): Chain {
  return chain.map(({ signature, args }) => ({ signature, args: args.map((arg) => (arg.kind === 'file' ? { ...arg, file: to[arg.file]! } : arg)) }));
}

/** How many pages the mapping has that a call gives: as many as it was told, or as that which it was given. */
export function pagesOf(chain: Chain, call: number): number {
  const { signature, args } = chain[call]!;
  const count = args[signature.parameters.findIndex(({ kind }) => kind === 'count')];
  if (count?.kind === 'literal') return Number(count.value);
  const given = args.find((arg) => arg.kind === 'variable');
  return given ? pagesOf(chain, given.call) : 0;
}
