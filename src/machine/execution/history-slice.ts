// A part of a history: some events in a row, with all that is known of them. What is known is a function of the events up to there, so it
// stays true when they are set aside as a fork and taken up again.
import type { State } from '../../compiler/program';

/** Events between two checkpoints: what one jump may cost in steps, and what an event costs in memory. */
export const CHECKPOINT_INTERVAL = 128;

/** What is known at a position that is a multiple of `INTERVAL`. */
export interface Checkpoint {
  readonly state: State;
  /** By task: the index of its latest event, -1 if it has not moved. */
  readonly lastEvents: Int32Array;
  /** A bit for each slot that has changed since the checkpoint before. */
  readonly changed: Int32Array;
}

/** One number an event in each column. */
export interface Columns {
  readonly choices: Int32Array;
  readonly edges: Int32Array;
  readonly annotations: Int32Array;
}

/** The events from `start` to `end`, exclusive: positions of the branch that they belong to. */
export class HistorySlice {
  /** `checkpoints` are those after `start`, up to `end`. */
  constructor(readonly start: number, readonly columns: Columns, readonly checkpoints: readonly Checkpoint[]) {}

  get end(): number {
    return this.start + this.columns.choices.length;
  }

  /** The packed choice of the event at an index of the branch. */
  choiceAt(index: number): number {
    return this.columns.choices[index - this.start]!;
  }

  /** A copy of a part, so that the rest can be forgotten. */
  slice(from: number, to = this.end): HistorySlice {
    const first = blocks(this.start);
    const columns = mapColumns(this.columns, (column) => column.slice(from - this.start, to - this.start));
    return new HistorySlice(from, columns, this.checkpoints.slice(blocks(from) - first, blocks(to) - first));
  }

  /** With the events of `next`, which begins where this one ends. */
  concat(next: HistorySlice): HistorySlice {
    const columns = mapColumns(this.columns, (column, name) => {
      const both = new Int32Array(column.length + next.columns[name].length);
      both.set(column);
      both.set(next.columns[name], column.length);
      return both;
    });
    return new HistorySlice(this.start, columns, [...this.checkpoints, ...next.checkpoints]);
  }
}

/** The number of checkpoints after the beginning, up to a position: that of the block of events which begins at the last of them. */
export function blocks(position: number): number {
  return Math.floor(position / CHECKPOINT_INTERVAL);
}

export function mapColumns(columns: Columns, change: (column: Int32Array, name: keyof Columns) => Int32Array): Columns {
  return { choices: change(columns.choices, 'choices'), edges: change(columns.edges, 'edges'), annotations: change(columns.annotations, 'annotations') };
}
