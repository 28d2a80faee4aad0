// Why a property broke, in words: the rule, the event that broke it, and whom that event raced with.
import type { Execution, MachineEvent } from './execution';

/** The reason of a violation, for the event that carries it. Events are counted from 1 in texts. */
export function explainViolation(execution: Execution, event: MachineEvent): string {
  const { violation } = event;
  if (!violation) throw new RangeError(`Event ${event.index} breaks nothing.`);
  const partner = racePartner(execution, event);
  const race = partner ? `, after ${phrase(partner.event)} changed ${partner.what}` : '';
  return `${violation.text}: ${violation.property} is broken by ${phrase(event)}${race}`;
}

/** `event 12 of writer ("store word 1")`. */
function phrase(event: MachineEvent): string {
  return `event ${event.index + 1} of ${event.task.name} (${event.text})`;
}

/** The latest earlier event of another task that changed the same field, else a field of the same object. */
function racePartner(execution: Execution, event: MachineEvent): { event: MachineEvent; what: string } | undefined {
  const { slots } = execution.program;
  const objectOf = (slot: number): string => `${slots[slot]!.field!.type} ${slots[slot]!.field!.id}`;
  const fields = new Set(event.changes.map(({ slot }) => slot));
  const objects = new Set(event.changes.map(({ slot }) => objectOf(slot)));
  let sameObject: { event: MachineEvent; what: string } | undefined;
  for (let index = event.index - 1; index >= 0; index--) {
    if (execution.choiceAt(index).task === event.choice.task) continue;
    const earlier = execution.eventAt(index);
    const same = earlier.changes.find(({ slot }) => fields.has(slot));
    if (same) return { event: earlier, what: same.path };
    const near = earlier.changes.find(({ slot }) => objects.has(objectOf(slot)));
    if (near) sameObject ??= { event: earlier, what: near.path };
  }
  return sameObject;
}
