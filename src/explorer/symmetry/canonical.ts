// Symmetry reduction: the states that permutations of alike tasks make of each other are an orbit, and the search keeps one state
// of each, its canonical representative, instead of up to k! (Ip and Dill, "Better Verification through Symmetry"; Emerson and
// Sistla; Clarke, Enders, Filkorn and Jha).
// How the representative is found is the *pc-segmented* strategy of "Symmetric Spin" (Bosnacki, Dams and Holenderski): the members of a
// group are sorted by their program counters, and where these are equal, every order is tried and the least state taken. Here members
// with equal program counters are first told apart by a hash of all that belongs to them or names them (member-keys.ts).
// Invariant: the representative is in the orbit of the state, whatever the keys are; bad keys cost states, never a verdict.
import type { Program, State } from '../../compiler/program';
import { Exchange } from './exchange';
import { MemberKeys } from './member-keys';
import { leastOfOrbit } from './orbit';

/** Finds the canonical representatives of states of one program. */
export class Canonical {
  readonly #exchange: Exchange;
  readonly #keys: MemberKeys;
  /** A permutation, by member: whose place it takes. */
  readonly #images: Int32Array;
  readonly #inOrder: Int32Array;
  /** By place in the order: the member that comes there. */
  readonly #order: Int32Array;

  private constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.#keys = new MemberKeys(exchange);
    this.#inOrder = Int32Array.from(exchange.members.keys());
    this.#images = this.#inOrder.slice();
    this.#order = this.#inOrder.slice();
  }

  /** Undefined if no tasks can be exchanged: every orbit is one state. */
  static of(program: Program): Canonical | undefined {
    const symmetry = program.analyses.symmetry();
    return symmetry.groups.length > 0 ? new Canonical(new Exchange(symmetry, program)) : undefined;
  }

  /** Turns a state into its representative, in place. True if it was another one. */
  canonicalize(state: State): boolean {
    this.#keys.of(state);
    const isSorted = this.#sort();
    if (!isSorted) this.#exchange.apply(this.#images, state);
    const isMoved = this.#hasMoreInOrbit(state) && leastOfOrbit(this.#exchange, this.#keys.keys, state);
    return !isSorted || isMoved;
  }

  /** The representative of any state, which is not modified. */
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
        for (let to = at; to > 0 && keys[group[to - 1]!]! > keys[group[to]!]!; to--) {
          swap(keys, group[to - 1]!, group[to]!);
          swap(order, group[to - 1]!, group[to]!);
        }
      }
    }
    for (let rank = 0; rank < order.length; rank++) images[order[rank]!] = rank;
    return false;
  }

  /** Whether exchanging two neighbours with equal keys gives another state of the orbit. Mostly they are as alike as their keys. */
  #hasMoreInOrbit(state: State): boolean {
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
