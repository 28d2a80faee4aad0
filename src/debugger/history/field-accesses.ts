// What an event did to watched fields: changed, wrote or read them. A function of the event's index. The states do not show what
// was read, so the event is performed once more on a state that records accesses. A computed field changes when its value does.
import { LruMap } from '../../language/lru-map';
import type { Type } from '../../language/tree';
import type { Accesses } from '../../machine/execution/accesses';
import { accessesOfEvent } from '../../machine/execution/event-accesses';
import type { Execution } from '../../machine/execution/execution';
import { derivedValue, type NamedDerivedField, type WatchedFields } from '../../machine/execution/field-values';
import type { DataAccess } from '../protocol/capabilities';

/** One event's access to one field. */
export interface FieldAccess {
  readonly path: string;
  readonly type: Type;
  /** Of what is part of the state. */
  readonly slot?: number;
  readonly kind: 'changed' | 'wrote' | 'read';
  /** What was there before. */
  readonly was: number | bigint;
  /** The value that it wrote or, if it only read the field, that it found. */
  readonly value: number | bigint;
}

/** The number of events whose accesses are kept: the same ones are asked for again. */
const EVENTS_KEPT = 1024;

const NONE: readonly FieldAccess[] = [];

/** The accesses of an execution's events. */
export class FieldAccesses {
  private readonly accesses = new LruMap<number, Accesses>(EVENTS_KEPT);

  constructor(private readonly execution: Execution) {}

  /** The accesses of one event to some fields that a data breakpoint of that access type stops for. */
  of({ slots, derived }: WatchedFields, access: DataAccess, index: number): readonly FieldAccess[] {
    const computed = access === 'read' ? NONE : this.changesOf(derived, index);
    const stored = this.ofSlots(slots, access, index);
    return computed.length === 0 ? stored : [...stored, ...computed];
  }

  private ofSlots(slots: readonly number[], access: DataAccess, index: number): readonly FieldAccess[] {
    const [before, after] = [this.execution.stateAt(index), this.execution.stateAt(index + 1)];
    const found = (slot: number, kind: FieldAccess['kind']): FieldAccess => {
      const { path, type } = this.execution.program.slots[slot]!;
      return { path, type, slot, kind, was: before[slot]!, value: kind === 'read' ? before[slot]! : after[slot]! };
    };
    if (access === 'write') return slots.filter((slot) => before[slot] !== after[slot]).map((slot) => found(slot, 'changed'));
    if (!this.mayTouch(slots, index)) return NONE;
    const { reads, writes } = this.accesses.get(index, () => accessesOfEvent(this.execution.program, before, this.execution.choiceAt(index)));
    return slots.flatMap((slot): FieldAccess[] => {
      if (access === 'read') return reads.has(slot) ? [found(slot, 'read')] : [];
      if (before[slot] !== after[slot]) return [found(slot, 'changed')];
      if (writes.has(slot)) return [found(slot, 'wrote')];
      return reads.has(slot) ? [found(slot, 'read')] : [];
    });
  }

  private changesOf(derived: readonly NamedDerivedField[], index: number): readonly FieldAccess[] {
    if (derived.length === 0) return NONE;
    const [before, after] = [this.execution.stateAt(index), this.execution.stateAt(index + 1)];
    return derived.flatMap(({ path, field }): FieldAccess[] => {
      const [was, value] = [derivedValue(field, before), derivedValue(field, after)];
      return was === undefined || value === undefined || was === value ? [] : [{ path, type: field.type, kind: 'changed', was, value }];
    });
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.accesses.forget((index) => index >= position);
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
