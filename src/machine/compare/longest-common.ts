// Myers, "An O(ND) difference algorithm and its variations" (1986), in linear memory.
import { diff } from 'fast-myers-diff';

/** A longest common subsequence, as pairs of indices in ascending order. */
export function longestCommon(xs: readonly string[], ys: readonly string[]): [x: number, y: number][] {
  // What the other one does not have cannot be paired. Without it two sequences that have little in common are compared as quickly as others.
  const [here, there] = [indicesOf(xs, new Set(ys)), indicesOf(ys, new Set(xs))];
  const pairs: [number, number][] = [];
  let [x, y] = [0, 0];
  const pairUntil = (end: number): void => { while (x < end) pairs.push([here[x++]!, there[y++]!]); };
  // (`lcs` of the package gives the first difference for a common part.)
  for (const [begin, end, , otherEnd] of diff(here, there, (i, j) => xs[here[i]!] === ys[there[j]!])) {
    pairUntil(begin);
    [x, y] = [end, otherEnd];
  }
  pairUntil(here.length);
  return pairs;
}

function indicesOf(values: readonly string[], wanted: ReadonlySet<string>): number[] {
  return [...values.keys()].filter((index) => wanted.has(values[index]!));
}
