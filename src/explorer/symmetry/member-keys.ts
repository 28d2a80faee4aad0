// A key for each member of a group that does not depend on which member it is: permuting the members permutes their keys. It is made
// from what the member's slots hold, where objects of its own, of other members and of no member are told apart, and from where
// others name it. Its program counter counts first: then an event seldom changes the order of the keys.
// (Symmetric Spin sorts by one array; hashing all that tells members apart leaves fewer equal ones.)
import type { State } from '../../compiler/program';
import { fmix32 } from '../../machine/fmix32';
import { lowestIn, type Exchange, type Holder, type NamedType } from './exchange';

export class MemberKeys {
  /** By member. */
  readonly keys: Int32Array;

  constructor(private readonly exchange: Exchange) {
    this.keys = new Int32Array(exchange.members.length);
  }

  /** Works out the keys of a state. Mostly the program counters tell the members apart; they are keys enough then. */
  of(state: State): void {
    const { keys, exchange: { members, others } } = this;
    for (let member = 0; member < members.length; member++) keys[member] = state[members[member]!.counter]!;
    if (!this.#hasEqualKeys()) return;
    keys.fill(0);
    for (let member = 0; member < members.length; member++) this.#add(members[member]!, member, state);
    for (let other = 0; other < others.length; other++) this.#add(others[other]!, -1, state);
    for (let member = 0; member < members.length; member++) {
      keys[member] = state[members[member]!.counter]! << REST | keys[member]! >>> 32 - REST;
    }
  }

  #hasEqualKeys(): boolean {
    const { keys } = this;
    for (const group of this.exchange.groups) {
      for (let at = 1; at < group.length; at++) {
        for (let before = 0; before < at; before++) if (keys[group[at]!] === keys[group[before]!]) return true;
      }
    }
    return false;
  }

  /** What a holder of slots adds to the keys. */
  #add({ slots, counter, names, isNaming }: Holder, member: number, state: State): void {
    const pc = counter < 0 ? 0 : state[counter]!;
    if (member >= 0) {
      const marks = isNaming[pc]!;
      let sum = 0;
      for (let position = 0; position < slots.length; position++) {
        const value = state[slots[position]!]!;
        if (value !== 0 && marks[position] === 0) sum += hash(position, value);
      }
      this.keys[member]! += sum;
    }
    const list = names[pc]!;
    // Slots that belong to no member are told apart by their numbers, those of members by their positions.
    for (let at = 0; at < list.length; at++) {
      const { position, type, isSet } = list[at]!;
      const value = state[slots[position]!]!;
      if (value === 0) continue;
      const where = member < 0 ? slots[position]! + OTHERS : position;
      if (!isSet) this.#name(type, value, member, where);
      else for (let rest = value; rest !== 0; rest &= rest - 1) this.#name(type, lowestIn(rest), member, where);
    }
  }

  #name({ owners, positions }: NamedType, id: number, holder: number, where: number): void {
    const { groupOf } = this.exchange;
    const owner = owners[id]!;
    if (owner < 0) {
      if (holder >= 0) this.keys[holder]! += hash(where, id);
    } else if (holder === owner) this.keys[owner]! += hash(where, positions[id]! | OWN);
    else {
      if (holder >= 0) this.keys[holder]! += hash(where, positions[id]! | NAMES | groupOf[owner]! << GROUP);
      this.keys[owner]! += hash(where, positions[id]! | IS_NAMED | (holder < 0 ? 0 : groupOf[holder]! << GROUP));
    }
  }
}

/** So many bits of a key are for what is not the program counter. */
const REST = 21;

const OTHERS = 1 << 16;
const OWN = 1 << 28;
const NAMES = 2 << 28;
const IS_NAMED = 3 << 28;
const GROUP = 16;

function hash(where: number, value: number): number {
  return fmix32(Math.imul(where + 1, 0x9e3779b1) ^ Math.imul(value, 0x85ebca77));
}
