// One event, as people and tools see it.
import { isTold, RETURNED, type Location, type Program, type Slot, type State, type Task, type Violation } from '../../compiler/program';
import type { Type } from '../../language/tree';
import type { Choice } from './choice';
import type { Edit } from './edit';
import { editLocation, editTask } from './edit-task';
import { brokenBy } from './violations';

/**
 * A field of an object that an event changed; program counters, locals and history fields are left out. `slot` is its index in the state, `from`
 * and `to` are the values there, the texts what people read.
 */
export interface Change {
  readonly slot: number;
  readonly path: string;
  readonly type: Type;
  readonly from: number;
  readonly to: number;
  readonly fromText: string;
  readonly toText: string;
  /** What the text of the event speaks of had happened by then: the task was on its way to its next event. */
  readonly isAfterwards?: true;
}

/** One event of an execution, described from the state before it. */
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

/** What happens when `choice` is made in `before`, which is not modified. Throws a ModelError if the model fails. */
export function describeEvent(program: Program, before: State, index: number, choice: Choice): MachineEvent {
  if (choice.edit) return describeEdit(program, before, index, choice, choice.edit);
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

function describeEdit(program: Program, before: State, index: number, choice: Choice, edit: Edit): MachineEvent {
  const after = before.slice();
  after[edit.slot] = edit.value;
  const [violation] = brokenBy(program, before, after, choice);
  return {
    index, choice, task: editTask, location: editLocation, marks: [], text: editText(program, before, edit), changes: [changeBy(program, before, edit)],
    ...(violation && { violation }),
  };
}

/** Whether an event that changes a slot does so after what its text says, on the way of its task to the next one. */
export function isChangedAfterwards({ analyses, location }: Program, before: State, { task, edit }: Choice, slot: number): boolean {
  return edit === undefined && analyses.footprint(task, location(before, task).pc).afterwards.includes(slot);
}

/** What the edit changes: `other.i_extents[0] null → block 1`. */
export function editText(program: Program, before: State, edit: Edit): string {
  const { path, fromText, toText } = changeBy(program, before, edit);
  return `${path} ${fromText} → ${toText}`;
}

function changeBy(program: Program, before: State, { slot, value: to, type, path }: Edit): Change {
  const from = before[slot]!;
  return { slot, path, type, from, to, fromText: program.format(from, type), toText: program.format(to, type) };
}

/** Fields of objects that differ after the task's event. `isWanted`: of which fields; those of which texts speak. */
export function changesBetween(program: Program, before: State, after: State, task: number, isWanted: (of: Slot, slot: number) => boolean = isTold): Change[] {
  const changes: Change[] = [];
  const afterwards = program.analyses.footprint(task, program.location(before, task).pc).afterwards;
  program.slots.forEach((of, slot) => {
    const { path, type } = of;
    const from = before[slot]!;
    const to = after[slot]!;
    if (from === to || !isWanted(of, slot)) return;
    changes.push({
      slot, path, type, from, to, fromText: program.format(from, type), toText: program.format(to, type),
      ...(afterwards.includes(slot) && { isAfterwards: true }),
    });
  });
  return changes;
}
