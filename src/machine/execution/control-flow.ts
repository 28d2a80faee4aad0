// By which edge of its program graph a task came to the location at which it performs an event. A program has few edges,
// so each is one object, and an event has its number.
import type { Location, Task } from '../../compiler/program';
import { editLocation } from './edit-task';
import { Interner } from './interner';

/** The same object for all events of which this is so. */
export interface ControlFlowEdge {
  /** Where the task performs the event. */
  readonly location: Location;
  /** Where the task rested before its latest event; undefined if it has not moved yet. */
  readonly previous: Location | undefined;
}

/** The edges that the tasks of a program have taken so far. */
export class ControlFlowEdges {
  readonly #edges = new Interner<ControlFlowEdge>();
  /** By task: the number of its first location, counting through all tasks. */
  readonly #first: readonly number[];
  readonly #size: number;
  /** The number of what is said of edits: no task comes to one. */
  readonly ofEdits = this.#edges.intern(-1, () => ({ location: editLocation, previous: undefined }));

  constructor(tasks: readonly Task[]) {
    let size = 0;
    this.#first = tasks.map(({ locations }) => (size += locations.length) - locations.length);
    this.#size = size + 1;
  }

  intern(task: number, location: Location, previous: Location | undefined): number {
    const key = (this.#first[task]! + location.pc) * this.#size + (previous ? previous.pc + 1 : 0);
    return this.#edges.intern(key, () => ({ location, previous }));
  }

  at(number: number): ControlFlowEdge {
    return this.#edges.at(number);
  }
}
