// Rule 7: a line has many events, and each of them can be gone to.
import type { Span } from '../../language/tree';
import { livelockOf } from '../../machine/verdict/livelock';
import { LONGEST_WATCHED } from '../../machine/verdict/livelock-watch';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { Filter } from '../protocol/capabilities';
import type { Debuggee } from './debuggee';
import { stopForLivelock, stopForStuck } from '../stops/explanations';
import { RequestError } from '../protocol/request-error';
import type { Stop } from '../stops/stop';

/** One event of a line. */
export interface GotoTarget {
  /** The position just before the event. */
  readonly position: number;
  readonly label: string;
  readonly span: Span;
}

/** The labels of so many targets, those nearest in time, say what the event does. Of all targets that would take too long. */
const MOST_TEXTS = 1_000;

/** Every recorded event of a line (from 0), past and future: those at which a line breakpoint would be hit. Answers `gotoTargets`. */
export function listGotoTargets(debuggee: Debuggee, source: string, line: number): readonly GotoTarget[] {
  const { execution, program, rules, exceptions } = debuggee;
  const positions = rules.occurrences(source, line);
  const next = positions.findIndex((position) => position >= debuggee.position);
  const here = next < 0 ? positions.length : next;
  const first = Math.max(0, Math.min(here - MOST_TEXTS / 2, positions.length - MOST_TEXTS));
  return positions.map((position, index) => {
    const { task } = execution.choiceAt(position);
    const { span } = execution.edgeInto(position).location.frames.find((frame) => frame.source === source && frame.span[0] === line)!;
    const retries = exceptions.retries(task, position);
    const round = retries > 0 ? `, retry ${retries}` : '';
    const text = first <= index && index < first + MOST_TEXTS ? `: ${program.describe(execution.stateAt(position), task)}` : '';
    return { position, span, label: `#${index + 1} of ${positions.length}, ${program.tasks[task]!.name}${round}${text}` };
  });
}

/** The filters whose stop is shown at a position even if they are reached by a jump. */
const VIOLATIONS: ReadonlySet<string> = new Set(['invariant_violated', 'assertion_failed'] satisfies Filter[]);

/** Throws a RequestError if there is no such position. */
export function checkPosition({ execution }: Debuggee, position: number): void {
  if (Number.isInteger(position) && position >= 0 && position <= execution.length) return;
  throw new RequestError(`There is no position ${position}: what has happened goes from 0 to ${execution.length}.`);
}

/** Goes to a recorded position, which must exist. If the event before it broke a property, that is the stop; at the end, a deadlock, hang or livelock. */
export function gotoPosition(debuggee: Debuggee, position: number): Stop {
  debuggee.go(position);
  const { execution, program, rules } = debuggee;
  const violated = rules.after(position);
  if (violated?.exception && VIOLATIONS.has(violated.exception.id)) return violated;
  const stuck = position === execution.length ? stuckVerdict(program, execution.state) : undefined;
  if (stuck && rules.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
  const livelock = position === execution.length && position <= LONGEST_WATCHED ? livelockOf(execution) : undefined;
  if (livelock) return stopForLivelock(execution, livelock);
  const event = execution.length > 0 ? execution.eventAt(Math.min(position, execution.length - 1)) : undefined;
  return { reason: 'goto', task: event?.task.index ?? 0, description: `Paused at position ${position}` };
}
