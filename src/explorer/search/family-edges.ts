// The edges of a search of several versions, as it discovers them: a state to which other versions come later, or in another way, need not be expanded by hand again.
import { GrowableRows } from '../rows/growable-rows';

/** In the row of a state, for each task: 1 more than the number of its event (0: not known), and where the targets of its effects begin. */
const EVENT = 0;
const TARGETS = 1;
const COLUMNS = 2;

const MOST_FIRST = 1 << 10;

/** By state, one class of versions for each task: events as in `Transitions`, and the states that their effects lead to. */
export class FamilyEdges {
  readonly #rows: GrowableRows;
  #targets = new Int32Array(MOST_FIRST);
  #length = 0;
  /** Rows before this one have numbers of events that are not good any more. */
  #first = 0;
  /** By state: its row, -1 for none. */
  readonly #rowOf = new GrowableRows(1);

  constructor(tasks: number) {
    this.#rows = new GrowableRows(COLUMNS * tasks);
  }

  get bytes(): number {
    return this.#rows.bytes + this.#rowOf.bytes + this.#targets.byteLength;
  }

  /** The number of the event of a task in a state, or -1. */
  event(state: number, task: number): number {
    const row = this.#find(state);
    return row < 0 ? -1 : this.#rows.part(row)[this.#rows.offset(row) + COLUMNS * task + EVENT]! - 1;
  }

  /** Where the targets of its effects begin. */
  targets(state: number, task: number): number {
    const row = this.#find(state);
    return this.#rows.part(row)[this.#rows.offset(row) + COLUMNS * task + TARGETS]!;
  }

  /** What an effect leads to: by where the targets of its event begin, and its number in the event. */
  target(at: number): number {
    return this.#targets[at]!;
  }

  /** Where the next target will be. */
  get end(): number {
    return this.#length;
  }

  push(target: number): void {
    if (this.#length === this.#targets.length) {
      const targets = new Int32Array(2 * this.#length);
      targets.set(this.#targets);
      this.#targets = targets;
    }
    this.#targets[this.#length++] = target;
  }

  /** Notes the event of a task in a state, whose targets begin there and have all been pushed. */
  note(state: number, task: number, event: number, targets: number): void {
    let row = this.#find(state);
    if (row < 0) {
      row = this.#rows.push();
      while (this.#rowOf.length <= state) this.#rowOf.push();
      this.#rowOf.part(state)[this.#rowOf.offset(state)] = row + 1;
    }
    const offset = this.#rows.offset(row) + COLUMNS * task;
    this.#rows.part(row)[offset + EVENT] = event + 1;
    this.#rows.part(row)[offset + TARGETS] = targets;
  }

  /** Events have new numbers from now on. */
  forget(): void {
    this.#first = this.#rows.length;
  }

  #find(state: number): number {
    if (state >= this.#rowOf.length) return -1;
    const row = this.#rowOf.part(state)[this.#rowOf.offset(state)]! - 1;
    return row < this.#first ? -1 : row;
  }
}
