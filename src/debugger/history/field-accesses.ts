// What an event did to watched fields: changed, wrote or read them. A function of the event's index. The states do not show what
// was read, so the event is performed once more on a state that records accesses.
import { accessesOfEvent, type Accesses } from '../../machine/execution/accesses';
import type { Execution } from '../../machine/execution/execution';
import { LruMemo } from '../../machine/execution/lru-memo';
import type { DataAccess } from '../protocol/capabilities';

/** One event's access to one field. */
export interface FieldAccess {
  readonly slot: number;
  readonly kind: 'changed' | 'wrote' | 'read';
  /** The value that it wrote or, if it only read the field, that it found. */
  readonly value: number;
}

/** The number of events whose accesses are kept: the same ones are asked for again. */
const EVENTS_KEPT = 1024;

const NONE: readonly FieldAccess[] = [];

/** The accesses of an execution's events. */
export class FieldAccesses {
  private readonly accesses: LruMemo<Accesses>;

  constructor(private readonly execution: Execution) {
    this.accesses = new LruMemo(EVENTS_KEPT, (index) => accessesOfEvent(execution.program, execution.stateAt(index), execution.choiceAt(index)));
  }

  /** The accesses of one event to some slots that a data breakpoint of that access type stops for. */
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

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.accesses.truncate(position);
  }

  /** For most events the footprint of their code already says no. */
  private mayTouch(slots: readonly number[], index: number): boolean {
    const { program } = this.execution;
    const { task, edit } = this.execution.choiceAt(index);
    if (edit) return slots.includes(edit.slot);
    const { reads, writes } = program.analyses.footprint(task, this.execution.stateAt(index)[program.tasks[task]!.pcSlot]!);
    return slots.some((slot) => reads.includes(slot) || writes.includes(slot));
  }
}
