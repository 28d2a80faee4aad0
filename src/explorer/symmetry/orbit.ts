// Members with equal keys that are not alike after all: of all orders in which they can stand, one has to be taken.
import type { State } from '../../compiler/program';
import type { Exchange } from './exchange';
import { permutations } from './permutations';

/** More orders than this are not tried: some states then have several representatives. */
const MOST_ORDERS = 720;

/**
 * Turns the state, whose members are in the order of their keys, into the least of those in which members with equal keys stand
 * in another order. Says whether it has become another one.
 */
export function leastOfOrbit(exchange: Exchange, keys: Int32Array, state: State): boolean {
  const ties = exchange.groups.flatMap((group) => tiesOf(group, keys));
  if (ties.reduce((product, { length }) => product * factorial(length), 1) > MOST_ORDERS) return false;
  const best = state.slice();
  for (const images of ordersOf(ties, exchange.members.length)) {
    const candidate = state.slice();
    exchange.apply(images, candidate);
    if (compare(candidate, best) < 0) best.set(candidate);
  }
  const isMoved = compare(best, state) !== 0;
  state.set(best);
  return isMoved;
}

/** Members next to each other whose keys are equal. */
function tiesOf(group: readonly number[], keys: Int32Array): number[][] {
  const ties: number[][] = [];
  for (const [at, member] of group.entries()) {
    if (at > 0 && keys[member] === keys[group[at - 1]!]) ties.at(-1)!.push(member);
    else ties.push([member]);
  }
  return ties.filter(({ length }) => length > 1);
}

/** Every way to put the members of each tie in each other's places. */
function ordersOf(ties: readonly (readonly number[])[], members: number): number[][] {
  const inOrder = Array.from({ length: members }, (_, member) => member);
  return ties.reduce((orders, tie) => orders.flatMap((order) => permutations(tie).map((images) => {
    const next = [...order];
    tie.forEach((member, at) => { next[member] = images[at]!; });
    return next;
  })), [inOrder]);
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/** Negative if the first is less. */
function compare(one: State, other: State): number {
  for (let slot = 0; slot < one.length; slot++) if (one[slot] !== other[slot]) return one[slot]! - other[slot]!;
  return 0;
}
