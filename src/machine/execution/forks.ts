// The abandoned branches of an execution: a tree of slices of its history, each kept once however many forks share it.
// Invariants: a fork leaves the present or another fork strictly before the end of that; forks that leave the same
// branch at the same position begin with different choices; no fork is a part of another one or of the present.
import type { Choice } from './choice';
import type { EditTable } from './edit-table';
import type { HistorySlice } from './history-slice';

/** An abandoned branch, seen from the present one. */
export interface Fork {
  /** Its number for ever: also when it was the present in between. */
  readonly id: number;
  /** Where it leaves the present branch. */
  readonly at: number;
  /** How many events it has from `at` on. */
  readonly length: number;
  /** What is chosen at `at`. */
  readonly first: Choice;
  /** From `at` on. Unpacked each time it is asked for. */
  readonly choices: readonly Choice[];
}

interface Branch {
  readonly id: number;
  /** The branch that it leaves at `at`; undefined: the present. */
  from: Branch | undefined;
  at: number;
  /** Its events from `at` on, or from a little before. */
  events: HistorySlice;
}

export class Forks {
  readonly #branches = new Map<number, Branch>();
  #nextId = 1;
  /** The number of the present branch, if it has been a fork. */
  #present: number | undefined;

  constructor(private readonly edits: EditTable) {}

  /** The number that the present branch has kept from when it was a fork. */
  get present(): number | undefined {
    return this.#present;
  }

  /** Oldest first. */
  list(): readonly Fork[] {
    return [...this.#branches.values()].sort((one, other) => one.id - other.id).map((branch) => this.#seen(branch));
  }

  /** Keeps what the present branch leaves behind. Undefined if it is only the beginning of forks that are kept. */
  keep(events: HistorySlice): Fork | undefined {
    const { start: at } = events;
    const later = this.#leaving(undefined).filter((branch) => branch.at > at);
    const longer = later.find((branch) => branch.at === events.end);
    if (longer) {
      longer.events = events.concat(longer.events.slice(longer.at));
      longer.at = at;
    }
    const branch = longer ?? { id: this.#present ?? this.#nextId++, from: undefined, at, events };
    for (const other of later) if (other !== branch) other.from = branch;
    this.#branches.set(branch.id, branch);
    this.#present = undefined;
    return longer ? undefined : this.#seen(branch);
  }

  /** The present branch, at its end, has gone on with `choice`: perhaps along a fork. */
  follow(position: number, choice: number): void {
    for (const branch of this.#branches.values()) {
      if (branch.from || branch.at !== position || branch.events.choiceAt(position) !== choice) continue;
      branch.at++;
      for (const other of this.#leaving(branch)) if (other.at === branch.at) other.from = undefined;
      if (branch.at === branch.events.end) this.#becomePresent(branch);
    }
  }

  /** Where the present branch has to be cut to take up a fork. Throws a RangeError if there is none. */
  forkPoint(id: number): number {
    return pathTo(this.#branch(id))[0]!.at;
  }

  /** Makes a fork the present, which has been cut where it begins: what is to be appended there, in order. */
  take(id: number): readonly HistorySlice[] {
    const path = pathTo(this.#branch(id));
    return path.map((branch, index) => {
      const end = path[index + 1]?.at ?? branch.events.end;
      const part = branch.events.slice(branch.at, end);
      for (const other of this.#leaving(branch)) if (other.at <= end) other.from = undefined;
      branch.from = undefined;
      if (end === branch.events.end) {
        this.#becomePresent(branch);
      } else {
        branch.events = branch.events.slice(end);
        branch.at = end;
      }
      return part;
    });
  }

  #becomePresent(branch: Branch): void {
    this.#branches.delete(branch.id);
    this.#present = branch.id;
  }

  #branch(id: number): Branch {
    const branch = this.#branches.get(id);
    if (!branch) throw new RangeError(`There is no fork ${id}.`);
    return branch;
  }

  #seen(branch: Branch): Fork {
    const { edits } = this;
    const path = pathTo(branch);
    const [{ at, events }] = path as [Branch];
    return {
      id: branch.id, at, length: branch.events.end - at, first: edits.unpack(events.choiceAt(at)),
      get choices() {
        return path.flatMap((part, index) =>
          Array.from(part.events.slice(part.at, path[index + 1]?.at).columns.choices, (packed) => edits.unpack(packed)));
      },
    };
  }

  #leaving(from: Branch | undefined): Branch[] {
    return [...this.#branches.values()].filter((branch) => branch.from === from);
  }
}

/** From the present to the branch. */
function pathTo(branch: Branch): Branch[] {
  return branch.from ? [...pathTo(branch.from), branch] : [branch];
}
