// The states along one sequence of choices: exact at every position, a few bytes an event.
// Invariant: a state handed out is never written again, so callers may keep it.
import type { Program, State } from '../compiler/program';
import { packChoice, type Choice } from './choice';
import { EditTable } from './edit-table';

/** Events between two stored states: what one jump may cost in steps, and what an event costs in memory. */
const INTERVAL = 256;
const SEGMENTS_KEPT = 4;

/** Choices made so far and, by replay from the nearest stored state, the state at any position among them. */
export class History {
  #choices = new Int32Array(64);
  #length = 0;
  /** `#checkpoints[i]` is the state at position `i * INTERVAL`. */
  readonly #checkpoints: State[];
  /** Segments replayed recently, by number; walking either way costs one step an event. Oldest first. */
  readonly #segments = new Map<number, State[]>();
  readonly edits = new EditTable();

  constructor(readonly program: Program) {
    this.#checkpoints = [program.initial()];
  }

  get length(): number {
    return this.#length;
  }

  choiceAt(index: number): Choice {
    if (index < 0 || index >= this.#length) throw new RangeError(`There is no event ${index}.`);
    return this.edits.unpack(this.#choices[index]!);
  }

  /** The packed choices before `end`, as a copy. */
  packed(end = this.#length): Int32Array {
    return this.#choices.slice(0, end);
  }

  stateAt(position: number): State {
    if (position < 0 || position > this.#length) throw new RangeError(`There is no position ${position}.`);
    const number = Math.floor(position / INTERVAL);
    const states = this.#segment(number);
    const start = number * INTERVAL;
    while (states.length <= position - start) {
      states.push(this.after(states[states.length - 1]!, this.edits.unpack(this.#choices[start + states.length - 1]!)));
    }
    return states[position - start]!;
  }

  /** The state that a choice leads to. Throws a ModelError if the model fails. */
  after(state: State, { task, alternative, edit }: Choice): State {
    const next = state.slice();
    if (edit) next[edit.slot] = edit.value;
    else this.program.step(next, task, alternative);
    return next;
  }

  /** Appends an event. If the model fails (ModelError), nothing has happened. */
  push(choice: Choice): State {
    const next = this.after(this.stateAt(this.#length), choice);
    this.#append(packChoice(choice));
    if (this.#length % INTERVAL === 0) this.#checkpoints.push(next);
    else this.#segment(Math.floor(this.#length / INTERVAL)).push(next);
    return next;
  }

  /** Forgets the events from `length` on. */
  truncate(length: number): void {
    if (length >= this.#length) return;
    this.#length = length;
    const last = Math.floor(length / INTERVAL);
    this.#checkpoints.length = last + 1;
    for (const [number, states] of this.#segments) {
      if (number > last) this.#segments.delete(number);
      else if (number === last) states.length = Math.min(states.length, length - last * INTERVAL + 1);
    }
  }

  #append(packed: number): void {
    if (this.#length === this.#choices.length) {
      const larger = new Int32Array(this.#choices.length * 2);
      larger.set(this.#choices);
      this.#choices = larger;
    }
    this.#choices[this.#length++] = packed;
  }

  #segment(number: number): State[] {
    const states = this.#segments.get(number) ?? [this.#checkpoints[number]!];
    this.#segments.delete(number);
    this.#segments.set(number, states);
    if (this.#segments.size > SEGMENTS_KEPT) this.#segments.delete(this.#segments.keys().next().value!);
    return states;
  }
}
