// Why a property broke, in words: the rule, the event that broke it, and whom that event raced with.
import { ModelError, type State } from '../compiler/program';
import type { Change, Execution, MachineEvent } from './execution';

/** The reason of a violation, for the event that carries it. Events are counted from 1 in texts. */
export function explainViolation(execution: Execution, event: MachineEvent): string {
  const { violation } = event;
  if (!violation) throw new RangeError(`Event ${event.index} breaks nothing.`);
  const partner = racePartner(execution, event, violation.property);
  const race = partner ? `, after ${phrase(partner.event)} changed ${partner.change.path}` : '';
  return `${violation.text}: ${violation.property} is broken by ${phrase(event)}${race}`;
}

/** `event 12 of writer (store word 1)`. */
function phrase(event: MachineEvent): string {
  return `event ${event.index + 1} of ${event.task.name} (${event.text})`;
}

interface Write {
  readonly event: MachineEvent;
  readonly change: Change;
}

/**
 * The latest write of another task without which the property would hold, taken alone; if there is none, the latest
 * that conflicts with the breaking event: it wrote what that event reads or writes.
 */
function racePartner(execution: Execution, event: MachineEvent, property: string): Write | undefined {
  const writes = latestWrites(execution, event.index).filter((write) => write.event.task !== event.task);
  const accessed = accessedSlots(execution, event);
  return writes.find((write) => isNeeded(execution, event, property, write))
    ?? writes.find(({ change }) => accessed.has(change.slot));
}

/** For every field the last event that changed it before `end`, latest first. */
function latestWrites(execution: Execution, end: number): Write[] {
  const seen = new Set<number>();
  const writes: Write[] = [];
  for (let index = end - 1; index >= 0; index--) {
    const event = execution.eventAt(index);
    for (const change of event.changes) {
      if (seen.has(change.slot)) continue;
      seen.add(change.slot);
      writes.push({ event, change });
    }
  }
  return writes;
}

/** With the field as it was before the write, nothing would be wrong after the breaking event. */
function isNeeded(execution: Execution, event: MachineEvent, property: string, { change }: Write): boolean {
  const check = execution.program.invariants.find(({ name }) => name === property)?.check;
  if (!check || event.changes.some(({ slot }) => slot === change.slot)) return false;
  const state = execution.stateAt(event.index + 1).slice();
  state[change.slot] = change.from;
  try {
    return check(state) === undefined;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

/** Slots that the event reads or writes, found by performing it on a state that takes notes. */
function accessedSlots(execution: Execution, event: MachineEvent): Set<number> {
  const slots = new Set<number>();
  const note = (key: string | symbol): void => { if (typeof key === 'string') slots.add(Number(key)); };
  const state: State = new Proxy(execution.stateAt(event.index).slice(), {
    get: (target, key) => (note(key), Reflect.get(target, key)),
    set: (target, key, value) => (note(key), Reflect.set(target, key, value)),
  });
  execution.program.step(state, event.choice.task, event.choice.alternative);
  return slots;
}
