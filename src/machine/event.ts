// One event, as people and tools see it.
import { RETURNED, type Location, type Program, type State, type Task, type Violation } from '../compiler/program';
import type { Choice } from './choice';
import { brokenBy } from './violations';

/** A field of an object that an event changed. Program counters and locals are left out. */
export interface Change {
  readonly slot: number;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly fromText: string;
  readonly toText: string;
  /** What the text of the event speaks of had happened by then: the task was on its way to its next event. */
  readonly isAfterwards?: true;
}

export interface MachineEvent {
  /** It leads from position `index` to `index + 1`. */
  readonly index: number;
  readonly choice: Choice;
  readonly task: Task;
  /** Where the task rested. */
  readonly location: Location;
  readonly text: string;
  readonly marks: readonly string[];
  readonly changes: readonly Change[];
  /** A property that this event broke: it held before. */
  readonly violation?: Violation;
}

/** What happens when `choice` is made in `before`. Neither state is modified. */
export function describeEvent(program: Program, before: State, index: number, choice: Choice): MachineEvent {
  const marks: string[] = [];
  const after = before.slice();
  program.step(after, choice.task, choice.alternative, marks);
  const [violation] = brokenBy(program, before, after, choice);
  return {
    index,
    choice,
    task: program.tasks[choice.task]!,
    location: program.location(before, choice.task),
    text: program.describe(before, choice.task),
    marks: marks.filter((mark) => mark !== RETURNED),
    changes: changesBetween(program, before, after, choice.task),
    ...(violation && { violation }),
  };
}

/** Fields of objects that differ after the task's event. */
export function changesBetween(program: Program, before: State, after: State, task: number): Change[] {
  const changes: Change[] = [];
  const afterwards = program.footprint?.(task, program.location(before, task).pc).afterwards;
  program.slots.forEach(({ path, type, field }, slot) => {
    const from = before[slot]!;
    const to = after[slot]!;
    if (from === to || !field) return;
    changes.push({
      slot, path, from, to, fromText: program.format(from, type), toText: program.format(to, type),
      ...(afterwards?.includes(slot) && { isAfterwards: true }),
    });
  });
  return changes;
}
