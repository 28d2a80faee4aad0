// One event, as people and tools see it.
import { RETURNED, type Location, type Program, type State, type Task, type Violation } from '../compiler/program';
import type { Type } from '../language/tree';
import { NOBODY, type Choice } from './choice';
import type { Edit } from './edit';
import { brokenBy } from './violations';

/** A field of an object that an event changed. Program counters and locals are left out. */
export interface Change {
  readonly slot: number;
  readonly path: string;
  readonly type: Type;
  readonly from: number;
  readonly to: number;
  readonly fromText: string;
  readonly toText: string;
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

/** What an event marks and breaks. */
export type Outcome = Pick<MachineEvent, 'marks' | 'violation'>;

/** Much cheaper than describing the event. Neither state is modified. */
export function outcomeBetween(program: Program, before: State, after: State, choice: Choice): Outcome {
  const marks: string[] = [];
  if (!choice.edit) program.step(before.slice(), choice.task, choice.alternative, marks);
  const [violation] = brokenBy(program, before, after, choice);
  return { marks: marks.filter(isNamed), ...(violation && { violation }) };
}

/** What happens when `choice` is made in `before`. Neither state is modified. */
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
    marks: marks.filter(isNamed),
    changes: changesBetween(program, before, after),
    ...(violation && { violation }),
  };
}

/** Nobody performs an edit, nowhere: this stands for the task, so that every list of events says what it is. */
const WHAT_IF = 'what if';
const task: Task = { index: NOBODY, name: WHAT_IF, routine: WHAT_IF, kind: 'agent', pcSlot: -1, object: 0, locations: [] };
const location: Location = {
  pc: 0, status: 'ready', waits: false, frames: [{ function: WHAT_IF, source: '', span: [0, 0, 0, 0], activation: 0, variables: [] }],
};

/** Its text says what it changes: `block 1.owner victim → other`. */
function describeEdit(program: Program, before: State, index: number, choice: Choice, { slot, value, type, path }: Edit): MachineEvent {
  const after = before.slice();
  after[slot] = value;
  const [violation] = brokenBy(program, before, after, choice);
  const [from, fromText, toText] = [before[slot]!, program.format(before[slot]!, type), program.format(value, type)];
  return {
    index, choice, task, location, marks: [], text: `${path} ${fromText} → ${toText}`,
    changes: [{ slot, path, type, from, to: value, fromText, toText }],
    ...(violation && { violation }),
  };
}

function isNamed(mark: string): boolean {
  return mark !== RETURNED;
}

/** Fields of objects that differ. */
export function changesBetween(program: Program, before: State, after: State): Change[] {
  const changes: Change[] = [];
  program.slots.forEach(({ path, type, field }, slot) => {
    const from = before[slot]!;
    const to = after[slot]!;
    if (from === to || !field) return;
    changes.push({
      slot, path, type, from, to, fromText: program.format(from, type), toText: program.format(to, type),
    });
  });
  return changes;
}
