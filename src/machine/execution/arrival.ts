// How a task came to where it performs an event, and what the event was a sign of: there are few kinds of either, so
// each kind is one object, and an event has its number.
import { RETURNED, type Location, type Program, type State, type Task } from '../../compiler/program';
import type { Choice } from './choice';
import { nowhere } from './edit-task';
import { brokenBy } from './violations';

/** The same object for all events of which this is so. */
export interface Arrival {
  readonly location: Location;
  /** Where the task rested before its latest event; undefined if it has not moved yet. */
  readonly previous: Location | undefined;
}

/** What an event marked, and the property that it broke. The same object for all events of which this is so. */
export interface Signs {
  readonly marks: readonly string[];
  readonly breaks?: string;
}

/** Things by key, numbered from 0. */
export class Kinds<Kind> {
  readonly #kinds: Kind[] = [];
  readonly #numbers = new Map<string | number, number>();

  /** The number of the thing with this key, which is made if there is none. */
  number(key: string | number, make: () => Kind): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#kinds.push(make()) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  at(number: number): Kind {
    return this.#kinds[number]!;
  }
}

/** Where a task performs an event, by where it was before. */
export class Arrivals {
  readonly #kinds = new Kinds<Arrival>();
  /** By task: the number of its first location, counting through all tasks. */
  readonly #first: readonly number[];
  readonly #size: number;
  /** The number of what is said of edits: nobody comes to one. */
  readonly ofEdits = this.#kinds.number(-1, () => ({ location: nowhere, previous: undefined }));

  constructor(tasks: readonly Task[]) {
    let size = 0;
    this.#first = tasks.map(({ locations }) => (size += locations.length) - locations.length);
    this.#size = size + 1;
  }

  number(task: number, location: Location, previous: Location | undefined): number {
    const key = (this.#first[task]! + location.pc) * this.#size + (previous ? previous.pc + 1 : 0);
    return this.#kinds.number(key, () => ({ location, previous }));
  }

  at(number: number): Arrival {
    return this.#kinds.at(number);
  }
}

const NONE: Signs = { marks: [] };

/** What an event that led from one state to another, passing these marks, was a sign of. */
export function signsOf(program: Program, before: State, after: State, choice: Choice, passed: readonly string[]): Signs {
  const [violation] = brokenBy(program, before, after, choice);
  const marks = passed.filter((mark) => mark !== RETURNED);
  return marks.length === 0 && !violation ? NONE : { marks, ...(violation && { breaks: violation.property }) };
}
