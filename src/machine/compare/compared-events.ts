// The events of one of two executions, by thread and by what identifies them.
import { EDIT_TASK } from '../execution/choice';
import { editTask } from '../execution/edit-task';
import type { Execution } from '../execution/execution';
import { EventKeys, textAt, type EventKey } from './event-keys';

/** Events of each side that are compared. */
export const MOST_COMPARED = 10_000;

/** A thread of either side, matched by name, with its tasks: `EDIT_TASK` for what was made by hand. */
export interface ComparedThread {
  readonly name: string;
  readonly left?: number;
  readonly right?: number;
}

/** Those of the left side first. */
export function comparedThreads(left: Execution, right: Execution): ComparedThread[] {
  const taskNamed = ({ program }: Execution, name: string): number | undefined => program.tasks.find((task) => task.name === name)?.index;
  const names = [...new Set([left, right].flatMap(({ program }) => program.tasks.map(({ name }) => name)))];
  const threads = names.map((name): ComparedThread => {
    const [one, other] = [taskNamed(left, name), taskNamed(right, name)];
    return { name, ...(one !== undefined && { left: one }), ...(other !== undefined && { right: other }) };
  });
  const isEdited = [left, right].some((execution) => execution.choices.some(({ edit }) => edit));
  return isEdited ? [...threads, { name: editTask.name, left: EDIT_TASK, right: EDIT_TASK }] : threads;
}

export class ComparedEvents {
  readonly length: number;
  /** By event, as all that follows: its thread. Texts have their values. */
  readonly threads: number[] = [];
  readonly texts: string[] = [];
  readonly keys: EventKey[] = [];
  /** The event before it of its thread, -1 for the first. */
  readonly previous: number[] = [];

  /** `tasks`: by thread. `most`: what comes after so many events is not compared. */
  constructor(private readonly execution: Execution, tasks: readonly (number | undefined)[], functions: ReadonlySet<string>, most: number) {
    this.length = Math.min(execution.length, most);
    const keys = new EventKeys(execution.program, functions);
    const threadOf = new Map(tasks.map((task, thread) => [task, thread]));
    const latest = tasks.map(() => -1);
    for (let index = 0; index < this.length; index++) {
      const thread = threadOf.get(execution.choiceAt(index).task)!;
      this.threads.push(thread);
      const text = textAt(execution, index);
      this.texts.push(text);
      this.keys.push(keys.of(execution, index, text));
      this.previous.push(latest[thread]!);
      latest[thread] = index;
    }
  }

  /** The events of a thread from an event on. */
  of(thread: number, from: number): number[] {
    const found: number[] = [];
    for (let index = from; index < this.length; index++) if (this.threads[index] === thread) found.push(index);
    return found;
  }

  /** The property that it broke. */
  breaks(index: number): string | undefined {
    return this.execution.annotationsOf(index).breaks;
  }
}
