// Rule 7: a line happens many times, and each of them is a place to go to.
import type { Span } from '../../language/tree';
import { livelockOf } from '../../machine/verdict/livelock';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { Filter } from '../protocol/capabilities';
import type { Debuggee } from './debuggee';
import { stopForLivelock, stopForStuck } from '../stops/explanations';
import { RequestError } from '../protocol/request-error';
import type { Stop } from '../stops/stop';

export interface GotoTarget {
  /** Just before the event. */
  readonly position: number;
  readonly label: string;
  readonly span: Span;
}

/** Of so many targets, the nearest in time, the label says what is done there. Of them all it would take too long. */
const MOST_TEXTS = 1_000;

/** Every recorded event of a line, past and future, by the rule of line breakpoints. */
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

/** What is told of a position, however one comes there. */
const GONE_WRONG: ReadonlySet<string> = new Set(['invariant_violated', 'assertion_failed'] satisfies Filter[]);

/** Whether a longer execution has come back to a state is not looked for. */
const LONGEST_LASSO = 10_000;

/** Throws a RequestError if there is no such position. */
export function checkPosition({ execution }: Debuggee, position: number): void {
  if (Number.isInteger(position) && position >= 0 && position <= execution.length) return;
  throw new RequestError(`There is no position ${position}: what has happened goes from 0 to ${execution.length}.`);
}

/** Goes to a recorded position. What went wrong just there is told, however one comes there. */
export function gotoPosition(debuggee: Debuggee, position: number): Stop {
  debuggee.go(position);
  const { execution, program, rules } = debuggee;
  const violated = rules.after(position);
  if (violated?.exception && GONE_WRONG.has(violated.exception.id)) return violated;
  const stuck = position === execution.length ? stuckVerdict(program, execution.state) : undefined;
  if (stuck && rules.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
  const livelock = position === execution.length && position <= LONGEST_LASSO ? livelockOf(execution) : undefined;
  if (livelock) return stopForLivelock(execution, livelock);
  const event = execution.length > 0 ? execution.eventAt(Math.min(position, execution.length - 1)) : undefined;
  return { reason: 'goto', task: event?.task.index ?? 0, description: `Paused at position ${position}` };
}
