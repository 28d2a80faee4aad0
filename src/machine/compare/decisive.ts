// What is decisive for an execution that goes wrong, and the clause that says how it does.
import type { Execution } from '../execution/execution';
import { joinNames } from '../execution/blocking';
import { briefly } from '../explain/phrases';
import { raceOf } from '../explain/race';
import { lastEventOf } from '../explain/wake-up';
import { callAt } from '../verdict/call-progress';
import { livelockOf } from '../verdict/livelock';
import { stuckVerdict } from '../verdict/verdict';
import type { Effect } from './effects';
import type { Ending } from './ending';
import { changesText, threadDoes } from './phrases';

/**
 * The event without which it would not have gone wrong: the second access of the race, or the one that broke the property. Of those before `parting`
 * none counts: the other side has performed them, too. Undefined where threads wait for ever, or where it was wrong from the beginning.
 */
export function decisiveEvent(execution: Execution, { verdict, event, outcome }: Ending, parting: number): number | undefined {
  if (verdict !== 'violates' || event === undefined) return undefined;
  const second = raceOf(execution, event, outcome.property!)?.second.index;
  return second === undefined || second < parting ? event : second;
}

/** The threads that wait for ever, first those of the cycle. */
export function stuckThreads(execution: Execution): readonly number[] {
  const stuck = stuckVerdict(execution.program, execution.stateAt(execution.length));
  return stuck ? stuck.cycle ?? stuck.tasks : livelockOf(execution)?.starved ?? [];
}

/** What is told of the decisive event. */
interface Telling {
  /** What it does has been said. */
  readonly isSaid: boolean;
  /** What it changes on this side only. */
  readonly effect: readonly Effect[];
  /** An event of its thread before it that only this side has. */
  readonly extra: number | undefined;
  /** ` in put_page`: its function, if that is another one on the other side. */
  readonly inside: string;
}

/** How an execution goes wrong. */
export function endClause(execution: Execution, { verdict, event, outcome: { property } }: Ending, decisive: number | undefined, { isSaid, effect, extra, inside }: Telling): string {
  if (verdict !== 'violates') return stuckClause(execution, verdict);
  if (event === undefined || decisive === undefined) return `${property!} is violated from the beginning`;
  const before = extra === undefined ? '' : `${threadDoes(execution, extra)} at event ${extra + 1}, and `;
  const { name } = execution.eventAt(decisive).task;
  const done = !isSaid ? threadDoes(execution, decisive) : extra === undefined ? `${name} does so` : 'does so';
  const first = `${before}${done}${inside} at event ${decisive + 1}`;
  const changes = effect.length > 0 ? `changes ${changesText(effect)} and ` : '';
  return decisive === event ? `${first}, which ${changes}violates ${property!}` : `${first}, and ${threadDoes(execution, event)} at event ${event + 1}, which violates ${property!}`;
}

function stuckClause(execution: Execution, verdict: Ending['verdict']): string {
  const { program, length } = execution;
  const names = (task: number): string => program.tasks[task]!.name;
  const tasks = stuckThreads(execution);
  if (verdict === 'livelock') return `${joinNames(tasks.map((task) => `${names(task)} never returns from ${callAt(execution, length, task)!.function}`))}: a livelock`;
  const sleeps = tasks.map((task) => {
    const since = lastEventOf(execution, task);
    return `${names(task)} ${briefly(program.blocked(execution.stateAt(length), task)!.text)}${since === undefined ? '' : ` after event ${since + 1}`}`;
  });
  return verdict === 'deadlock' ? `${joinNames(sleeps)}, each for ever: a deadlock` : `${joinNames(sleeps)} and nothing wakes ${tasks.length === 1 ? 'it' : 'them'}: a hang`;
}
