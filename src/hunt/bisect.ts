// Which change of Linux turns the verdict of a scenario: between two versions of which one has the fault and the other has not, first the versions are halved, as `git bisect` does with commits,
// and then each change between the two neighbours that are left is taken back alone, and brought alone.
import type { Change } from '../language/changes';
import type { Version } from '../language/tree';

/** A change alone is taken back on the newer version, or brought to the older one. */
export type Direction = 'without' | 'with';

/** What a search says about one fault. `undecided`: it hit a bound, or cannot be compiled. */
export type Answer = 'has' | 'has not' | 'undecided';

export interface Neighbours {
  readonly older: Version;
  readonly newer: Version;
  /** Versions between the two of which nothing is known. */
  readonly skipped: readonly Version[];
}

/** Changes that turn the verdict if they, and nothing else, are taken back on the newer version, or brought to the older one; or both. */
export interface Turn {
  readonly changes: readonly Change[];
  readonly directions: readonly Direction[];
}

export interface Turns {
  /** Those with the fewest changes; none if no such set was found. */
  readonly turns: readonly Turn[];
  /** How many sets were tried. */
  readonly tried: number;
  /** Up to so many changes together. */
  readonly size: number;
  /** Every set up to that size was tried, and decided where it can be compiled. */
  readonly isComplete: boolean;
}

/** Most changes that are tried together. */
const MOST_TOGETHER = 3;

/** Two versions next to each other, the one with the answer of `older`, the other with another one. `versions`: ascending, the ends are the first and the last. */
export function neighboursBetween(versions: readonly Version[], ask: (version: Version) => Answer): Neighbours {
  const answer = ask(versions[0]!);
  const skipped = new Set<Version>();
  let between = [...versions];
  for (;;) {
    const inner = between.slice(1, -1).filter((version) => !skipped.has(version));
    const middle = inner[Math.floor(inner.length / 2)];
    if (middle === undefined) return { older: between[0]!, newer: between.at(-1)!, skipped: between.slice(1, -1) };
    const found = ask(middle);
    if (found === 'undecided') skipped.add(middle);
    else if (found === answer) between = between.slice(between.indexOf(middle));
    else between = between.slice(0, between.indexOf(middle) + 1);
  }
}

/** `turns`: whether these changes alone turn the verdict; undefined where that is open. `cannot` if the kernel lacks what they build on, or others build on them. */
export function* turnsBetween(
  changes: readonly Change[], turns: (changes: readonly Change[], direction: Direction) => boolean | 'cannot' | undefined, mostTried: number,
): Generator<readonly Change[], Turns, void> {
  let tried = 0;
  let isComplete = true;
  for (let size = 1; size <= Math.min(MOST_TOGETHER, changes.length); size += 1) {
    const found: Turn[] = [];
    for (const set of setsOf(changes, size)) {
      if (tried === mostTried) return { turns: found, tried, size, isComplete: false };
      tried += 1;
      yield set;
      const answers = (['without', 'with'] as const).map((direction) => ({ direction, answer: turns(set, direction) }));
      if (answers.some(({ answer }) => answer === undefined)) isComplete = false;
      const directions = answers.flatMap(({ direction, answer }) => (answer === true ? [direction] : []));
      if (directions.length > 0) found.push({ changes: set, directions });
    }
    if (found.length > 0) return { turns: found, tried, size, isComplete };
  }
  return { turns: [], tried, size: Math.min(MOST_TOGETHER, changes.length), isComplete };
}

/** All sets of so many, in the order of the list. */
function* setsOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) return void (yield []);
  for (const [index, first] of all.entries()) {
    for (const rest of setsOf(all.slice(index + 1), size - 1)) yield [first, ...rest];
  }
}
