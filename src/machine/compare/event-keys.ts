// What makes an event of one execution the same as an event of another, of a thread with the same name: its text without the values that
// come and go, and its call stack. Of the stack only those functions count that both programs have: a function that was put in between in
// another version makes no other event.
import type { Program, State } from '../../compiler/program';
import type { Execution } from '../execution/execution';
import { briefly } from '../explain/phrases';

/** `loose`: whoever calls the function that it is in. */
export interface EventKey {
  readonly exact: string;
  readonly loose: string;
}

export class EventKeys {
  /** By task and program counter. */
  readonly #stacks: (string | undefined)[][];

  /** `functions`: those of which both programs make use. */
  constructor(private readonly program: Program, private readonly functions: ReadonlySet<string>) {
    this.#stacks = program.tasks.map(() => []);
  }

  /** Of the event that the task would perform next. */
  next(state: State, task: number): EventKey {
    return this.keyOf(state, task, this.program.describe(state, task));
  }

  /** Of a recorded event, whose text is known. */
  of(execution: Execution, index: number, text: string): EventKey {
    const { task, edit } = execution.choiceAt(index);
    return edit ? { exact: text, loose: text } : this.keyOf(execution.stateAt(index), task, text);
  }

  private keyOf(state: State, task: number, text: string): EventKey {
    const { pc, frames } = this.program.location(state, task);
    const stack = this.#stacks[task]![pc] ??= frames.map((frame) => frame.function).filter((name) => this.functions.has(name)).join(' ');
    const shape = shapeOf(text);
    return { exact: `${shape}\n${stack}`, loose: `${shape}\n${frames[0]!.function}` };
  }
}

/** The text of a recorded event, with its values. */
export function textAt(execution: Execution, index: number): string {
  const { task, edit } = execution.choiceAt(index);
  return edit ? edit.text : execution.program.describe(execution.stateAt(index), task);
}

/** The functions in which tasks of both programs can rest. */
export function commonFunctions(left: Program, right: Program): ReadonlySet<string> {
  const functions = functionsOf(left);
  return left === right ? functions : new Set([...functionsOf(right)].filter((name) => functions.has(name)));
}

function functionsOf({ tasks }: Program): Set<string> {
  const functions = new Set<string>();
  for (const { locations } of tasks) for (const { frames } of locations) for (const frame of frames) functions.add(frame.function);
  return functions;
}

/** A text without the values that come and go: `give other one of {} as its block 0`, `is page 0 idle?`. */
export function shapeOf(text: string): string {
  return briefly(text).replaceAll(/\{[^}]*\}/g, '{}').replace(/\? .*$/s, '?');
}
