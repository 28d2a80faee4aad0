// The states that a search for livelocks walks over, wherever they are stored.
import { hashOf } from '../rows/row-hash';
import type { Search } from '../search/search';
import type { PackedProgram } from '../store/packed-program';

/** States as nodes 0 … size - 1. */
export interface StateSpace {
  /** It is about the program whose edges are meant. */
  readonly packed: PackedProgram;
  readonly size: number;
  /** Words that a state takes. */
  readonly width: number;
  /** The nodes with an edge from one that is not earlier than themselves, some more than once. Every cycle has one. */
  readonly retreats: readonly number[];
  /** The array that holds the words of a node, which begin at `offset`. */
  words(node: number): Int32Array;
  offset(node: number): number;
  /** The node with these words; -1 if there is none that matters. */
  find(words: Int32Array): number;
  /** Says which of two nodes was discovered first. */
  numberOf(node: number): number;
  /** Packed choices that lead from the first state to the one with this number. */
  pathTo(number: number): readonly number[];
}

/** All states of a search that has left nothing out. */
export function statesOf({ packed, visited, retreats }: Search): StateSpace {
  return {
    packed, retreats, size: visited.size, width: visited.width,
    words: (node) => visited.words(node), offset: (node) => visited.offset(node), find: (words) => visited.find(words, 0, hashOf(words, 0, words.length)),
    numberOf: (node) => node, pathTo: (number) => visited.pathTo(number),
  };
}
