// Patience sorting (Fredman, "On computing the length of longest increasing subsequences", 1975).

/** The indices of a longest strictly increasing subsequence. */
export function longestIncreasing(values: readonly number[]): number[] {
  /** By length of a subsequence: the index of the least value that one can end with. */
  const ends: number[] = [];
  const before: number[] = [];
  values.forEach((value, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const found: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) found.push(index);
  return found.reverse();
}
