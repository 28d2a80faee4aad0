// Rule 7: a line happens many times, and each of them is a place to go to.
import type { Span } from '../language/tree';
import { livelockOf } from '../machine/livelock';
import { stuckVerdict } from '../machine/verdict';
import type { Debuggee } from './debuggee';
import { stopForLivelock, stopForStuck } from './explanations';
import { RequestError } from './request-error';
import type { Stop } from './stop';

export interface GotoTarget {
  /** Just before the event. */
  readonly position: number;
  readonly label: string;
  readonly span: Span;
}

/** Every recorded event of a line, past and future, by the rule of line breakpoints. */
export function listGotoTargets({ execution, rules, chronicle }: Debuggee, source: string, line: number): readonly GotoTarget[] {
  const positions = rules.occurrences(source, line);
  return positions.map((position, index) => {
    const { task, text, location } = execution.eventAt(position);
    const { span } = location.frames.find((frame) => frame.source === source && frame.span[0] === line)!;
    const retries = chronicle.retries(task.index, position);
    const round = retries > 0 ? `, retry ${retries}` : '';
    return { position, span, label: `#${index + 1} of ${positions.length}, ${task.name}${round}: ${text}` };
  });
}

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
  if (violated?.exception?.id === 'invariant_violated') return violated;
  const stuck = position === execution.length ? stuckVerdict(program, execution.state) : undefined;
  if (stuck && rules.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
  const livelock = position === execution.length && position <= LONGEST_LASSO ? livelockOf(execution) : undefined;
  if (livelock) return stopForLivelock(livelock);
  const event = execution.length > 0 ? execution.eventAt(Math.min(position, execution.length - 1)) : undefined;
  return { reason: 'goto', task: event?.task.index ?? 0, description: `Paused at position ${position}` };
}
