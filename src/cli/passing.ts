// Until when a counterexample could have gone right, and the nearest run that does, for the terminal and for JSON.
import { passingOf } from '../explorer/passing/passing';
import { passingText, type PassingText } from '../explorer/passing/in-words';
import { PackedProgram } from '../explorer/store/packed-program';
import { replay } from '../machine/schedule/replay';
import { formatSchedule } from '../machine/schedule/schedule';
import type { CheckResult } from './check-result';

/** However small the search was, so many states may be looked at; otherwise as many as the search had. */
const FEWEST_STATES = 50_000;
/** More would be another execution rather than this one with some events moved. */
const MOST_MOVED = 64;

export interface PassingAnswer extends PassingText {
  /** Counted from 1; null if nothing goes right, or it is not known. */
  readonly pointOfNoReturn: number | null;
  /** Of the nearest run that goes right. */
  readonly schedule: string | null;
  /** The events of the counterexample that are not at their place there, counted from 1. */
  readonly moved: readonly number[];
}

/** Undefined if nothing went wrong, or before the first event. */
export function passingAnswer(result: CheckResult): PassingAnswer | undefined {
  const { schedule, missingWait, states, verdict } = result.exploration;
  if (!schedule || !missingWait) return undefined;
  const { program } = result;
  const { execution } = replay(program, schedule);
  const bounds = { maxStates: Math.max(FEWEST_STATES, states), mostMoved: MOST_MOVED, isLivelock: verdict === 'livelock' };
  const passing = passingOf(new PackedProgram(program), execution.choices, bounds);
  const { nearest, pointOfNoReturn } = passing;
  const run = typeof nearest === 'object' ? nearest : undefined;
  return {
    ...passingText(execution, passing),
    pointOfNoReturn: pointOfNoReturn === undefined ? null : pointOfNoReturn + 1,
    schedule: run ? formatSchedule(run.choices) : null, moved: (run?.left ?? []).map((index) => index + 1),
  };
}
