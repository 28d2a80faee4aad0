// What an event did to a watched field: changed it, wrote it, read it. A function of the event's index; that an event read
// something leaves no trace in the states, so it is performed once more on a state that takes notes.
import { accessesOfEvent, type Accesses } from '../../machine/execution/accesses';
import type { Execution } from '../../machine/execution/execution';
import { LruMemo } from '../../machine/execution/lru-memo';
import type { DataAccess } from '../protocol/capabilities';

export interface FieldAccess {
  readonly slot: number;
  readonly kind: 'changed' | 'wrote' | 'read';
  /** What it made of the field or, if it only read it, found in it. */
  readonly value: number;
}

/** Events whose accesses are remembered: what is asked again is near. */
const EVENTS_KEPT = 1024;

const NONE: readonly FieldAccess[] = [];

export class FieldAccesses {
  private readonly accesses: LruMemo<Accesses>;

  constructor(private readonly execution: Execution) {
    this.accesses = new LruMemo(EVENTS_KEPT, (index) => accessesOfEvent(execution.program, execution.stateAt(index), execution.choiceAt(index)));
  }

  /** Those that the breakpoint is about. */
  of({ slots, access }: { readonly slots: readonly number[]; readonly access: DataAccess }, index: number): readonly FieldAccess[] {
    const [before, after] = [this.execution.stateAt(index), this.execution.stateAt(index + 1)];
    if (access === 'write') {
      return slots.filter((slot) => before[slot] !== after[slot]).map((slot) => ({ slot, kind: 'changed', value: after[slot]! }));
    }
    if (!this.mayTouch(slots, index)) return NONE;
    const { reads, writes } = this.accesses.get(index);
    return slots.flatMap((slot): FieldAccess[] => {
      if (access === 'read') return reads.has(slot) ? [{ slot, kind: 'read', value: before[slot]! }] : [];
      if (before[slot] !== after[slot]) return [{ slot, kind: 'changed', value: after[slot]! }];
      if (writes.has(slot)) return [{ slot, kind: 'wrote', value: after[slot]! }];
      return reads.has(slot) ? [{ slot, kind: 'read', value: before[slot]! }] : [];
    });
  }

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.accesses.truncate(position);
  }

  /** Most events can be told from their code. */
  private mayTouch(slots: readonly number[], index: number): boolean {
    const { program } = this.execution;
    const { task, edit } = this.execution.choiceAt(index);
    if (edit) return slots.includes(edit.slot);
    const { reads, writes } = program.analyses.footprint(task, this.execution.stateAt(index)[program.tasks[task]!.pcSlot]!);
    return slots.some((slot) => reads.includes(slot) || writes.includes(slot));
  }
}
