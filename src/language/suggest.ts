/** A longer list helps nobody. */
const MOST_LISTED = 10;

/** The candidate that a mistyped word most likely meant, if any is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `; did you mean \`refcount\`?`, or, when nothing is near, `; there are: a, b, c`. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const all = [...new Set(candidates)];
  const near = nearest(word, all);
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  if (all.length === 0 || all.length > MOST_LISTED) return '';
  return all.length === 1 ? `; there is only \`${all[0]}\`` : `; there are: ${list(all)}`;
}

/** `a, b, c and 4 more`. */
export function list(names: readonly string[], most = 8): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}

/** Damerau–Levenshtein distance (neighbours swapped count one), or a number above `limit`. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, before[column - 2]! + 1);
      }
      current.push(cost);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}
