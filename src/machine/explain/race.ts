// Which two accesses raced, and in which window.
import { latestChange, type Write } from './latest-change';
import { breakingWrites, causesOf, fieldsAccessed, fieldsChecked, type Cause } from './causes';
import type { Execution } from '../execution/execution';

/** An access; `slot` is the field, if one is known. Events are indices as in `MachineEvent`. */
export interface RaceAccess {
  readonly index: number;
  readonly slot?: number;
}

/** Two accesses of different tasks that made a property break, and the window between them. */
export interface Race {
  /**
   * `broken`: the first made the rule apply, the second took away what it asks for.
   * `stale`: the first looked at a field that the second changed before the first one's task went on.
   * `met`: the first changed what the second came upon.
   */
  readonly kind: 'broken' | 'stale' | 'met';
  readonly first: RaceAccess;
  readonly second: RaceAccess;
  /** The window ends with the event that broke the property. */
  readonly end: number;
}

/** Events of one task looked at for a stale read. */
const READS = 32;

/** The race behind the violation of a property by event `index`; undefined where one task alone did it, or an edit. */
export function raceOf(execution: Execution, index: number, property: string): Race | undefined {
  const isEdit = (at: number): boolean => execution.choiceAt(at).edit !== undefined;
  if (isEdit(index)) return undefined;
  const race = brokenClaim(execution, index, property) ?? staleRead(execution, index) ?? lastMeeting(execution, index);
  return race && !isEdit(race.first.index) && !isEdit(race.second.index) ? race : undefined;
}

/**
 * Of the changes that the violation depends on, the first that comes after one of another task, with the nearest such.
 * (A later one is a consequence as a rule: what has been freed is given away.)
 */
function brokenClaim(execution: Execution, index: number, property: string): Race | undefined {
  const [last = { index }] = breakingWrites(execution, index, property);
  const checked = new Set(fieldsChecked(execution, index, property));
  const causes: readonly (RaceAccess & Partial<Pick<Cause, 'isTested'>>)[] = [...causesOf(execution, index, property, [...checked, ...fieldsAccessed(execution, index)]), last];
  const taskOf = (access: RaceAccess): number => execution.choiceAt(access.index).task;
  for (const [at, second] of causes.entries()) {
    // What the rule speaks of was taken away, not what led the event to it.
    if (second !== last && !(checked.has(second.slot!) && second.isTested)) continue;
    const earlier = causes.slice(0, at).filter((cause) => taskOf(cause) !== taskOf(second));
    // What decides the property, rather than what led to its test.
    const deciding = earlier.filter(({ isTested }) => isTested);
    const foreign = deciding.length > 0 ? deciding : earlier;
    // Rules speak of what is there: a claim, rather than a lock that was let go.
    const first = foreign.findLast(({ index: made, slot }) => execution.stateAt(made + 1)[slot!] !== 0) ?? foreign.at(-1);
    if (first) return { kind: 'broken', first, second, end: index };
  }
  return undefined;
}

/** The task looked at a field, another one changed it, and the task went on with what it had seen. */
function staleRead(execution: Execution, index: number): Race | undefined {
  const { task } = execution.choiceAt(index);
  const change = latestForeignChange(execution, index);
  if (!change) return undefined;
  let reads = 0;
  for (let at = change.index - 1; at >= 0 && reads < READS; at--) {
    if (execution.choiceAt(at).task !== task) continue;
    reads++;
    if (fieldsAccessed(execution, at).includes(change.slot)) return { kind: 'stale', first: { index: at, slot: change.slot }, second: change, end: index };
  }
  return undefined;
}

function lastMeeting(execution: Execution, index: number): Race | undefined {
  const change = latestForeignChange(execution, index);
  return change && { kind: 'met', first: change, second: { index }, end: index };
}

/** The latest change by another task of a field that the event reads or writes. */
function latestForeignChange(execution: Execution, index: number): Write | undefined {
  const own = execution.choiceAt(index).task;
  return latestChange(execution, fieldsAccessed(execution, index), (task) => task !== own, index);
}
