// Which tasks need to move in a state so that nothing is missed: the others can wait, because nothing that they will ever do
// touches what these do next, in whatever order it happens.
//
// A set of tasks is *persistent* if no next event in it conflicts with anything that a task outside it may still do. Moving
// only such a set keeps every terminal state and every failure of the model. If its events also write nothing that an
// invariant reads, every violation is kept as well. The search has to see to it that nobody waits for ever (search.ts).
// Reads, writes and futures come from the compiler; nothing here knows any object or function.
import type { Program, State } from '../compiler/program';
import { Slots } from './slots';

/** More tasks than a number has bits are not reduced; the compiler allows fewer. */
const MOST_TASKS = 31;

export class Reduction {
  readonly #tasks: readonly TaskEffects[];
  readonly #places: Int32Array;
  readonly #enabled: Uint8Array;

  private constructor(private readonly program: Program, observed: Slots) {
    this.#tasks = program.tasks.map(({ index }) => new TaskEffects(program, index, observed));
    this.#places = new Int32Array(program.tasks.length);
    this.#enabled = new Uint8Array(program.tasks.length);
  }

  /** Undefined for a program that does not say what its events touch. */
  static of(program: Program): Reduction | undefined {
    if (!program.footprint || !program.observed || program.tasks.length > MOST_TASKS) return undefined;
    return new Reduction(program, Slots.of(program.slots.length, program.observed()));
  }

  /** The tasks that suffice in this state, a bit each; 0 if all have to move. */
  choose(state: State): number {
    let enabled = 0;
    for (let task = 0; task < this.#tasks.length; task++) {
      this.#places[task] = this.program.location(state, task).pc;
      this.#enabled[task] = this.program.enabled(state, task);
      if (this.#enabled[task]! > 0) enabled |= 1 << task;
    }
    let best = 0;
    let least = Infinity;
    for (let task = 0; task < this.#tasks.length; task++) {
      if (!(enabled >>> task & 1)) continue;
      const movable = this.#closure(task, enabled) & enabled;
      if (movable === 0 || movable === enabled) continue;
      const events = this.#eventsOf(movable);
      if (events < least) [best, least] = [movable, events];
    }
    return best;
  }

  /** The smallest persistent set with this task in it; none if an invariant sees an event of it that can happen now. */
  #closure(first: number, enabled: number): number {
    let chosen = 1 << first;
    for (let pending = chosen; pending !== 0; ) {
      const task = 31 - Math.clz32(pending);
      pending &= ~(1 << task);
      if (enabled >>> task & 1 && this.#tasks[task]!.isObserved(this.#places[task]!)) return 0;
      for (let other = 0; other < this.#tasks.length; other++) {
        if (chosen >>> other & 1 || !this.#conflict(task, other)) continue;
        chosen |= 1 << other;
        pending |= 1 << other;
      }
    }
    return chosen;
  }

  /** Does the next event of `task` touch anything that `other` may still touch? */
  #conflict(task: number, other: number): boolean {
    const mine = this.#tasks[task]!;
    const theirs = this.#tasks[other]!;
    return mine.conflictsWith(this.#places[task]!, theirs, this.#places[other]!);
  }

  #eventsOf(tasks: number): number {
    return this.#enabled.reduce((sum, events, task) => (tasks >>> task & 1 ? sum + events : sum), 0);
  }
}

interface Effects {
  readonly reads: Slots;
  readonly writes: Slots;
}

/** What a task does next and may still do, by the place where it rests. */
class TaskEffects {
  readonly #next: (Effects | undefined)[] = [];
  readonly #futures: (Effects | undefined)[] = [];
  readonly #observed: (boolean | undefined)[] = [];
  /** By place, and other task and its place: 0 not known yet, 1 no, 2 yes. */
  readonly #conflicts: Uint8Array[][] = [];

  constructor(private readonly program: Program, private readonly task: number, private readonly observed: Slots) {}

  isObserved(pc: number): boolean {
    return (this.#observed[pc] ??= this.next(pc).writes.meets(this.observed));
  }

  conflictsWith(pc: number, other: TaskEffects, otherPc: number): boolean {
    const known = (this.#conflicts[pc] ??= [])[other.task] ??= new Uint8Array(this.program.tasks[other.task]!.locations.length);
    if (known[otherPc] === 0) {
      const [mine, theirs] = [this.next(pc), other.future(otherPc)];
      known[otherPc] = mine.writes.meets(theirs.reads) || theirs.writes.meets(mine.reads) ? 2 : 1;
    }
    return known[otherPc] === 2;
  }

  next(pc: number): Effects {
    const { program, task } = this;
    const size = program.slots.length;
    return (this.#next[pc] ??= (({ reads, writes }) => ({
      // A write counts as a read: whoever writes the same slot conflicts.
      reads: Slots.of(size, [...reads, ...writes]), writes: Slots.of(size, writes),
    }))(program.footprint!(task, pc)));
  }

  /** Everything from this place on. */
  future(pc: number): Effects {
    const known = this.#futures[pc];
    if (known) return known;
    const size = this.program.slots.length;
    const future = { reads: Slots.of(size, []), writes: Slots.of(size, []) };
    const places = new Set([pc]);
    for (const place of places) {
      const { reads, writes } = this.next(place);
      future.reads.add(reads);
      future.writes.add(writes);
      for (const end of this.program.footprint!(this.task, place).ends) places.add(end);
    }
    return (this.#futures[pc] = future);
  }
}
