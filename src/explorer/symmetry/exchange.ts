// Applies a permutation of tasks to a state (the action of the symmetry group on states: Clarke, Enders, Filkorn and Jha, "Exploiting
// Symmetry in Temporal Logic Model Checking"): what belongs to a member changes places, and whatever names it follows.
// It does what the compiler's `permute` does, but looks everything up beforehand; the audit compares the two.
import type { NamingSlot, Symmetry } from '../../compiler/analyses';
import type { Program, State } from '../../compiler/program';

/** The objects of one type, by their ids: to which member of a group they belong. */
export interface NamedType {
  /** By id: the member, or -1 if no member owns the object. */
  readonly owners: Int32Array;
  /** By id: the position in the list of the owner's objects. Those of all members correspond. */
  readonly positions: Int32Array;
  /** By member and position: the id. */
  readonly ids: readonly (readonly number[])[];
}

/** A slot that names objects, by its position in a list of slots. */
export interface Name {
  readonly position: number;
  readonly type: NamedType;
  readonly isSet: boolean;
}

/** Slots that belong together: those of a member, or some that belong to no member. */
export interface Holder {
  readonly slots: Int32Array;
  /** The slot of the program counter that decides which of the slots name objects. -1: always the same ones do. */
  readonly counter: number;
  /** By the value of `counter`: the slots that name objects. */
  readonly names: readonly (readonly Name[])[];
  /** By the value of `counter` and by position: 1 where objects are named. */
  readonly isNaming: readonly Uint8Array[];
}

/** The action of permutations of the members of a program's groups. A permutation says by member whose place it takes. */
export class Exchange {
  /** Of all groups, one after the other; the first of a member's slots is its program counter. */
  readonly members: readonly Holder[];
  /** What belongs to no member and names objects: fields, and the locals of each other task. */
  readonly others: readonly Holder[];
  /** The members of each group. */
  readonly groups: readonly (readonly number[])[];
  readonly groupOf: readonly number[];
  /** The values of the members' slots while they are moved. */
  readonly #moved: Int32Array;

  constructor(symmetry: Symmetry, program: Program) {
    const { groups, fields, counters } = symmetry;
    const members = groups.flatMap((group) => group.members);
    let count = 0;
    this.groups = groups.map((group) => group.members.map(() => count++));
    this.groupOf = this.groups.flatMap((group, index) => group.map(() => index));

    const types = namedTypes(members);
    const holder = (slots: readonly number[], counter: number, naming: readonly (readonly NamingSlot[])[]): Holder => {
      const positions = new Map(slots.map((slot, position) => [slot, position]));
      const names = naming.map((list) => list.flatMap(({ slot, type, isSet }): Name[] => {
        const position = positions.get(slot);
        return position === undefined ? [] : [{ position, type: types.get(type)!, isSet }];
      }));
      const isNaming = names.map((list) => {
        const marks = new Uint8Array(slots.length);
        for (const { position } of list) marks[position] = 1;
        return marks;
      });
      return { slots: Int32Array.from(slots), counter, names, isNaming };
    };
    const localsOf = (task: number): (readonly NamingSlot[])[] => program.tasks[task]!.locations.map(({ pc }) => symmetry.locals(task, pc));

    this.members = members.map(({ task, slots }) => holder(slots, counters[task]!, localsOf(task).map((locals) => [...fields, ...locals])));
    const owned = new Set(members.flatMap(({ slots }) => slots));
    this.#moved = new Int32Array(owned.size);
    const tasks = new Set(members.map(({ task }) => task));
    const shared = fields.filter(({ slot }) => !owned.has(slot));
    this.others = [
      holder(shared.map(({ slot }) => slot), -1, [shared]),
      ...program.tasks.filter(({ index }) => !tasks.has(index)).map(({ index }) => {
        const locals = localsOf(index);
        return holder([...new Set(locals.flat().map(({ slot }) => slot))], counters[index]!, locals);
      }),
    ];
  }

  /** Lets each member m of the state take the place of `images[m]`. In place. */
  apply(images: ArrayLike<number>, state: State): void {
    const { members, others } = this;
    const moved = this.#moved;
    let at = 0;
    for (let member = 0; member < members.length; member++) {
      rename(members[member]!, images, state);
      if (images[member] === member) continue;
      const { slots } = members[member]!;
      for (let position = 0; position < slots.length; position++) moved[at++] = state[slots[position]!]!;
    }
    for (let other = 0; other < others.length; other++) rename(others[other]!, images, state);
    at = 0;
    for (let member = 0; member < members.length; member++) {
      if (images[member] === member) continue;
      const { slots } = members[images[member]!]!;
      for (let position = 0; position < slots.length; position++) state[slots[position]!] = moved[at++]!;
    }
  }

  /** Whether the permutation leaves the state as it is. */
  fixes(images: ArrayLike<number>, state: State): boolean {
    for (let member = 0; member < this.members.length; member++) {
      const holder = this.members[member]!;
      const positions = this.members[images[member]!]!.slots;
      if (!isNamedAlike(holder, positions, images, state)) return false;
      if (images[member] === member) continue;
      const { slots, counter, isNaming } = holder;
      const marks = isNaming[state[counter]!]!;
      for (let position = 0; position < slots.length; position++) {
        if (marks[position] === 0 && state[slots[position]!] !== state[positions[position]!]) return false;
      }
    }
    for (let other = 0; other < this.others.length; other++) {
      if (!isNamedAlike(this.others[other]!, this.others[other]!.slots, images, state)) return false;
    }
    return true;
  }
}

/** Whether what the holder names stands under its new names in the slots `positions`. */
function isNamedAlike({ slots, counter, names }: Holder, positions: Int32Array, images: ArrayLike<number>, state: State): boolean {
  const list = names[counter < 0 ? 0 : state[counter]!]!;
  for (let at = 0; at < list.length; at++) {
    const name = list[at]!;
    if (newName(name, state[slots[name.position]!]!, images) !== state[positions[name.position]!]) return false;
  }
  return true;
}

/** Gives what the holder names its new names. */
function rename({ slots, counter, names }: Holder, images: ArrayLike<number>, state: State): void {
  const list = names[counter < 0 ? 0 : state[counter]!]!;
  for (let at = 0; at < list.length; at++) {
    const slot = slots[list[at]!.position]!;
    if (state[slot] !== 0) state[slot] = newName(list[at]!, state[slot]!, images);
  }
}

function newName({ type, isSet }: Name, value: number, images: ArrayLike<number>): number {
  if (!isSet) return renamed(type, value, images);
  let set = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) set |= 1 << (renamed(type, lowestIn(rest), images) - 1);
  return set;
}

function renamed({ owners, positions, ids }: NamedType, id: number, images: ArrayLike<number>): number {
  const owner = owners[id]!;
  return owner < 0 ? id : ids[images[owner]!]![positions[id]!]!;
}

/** The smallest id in a set that is not empty. */
export function lowestIn(set: number): number {
  return 32 - Math.clz32(set & -set);
}

/** No more objects of a type are possible than these, so ids that belong to no member are within the tables. */
const MOST_IDS = 1024;

function namedTypes(members: Symmetry['groups'][number]['members']): Map<string, NamedType> {
  const names = new Set(members.flatMap(({ objects }) => objects.map(({ type }) => type)));
  return new Map([...names].map((name) => {
    const owners = new Int32Array(MOST_IDS).fill(-1);
    const positions = new Int32Array(MOST_IDS);
    const ids = members.map(({ objects }, member) => objects.map(({ type, id }, position) => {
      if (type !== name) return 0;
      owners[id] = member;
      positions[id] = position;
      return id;
    }));
    return [name, { owners, positions, ids }];
  }));
}
