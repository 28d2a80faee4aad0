// One representative for all states that exchanging alike tasks makes of each other, so that the search keeps one of k! states.
// The members of a group are put in the order of their keys; where keys are equal, every order is tried and the least state
// taken.
// Invariant: the representative is an exchange of the state, whatever the keys are; bad keys cost states, never a verdict.
import type { Program, State } from '../../compiler/program';
import { Exchange } from './exchange';
import { MemberKeys } from './member-keys';
import { leastOfOrbit } from './orbit';

export class Canonical {
  readonly #exchange: Exchange;
  readonly #keys: MemberKeys;
  /** By member: whose place it takes. */
  readonly #images: Int32Array;
  readonly #inOrder: Int32Array;
  /** By place: the member that comes there. */
  readonly #order: Int32Array;

  private constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.#keys = new MemberKeys(exchange);
    this.#inOrder = Int32Array.from(exchange.members.keys());
    this.#images = this.#inOrder.slice();
    this.#order = this.#inOrder.slice();
  }

  /** Undefined if no tasks can be exchanged. */
  static of(program: Program): Canonical | undefined {
    const symmetry = program.analyses.symmetry();
    return symmetry.groups.length > 0 ? new Canonical(new Exchange(symmetry, program)) : undefined;
  }

  /** Turns a state into its representative, in place. True if it was another one. */
  canonicalize(state: State): boolean {
    this.#keys.of(state);
    const isSorted = this.#sort();
    if (!isSorted) this.#exchange.apply(this.#images, state);
    const isMoved = this.#hasOpenOrbit(state) && leastOfOrbit(this.#exchange, this.#keys.keys, state);
    return !isSorted || isMoved;
  }

  /** The representative of any state. */
  representative(state: State): State {
    const representative = state.slice();
    this.canonicalize(representative);
    return representative;
  }

  /** Sorts the keys of each group, and notes in `#images` where their members go. Groups are small, so by insertion. */
  #sort(): boolean {
    const { keys } = this.#keys;
    const images = this.#images;
    let isSorted = true;
    for (const group of this.#exchange.groups) {
      for (let at = 1; at < group.length; at++) {
        if (keys[group[at - 1]!]! <= keys[group[at]!]!) continue;
        isSorted = false;
        break;
      }
    }
    if (isSorted) return true;
    const order = this.#order;
    order.set(this.#inOrder);
    for (const group of this.#exchange.groups) {
      for (let at = 1; at < group.length; at++) {
        for (let place = at; place > 0 && keys[group[place - 1]!]! > keys[group[place]!]!; place--) {
          swap(keys, group[place - 1]!, group[place]!);
          swap(order, group[place - 1]!, group[place]!);
        }
      }
    }
    for (let place = 0; place < order.length; place++) images[order[place]!] = place;
    return false;
  }

  /** Whether exchanging two neighbours with equal keys gives another state. Mostly they are as alike as their keys. */
  #hasOpenOrbit(state: State): boolean {
    const { keys } = this.#keys;
    for (const group of this.#exchange.groups) {
      for (let at = 1; at < group.length; at++) {
        if (keys[group[at]!] === keys[group[at - 1]!] && !this.#isFixedBySwap(group[at - 1]!, group[at]!, state)) return true;
      }
    }
    return false;
  }

  #isFixedBySwap(one: number, other: number, state: State): boolean {
    const images = this.#images;
    images.set(this.#inOrder);
    swap(images, one, other);
    return this.#exchange.fixes(images, state);
  }
}

function swap(numbers: Int32Array, one: number, other: number): void {
  const kept = numbers[one]!;
  numbers[one] = numbers[other]!;
  numbers[other] = kept;
}
