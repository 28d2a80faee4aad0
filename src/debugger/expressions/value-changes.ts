// When a value changed: searched for backwards, and remembered, so that the next position costs one event and an earlier one nothing.
import type { State } from '../../compiler/program';
import { accessesOf } from '../../machine/execution/accesses';
import type { Execution } from '../../machine/execution/execution';
import { valueOrNone, type Expression } from './expression';

/** The changes of every expression that has been evaluated. */
export class ValueChanges {
  private readonly known = new Map<string, ChangesOfOne>();

  constructor(private readonly execution: Execution) {}

  /** `text` identifies the expression; `task` is what `current` means in it. */
  of(text: string, expression: Expression, task: number | undefined): ChangesOfOne {
    const key = `${task}: ${text}`;
    let changes = this.known.get(key);
    if (!changes) this.known.set(key, (changes = new ChangesOfOne(this.execution, expression, task)));
    return changes;
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    for (const changes of this.known.values()) changes.truncate(position);
  }
}

/** The value is the same at all positions between two. `from` is right after a change, or the beginning. */
interface Unchanged {
  readonly from: number;
  to: number;
}

class ChangesOfOne {
  /** In ascending order, without overlaps. */
  private readonly spans: Unchanged[] = [];

  constructor(private readonly execution: Execution, private readonly expression: Expression, private readonly task: number | undefined) {}

  /** The position after the latest event before `position` that changed the value; 0 if none has. */
  latest(position: number): number {
    const next = this.firstAfter(position);
    const known = this.spans[next - 1];
    if (known && position <= known.to) return known.from;
    const index = this.search(position, known?.to ?? 0);
    if (index === undefined && known) {
      known.to = position;
      return known.from;
    }
    const from = index === undefined ? 0 : index + 1;
    this.spans.splice(next, 0, { from, to: position });
    return from;
  }

  /** Forgets the events from `position` on. */
  truncate(position: number): void {
    this.spans.length = this.firstAfter(position);
    const last = this.spans.at(-1);
    if (last) last.to = Math.min(last.to, position);
  }

  /** The index of the first span that begins after `position`. */
  private firstAfter(position: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle]!.from <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of the latest event between two positions that changed the value. */
  private search(position: number, floor: number): number | undefined {
    const { value: now, reads: first } = this.look(position);
    for (let at = position, reads = first; ;) {
      const index = reads ? this.execution.lastChange(reads, floor, at) : at > floor ? at - 1 : undefined;
      if (index === undefined) return undefined;
      const earlier = this.look(index);
      if (earlier.value !== now) return index;
      [at, reads] = [index, earlier.reads];
    }
  }

  /** Having no value counts as a value. While the slots `reads` stay as they are, so does the value; undefined if it depends on more. */
  private look(position: number): { value: number | undefined; reads?: readonly number[] } {
    const { expression, task } = this;
    const state = this.execution.stateAt(position);
    const read = (from: State): number | undefined => valueOrNone(() => expression.evaluate({ position, state: from, ...(task !== undefined && { task }) }));
    if (expression.isOfHistory) return { value: read(state) };
    let value: number | undefined;
    const { reads } = accessesOf(state, (noting) => { value = read(noting); });
    return { value, reads: [...reads] };
  }
}
