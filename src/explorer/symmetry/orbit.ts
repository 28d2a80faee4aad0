// The part of an orbit that is left when the members are sorted: those with equal keys can still stand in any order, and if they are
// not alike after all, these orders are different states. One of them has to be the representative.
import type { State } from '../../compiler/program';
import type { Exchange } from './exchange';

/** More orders than this are not tried: some states then have several representatives. */
const MOST_ORDERS = 720;

/**
 * Turns the state, whose members are in the order of their keys, into the least of those in which members with equal keys stand
 * in another order. Says whether it has become another one.
 */
export function leastOfOrbit(exchange: Exchange, keys: Int32Array, state: State): boolean {
  const runs = exchange.groups.flatMap((group) => runsOfEqualKeys(group, keys));
  if (runs.reduce((product, { length }) => product * factorial(length), 1) > MOST_ORDERS) return false;
  const least = state.slice();
  for (const images of permutationsWithin(runs, exchange.members.length)) {
    const candidate = state.slice();
    exchange.apply(images, candidate);
    if (compare(candidate, least) < 0) least.set(candidate);
  }
  const isMoved = compare(least, state) !== 0;
  state.set(least);
  return isMoved;
}

/** Every order of the elements. */
export function permutations<T>(elements: readonly T[]): T[][] {
  if (elements.length < 2) return [[...elements]];
  return elements.flatMap((first, at) => permutations(elements.filter((_, index) => index !== at)).map((rest) => [first, ...rest]));
}

/** Members next to each other whose keys are equal. */
function runsOfEqualKeys(group: readonly number[], keys: Int32Array): number[][] {
  const runs: number[][] = [];
  for (const [at, member] of group.entries()) {
    if (at > 0 && keys[member] === keys[group[at - 1]!]) runs.at(-1)!.push(member);
    else runs.push([member]);
  }
  return runs.filter(({ length }) => length > 1);
}

/** Every permutation of all members that permutes the members of each run among themselves: by member, whose place it takes. */
function permutationsWithin(runs: readonly (readonly number[])[], members: number): number[][] {
  const identity = Array.from({ length: members }, (_, member) => member);
  return runs.reduce((all, run) => all.flatMap((before) => permutations(run).map((images) => {
    const next = [...before];
    run.forEach((member, at) => { next[member] = images[at]!; });
    return next;
  })), [identity]);
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/** Negative if the first is less. */
function compare(one: State, other: State): number {
  for (let slot = 0; slot < one.length; slot++) if (one[slot] !== other[slot]) return one[slot]! - other[slot]!;
  return 0;
}
