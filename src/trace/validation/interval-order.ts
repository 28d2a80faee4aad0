// The order that a recording tells: an interval order (Fishburn, 1970). What a task does is in order; of two tasks, something happened before something else only if it had ended when that began.
// What overlaps can have happened in either order.
import type { Observation } from './observation';

/** Whose observations these are; of wake-ups by somebody who is not known, one for all. */
const UNKNOWN = '';

export class IntervalOrder {
  /** By sequence: whose it is. */
  readonly owners: readonly string[];
  readonly sequences: readonly (readonly Observation[])[];
  /** Pairs of observations of two tasks whose order the recording leaves open. */
  readonly open: number;
  /** By sequence, then observation: how many of each sequence come first. */
  readonly #before: readonly (readonly (readonly number[])[])[];

  /** `isTotal`: as if the recording were exact, one observation after the other. */
  constructor(observations: readonly Observation[], isTotal = false) {
    this.owners = [...new Set(observations.map(({ task }) => task ?? UNKNOWN))];
    this.sequences = this.owners.map((owner) => observations.filter(({ task = UNKNOWN }) => task === owner));
    this.#before = this.sequences.map((sequence, own) => sequence.map((observation) => this.sequences.map((other, at) => (at === own ? 0 : isTotal ? recordedBefore(other, observation) : endedBefore(other, observation)))));
    this.open = this.sequences.flatMap((sequence, own) => sequence.flatMap((observation, i) => this.sequences.slice(0, own).map((other, at) => (
      other.length - this.#before[own]![i]![at]! - begunAfter(other, observation))))).reduce((sum, each) => sum + each, 0);
  }

  /** How far each sequence is before the first observation. */
  get start(): number[] {
    return this.sequences.map(() => 0);
  }

  get size(): number {
    return this.sequences.reduce((sum, { length }) => sum + length, 0);
  }

  sequenceOf(task: string | undefined): number {
    return this.owners.indexOf(task ?? UNKNOWN);
  }

  /** The next observation of a sequence, if all that has to come first has passed. `at`: how far each sequence is. */
  next(at: readonly number[], sequence: number): Observation | undefined {
    const observation = this.sequences[sequence]?.[at[sequence]!];
    return observation && this.#before[sequence]![at[sequence]!]!.every((count, other) => at[other]! >= count) ? observation : undefined;
  }
}

/** The ends of a sequence ascend. A wake-up comes after the sleep that it ends, however long the interval in which it can have happened. */
function endedBefore(sequence: readonly Observation[], { from, sleep }: Observation): number {
  const ended = partition(sequence, ({ to }) => to < from);
  return sleep ? Math.max(ended, sequence.indexOf(sleep) + 1) : ended;
}

function recordedBefore(sequence: readonly Observation[], { time, line }: Observation): number {
  return partition(sequence, (each) => each.time < time || (each.time === time && each.line < line));
}

function begunAfter(sequence: readonly Observation[], { to }: Observation): number {
  return sequence.length - partition(sequence, ({ from }) => from <= to);
}

/** How many at the beginning are so, if all of those are at the beginning. */
function partition(sequence: readonly Observation[], isBefore: (observation: Observation) => boolean): number {
  let [low, high] = [0, sequence.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sequence[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
