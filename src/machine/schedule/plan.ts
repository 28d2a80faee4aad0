// A pinned interleaving, step by step. Which step is current is computed from the events so far, never remembered as a
// separate truth, so that it is right after going back, jumping and forking.
import type { Location, Program } from '../../compiler/program';
import type { Directive } from '../../language/tree';
import { packChoice, type Choice } from '../execution/choice';
import { readEdit } from '../execution/edit';
import type { Execution } from '../execution/execution';
import { blocks, CHECKPOINT_INTERVAL } from '../execution/history-slice';

/** From a schedule string: it holds only while the execution follows the string. */
interface ExactStep {
  readonly kind: 'exact';
  readonly task: number;
  readonly alternative: number;
  readonly count: number;
  readonly edit?: string;
}

export type PlanStep =
  | ExactStep
  | { readonly kind: 'directive'; readonly task: number; readonly until: Directive['until'] };

/** The current step and the number of events its task has made in it. */
interface Cursor {
  readonly step: number;
  readonly made: number;
}

type Draw = (execution: Execution, among: readonly Choice[]) => Choice | undefined;

/** What the plan wants next; undefined when it is through or nothing can move. `draw` decides what the plan leaves open. */
export function followPlan(steps: readonly PlanStep[], draw: Draw): (execution: Execution) => Choice | undefined {
  const exactSteps = steps.filter(({ kind }) => kind === 'exact').length;
  // What is known of the execution followed last: the cursor at the latest position, and some before it to go back to.
  let walked: Execution | undefined;
  let cuts = 0;
  let kept: Cursor[] = [];
  let latest = 0;
  let cursor: Cursor = { step: 0, made: 0 };

  const cursorAt = (execution: Execution): Cursor => {
    const { position } = execution;
    if (execution !== walked) {
      kept = [settle(execution, 0, { step: 0, made: 0 })];
      walked = execution;
      cuts = execution.cuts.length;
      latest = Infinity;
    }
    let known = position;
    for (; cuts < execution.cuts.length; cuts++) known = Math.min(known, execution.cuts[cuts]!);
    if (known < latest) {
      kept.length = Math.min(kept.length, blocks(known) + 1);
      latest = (kept.length - 1) * CHECKPOINT_INTERVAL;
      cursor = kept[kept.length - 1]!;
    }
    for (; latest < position; latest++) {
      if (cursor.step < steps.length) cursor = settle(execution, latest + 1, advance(execution, latest, cursor, execution.choiceAt(latest)));
      if ((latest + 1) % CHECKPOINT_INTERVAL === 0) kept.push(cursor);
    }
    return cursor;
  };

  const advance = (execution: Execution, index: number, { step, made }: Cursor, choice: Choice): Cursor => {
    const current = steps[step]!;
    if (current.kind === 'exact') {
      const wanted = exactChoice(execution, index, current);
      if (!wanted || packChoice(wanted) !== packChoice(choice)) return { step: exactSteps, made: 0 };
    }
    return { step, made: made + (current.task === choice.task ? 1 : 0) };
  };

  /** Goes past every step that is complete. */
  const settle = (execution: Execution, position: number, cursor: Cursor): Cursor => {
    let { step, made } = cursor;
    while (step < steps.length && isComplete(execution, position, steps[step]!, made, steps[step - 1])) {
      step++;
      made = 0;
    }
    return { step, made };
  };

  return (execution) => {
    const step = steps[cursorAt(execution).step];
    if (!step) return undefined;
    if (step.kind === 'exact' && step.edit !== undefined) return exactChoice(execution, execution.position, step);
    const choices = execution.runnable();
    const own = choices.filter(({ task }) => task === step.task);
    if (step.kind === 'exact') return own.find(({ alternative }) => alternative === step.alternative);
    if (own.length > 0) return draw(execution, own);
    // It waits for another task: let the agents finish their work before another process goes on.
    const agents = choices.filter(({ task }) => execution.program.tasks[task]!.kind === 'agent');
    return draw(execution, agents.length > 0 ? agents : choices);
  };
}

/** The choice of an exact step: an edit means what it names at that position, if it fits there. */
function exactChoice(execution: Execution, position: number, { task, alternative, edit }: ExactStep): Choice | undefined {
  if (edit === undefined) return { task, alternative };
  const read = readEdit(execution.program, execution.stateAt(position), edit);
  return 'edit' in read ? execution.choiceFor(read.edit) : undefined;
}

function isComplete(
  execution: Execution, position: number, step: PlanStep, made: number, previous: PlanStep | undefined,
): boolean {
  if (step.kind === 'exact') return made >= step.count;
  const { program } = execution;
  const state = execution.stateAt(position);
  const { status } = program.location(state, step.task);
  if (status === 'ended') return true;
  switch (step.until.kind) {
    case 'events':
      return made >= step.until.count;
    case 'blocked':
      return program.enabled(state, step.task) === 0;
    case 'end':
      return status === 'idle' && program.enabled(state, step.task) === 0;
    case 'call': {
      // `run p until f; run p until f;` means the next two calls, not the same one twice.
      const isSecond = previous?.kind === 'directive' && previous.task === step.task
        && previous.until.kind === 'call' && previous.until.function === step.until.function;
      return (made > 0 || !isSecond) && isEntering(execution, position, step.task, step.until.function);
    }
  }
}

/** The task rests in a call of the function in which it did not rest before its latest event. */
function isEntering(execution: Execution, position: number, task: number, name: string): boolean {
  const { program } = execution;
  const index = execution.lastEventBefore(position, task);
  const before = index >= 0 ? execution.edgeInto(index).location : undefined;
  const location = program.location(execution.stateAt(position), task);
  return location.frames.some(({ function: called, activation }) => called === name && (
    !before?.frames.some((frame) => frame.activation === activation) || isCalledAgain(program, task, before, location, activation)));
}

/**
 * Whether the task has left a call and is at the beginning of the same one again, which a loop around it has made. Locations are numbered in
 * the order of the expanded program: it has gone back to the first one of the call, from one where the call can end.
 */
function isCalledAgain({ tasks, analyses }: Program, task: number, before: Location, { pc }: Location, activation: number): boolean {
  if (pc > before.pc) return false;
  const { locations } = tasks[task]!;
  const isIn = ({ frames }: Location): boolean => frames.some((frame) => frame.activation === activation);
  const isFirst = !locations.slice(0, pc).some(isIn);
  const ends = analyses.ends(task, before.pc);
  return isFirst && (ends.length === 1 || ends.some((end) => !isIn(locations[end]!)));
}
