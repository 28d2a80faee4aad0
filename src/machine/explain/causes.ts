// Which earlier changes a violation depends on, found by trying: with the old value of one field, would the same event
// have broken the property?
import { isTold, ModelError, type Program, type State } from '../../compiler/program';
import { accessesOf } from '../execution/accesses';
import { accessesOfEvent } from '../execution/event-accesses';
import { falseOnModelError } from './false-on-model-error';
import { LOOKBACK, type Write } from './latest-change';
import type { Choice } from '../execution/choice';
import type { Execution } from '../execution/execution';

/** A change without which the property would not have been broken. */
export interface Cause extends Write {
  /** With the old value the property is put to the test and holds. Otherwise it is not even tested, as behind a guard that is false. */
  readonly isTested: boolean;
}

/**
 * The changes before event `index` without which it would not have broken the property, in the order of time: with the
 * value that the field had before (or all fields that the same event changed), nothing is wrong, or the event cannot
 * happen; with every later value it breaks.
 * `among`: the fields in question.
 */
export function causesOf(execution: Execution, index: number, property: string, among: Iterable<number>): Cause[] {
  const { program } = execution;
  const before = execution.stateAt(index);
  const choice = execution.choiceAt(index);
  const open = new Set(among);
  const tryWith = (old: State, slots: readonly number[]): Trial => {
    const state = before.slice();
    for (const slot of slots) state[slot] = old[slot]!;
    return trialOf(program, state, choice, property);
  };
  const found: Cause[] = [];
  for (let at = index - 1; at >= Math.max(0, index - LOOKBACK) && open.size > 0; at--) {
    const [from, to] = [execution.stateAt(at), execution.stateAt(at + 1)];
    const changed = [...open].filter((slot) => from[slot] !== to[slot]);
    if (changed.length === 0) continue;
    const trials = changed.map((slot) => ({ slot, trial: tryWith(from, [slot]) }));
    const alone = trials.filter(({ trial }) => trial !== 'broken');
    for (const { slot, trial } of alone) {
      open.delete(slot);
      found.push({ index: at, slot, isTested: trial === 'holds' });
    }
    if (alone.length > 0) continue;
    const together = tryWith(from, lasting(program, from, to, before));
    if (together === 'broken') continue;
    for (const slot of changed) open.delete(slot);
    found.push({ index: at, slot: changed[0]!, isTested: together === 'holds' });
  }
  return found.reverse();
}

/** The fields that an event changed and that have been left so since. */
function lasting(program: Program, before: State, after: State, now: State): number[] {
  return [...program.slots.keys()].filter((slot) => isTold(program.slots[slot]!) && before[slot] !== after[slot] && after[slot] === now[slot]);
}

/** The fields that the check of the property reads after event `index`. */
export function fieldsChecked(execution: Execution, index: number, property: string): number[] {
  const { program } = execution;
  const { reads } = accessesOf(execution.stateAt(index + 1), (state) => { isBroken(program, state, property); });
  return [...reads].filter((slot) => isTold(program.slots[slot]!));
}

/** The fields that the event reads or writes. */
export function fieldsAccessed(execution: Execution, index: number): number[] {
  const { program } = execution;
  const { reads, writes } = accessesOfEvent(program, execution.stateAt(index), execution.choiceAt(index));
  return [...new Set([...reads, ...writes])].filter((slot) => isTold(program.slots[slot]!));
}

/** The fields changed by the event that the check of the property reads, those first whose change alone broke it. */
export function breakingWrites(execution: Execution, index: number, property: string): Write[] {
  const { program } = execution;
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  const slots = fieldsChecked(execution, index, property).filter((slot) => before[slot] !== after[slot]);
  const alone = slots.filter((slot) => {
    const state = after.slice();
    state[slot] = before[slot]!;
    return !falseOnModelError(() => isBroken(program, state, property));
  });
  return [...new Set([...alone, ...slots])].map((slot) => ({ index, slot }));
}

/** Of a choice that is impossible, and where the model fails, the property is not tested. */
type Trial = 'broken' | 'holds' | 'not tested';

function trialOf(program: Program, before: State, choice: Choice, property: string): Trial {
  const { task, alternative } = choice;
  try {
    if (alternative >= program.enabled(before, task)) return 'not tested';
    const after = before.slice();
    program.step(after, task, alternative);
    if (isBroken(program, after, property)) return 'broken';
    return isTested(program, before, choice, property) ? 'holds' : 'not tested';
  } catch (error) {
    if (error instanceof ModelError) return 'not tested';
    throw error;
  }
}

/** An invariant is tested after every event, an assertion where it stands. */
function isTested(program: Program, before: State, { task, alternative }: Choice, property: string): boolean {
  return program.invariants.some(({ name }) => name === property) || program.reachedAssertions(before, task, alternative).includes(property);
}

/** Whether the property does not hold in the state. */
export function isBroken(program: Program, state: State, property: string): boolean {
  const check = program.invariants.find(({ name }) => name === property)?.check;
  return check ? check(state) !== undefined : program.violation(state)?.property === property;
}
