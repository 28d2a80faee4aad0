// Requests beyond the protocol (docs/dap-extensions.md): positions, forks, all threads, and the ownership view.
import { suggestion } from '../../language/suggest';
import { formatVersion } from '../../language/versions';
import { formatSchedule, scheduleOf, scheduleOfFork } from '../../machine/schedule/schedule';
import type { Session } from '../session';
import type { ForksAnswer, ListedFork, ScheduleAnswer } from '../protocol/answers';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { listCursors } from '../values/cursors';
import { passingAt } from '../console/passing';
import { historyOf } from '../console/who';
import type { RequestArguments } from '../protocol/request-arguments';
import { buildOwnership } from '../ownership/ownership';
import { told } from '../ownership/went-wrong';
import { storyAt } from '../sources/story';
import { framesInSight } from '../values/stack';
import { RequestError } from '../protocol/request-error';
import { taskOf } from '../protocol/threads';
import { compare } from './compare-request';
import { customMovements, toFork, toPosition } from '../motion/custom-movements';
import { findEvents } from '../timeline/find';
import { timelineOf } from '../timeline/timeline';
import { timelineRange } from '../timeline/timeline-range';
import { MOST_LINES, timelineText } from '../timeline/timeline-text';

/** A fork is listed with its schedule if that has no more events than this. */
const MOST_CHOICES = 10_000;

/** A picture is not wider. */
const MOST_COLUMNS = 10_000;

/** The requests whose names begin with `daxscn/`. */
export function customRequests(session: Session) {
  const goto = (args: RequestArguments): Answer => ({ after: toPosition(session, args.integer('position')) });

  const move = (args: RequestArguments): Answer => {
    const name = args.text('movement', 'name');
    if (!Object.hasOwn(customMovements, name)) throw new RequestError(`There is no movement \`${name}\`${suggestion(name, Object.keys(customMovements))}`);
    return { after: customMovements[name as keyof typeof customMovements](session, args) };
  };

  /** Rule 10: the schedule up to here and the whole one, in a form that can be pasted into a launch configuration. */
  const schedule = (): Answer => {
    const { execution, program, position } = session.debuggee;
    const { length } = execution;
    const whole = scheduleOf(execution);
    const body: ScheduleAnswer = { schedule: position === length ? whole : session.schedule, position, kernel: formatVersion(program.kernel), length, whole };
    return { body };
  };

  /** Rule 5: the abandoned futures. */
  const forks = (): Answer => {
    const { debuggee } = session;
    const { execution } = debuggee;
    const listed = execution.forks().map((fork): ListedFork => ({
      id: fork.id, position: fork.at, label: debuggee.labelOf(fork), length: fork.length,
      ...(fork.length <= MOST_CHOICES && { schedule: formatSchedule(fork.choices) }),
      ...(fork.at + fork.length <= MOST_CHOICES && { whole: scheduleOfFork(execution, fork) }),
    }));
    const body: ForksAnswer = { forks: listed, present: execution.fork ?? null };
    return { body };
  };

  const switchTo = (args: RequestArguments): Answer => ({ after: toFork(session, args.integer('fork')) });

  /** The snapshot that the view draws, with what the thread is about to do. */
  const ownership = (args: RequestArguments): Answer => {
    const { execution, program, stop, story, lastChance } = session.debuggee;
    const task = args.has('threadId') ? taskOf(args.integer('threadId'), program) : undefined;
    const exception = session.phase === 'stopped' ? stop?.exception : undefined;
    return { body: buildOwnership(execution, {
      lastChance,
      ...(exception?.missingWait && { wentWrong: told(execution, { reason: exception.explanation, missingWait: exception.missingWait }) }),
      ...(task !== undefined && { task, story: storyAt(story, framesInSight(execution, stop, task), execution.position === 0) }),
      breakpoints: session.breakpoints.ownBreakpoints.map(({ expression }) => expression),
    }) };
  };

  /** What has happened to an object or a field: as `who` in the console. */
  const who = (args: RequestArguments): Answer => ({ body: historyOf(session, args.text('expression')) });

  /** Whether it can still go right, and the nearest run that does. */
  const passing = (): Answer => ({ body: passingAt(session.debuggee) });

  const timeline = (): Answer => ({ body: timelineOf(session.timeline, session.debuggee.lastChance) });

  const range = (args: RequestArguments): Answer => {
    const [from, to, columns] = [natural(args, 'from', 0), natural(args, 'to', 0), natural(args, 'columns', 1)];
    if (columns > MOST_COLUMNS) throw new RequestError(`\`columns\` must be at most ${MOST_COLUMNS}, not ${columns}.`);
    return { body: timelineRange(session.timeline, { from, to, columns }) };
  };

  const text = (args: RequestArguments): Answer => {
    const { length } = session.debuggee.execution;
    const [from, to] = [args.has('from') ? natural(args, 'from', 0) : 0, args.has('to') ? natural(args, 'to', 0) : length];
    if (from > to || to > length) throw new RequestError(`There are no events from ${from} to ${to}: what has happened goes from 0 to ${length}.`);
    if (to - from > MOST_LINES) throw new RequestError(`${to - from} events are too many for a text, at most ${MOST_LINES} are written: \`from\` and \`to\` choose some.`);
    return { body: { text: timelineText(session.timeline, from, to) } };
  };

  const find = (args: RequestArguments): Answer => {
    const from = args.has('from') ? natural(args, 'from', 0) : 0;
    return { body: findEvents(session.timeline, args.text('text', 'name'), from) };
  };

  /** Rule 1: where every thread is. */
  const cursors = (): Answer => {
    const { program, execution } = session.debuggee;
    return { body: { cursors: listCursors(program, execution.state, session.sources, session.coordinates) } };
  };

  return {
    'daxscn/ownership': { needs: 'program', answer: ownership },
    'daxscn/who': { needs: 'stop', answer: who },
    'daxscn/timeline': { needs: 'program', answer: timeline },
    'daxscn/timelineRange': { needs: 'program', answer: range },
    'daxscn/timelineText': { needs: 'program', answer: text },
    'daxscn/find': { needs: 'program', answer: find },
    'daxscn/cursors': { needs: 'program', answer: cursors },
    'daxscn/goto': { needs: 'stop', answer: goto },
    'daxscn/move': { needs: 'stop', answer: move },
    'daxscn/schedule': { needs: 'program', answer: schedule },
    'daxscn/passing': { needs: 'stop', answer: passing },
    'daxscn/forks': { needs: 'program', answer: forks },
    'daxscn/switchTo': { needs: 'stop', answer: switchTo },
    'daxscn/compare': { needs: 'program', answer: (args) => compare(session, args) },
  } satisfies SomeRequests;
}

function natural(args: RequestArguments, name: string, least: number): number {
  const value = args.integer(name);
  if (value < least) throw new RequestError(`\`${name}\` must be ${least} or more, not ${value}.`);
  return value;
}
