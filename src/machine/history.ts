// The states along one sequence of choices: exact at every position, a few bytes an event.
// Invariant: a state handed out is never written again, so callers may keep it.
import type { Program, State } from '../compiler/program';
import { packChoice, unpackChoice, type Choice } from './choice';

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

  constructor(readonly program: Program) {
    this.#checkpoints = [program.initial()];
  }

  get length(): number {
    return this.#length;
  }

  choiceAt(index: number): Choice {
    if (index < 0 || index >= this.#length) throw new RangeError(`There is no event ${index}.`);
    return unpackChoice(this.#choices[index]!);
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
      const { task, alternative } = unpackChoice(this.#choices[start + states.length - 1]!);
      const next = states[states.length - 1]!.slice();
      this.program.step(next, task, alternative);
      states.push(next);
    }
    return states[position - start]!;
  }

  /** The latest event of a stretch, `to` exclusive, that changed one of the slots. */
  lastChange(slots: readonly number[], from: number, to: number): number | undefined {
    for (let end = slots.length > 0 ? to : from; end > from;) {
      const number = Math.floor((end - 1) / INTERVAL);
      const first = Math.max(from, number * INTERVAL);
      const found = this.#lastChangeWithin(number, slots, first, end);
      if (found !== undefined) return found;
      end = first;
    }
    return undefined;
  }

  /** Appends an event. If the model fails (ModelError), nothing has happened. */
  push(choice: Choice): State {
    const next = this.stateAt(this.#length).slice();
    this.program.step(next, choice.task, choice.alternative);
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

  /** Within one segment. States that are there are compared; otherwise it is replayed in one state, and none is kept. */
  #lastChangeWithin(number: number, slots: readonly number[], first: number, end: number): number | undefined {
    const start = number * INTERVAL;
    const states = this.#segments.get(number);
    if (states && states.length >= Math.min(end - start + 1, INTERVAL)) {
      const at = (position: number): State => states[position - start] ?? this.#checkpoints[number + 1]!;
      for (let index = end - 1; index >= first; index--) if (slots.some((slot) => at(index)[slot] !== at(index + 1)[slot])) return index;
      return undefined;
    }
    const state = this.#checkpoints[number]!.slice();
    const values = slots.map((slot) => state[slot]!);
    let latest: number | undefined;
    for (let index = start; index < end; index++) {
      const { task, alternative } = unpackChoice(this.#choices[index]!);
      this.program.step(state, task, alternative);
      for (let at = 0; at < slots.length; at++) {
        const value = state[slots[at]!]!;
        if (value === values[at]) continue;
        values[at] = value;
        if (index >= first) latest = index;
      }
    }
    return latest;
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
