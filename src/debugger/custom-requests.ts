// What the protocol has no word for: time as a number, where all threads are, and the picture of who owns which block.
import { formatVersion } from '../language/versions';
import { formatSchedule } from '../machine/schedule';
import type { Adapter } from './adapter';
import type { Answer, RequestTable } from './answer';
import { listCursors } from './cursors';
import type { Fields } from './fields';
import { gotoStop } from './goto-targets';
import { buildOwnership } from './ownership';
import { RequestError } from './request-error';

export function customRequests(adapter: Adapter): RequestTable {
  /** To any recorded position. */
  const goto = (args: Fields): Answer => {
    const position = args.integer('position');
    const stop = gotoStop(adapter.debuggee, position);
    return {
      body: { position },
      after: () => adapter.move((debuggee) => {
        debuggee.go(position);
        return stop;
      }),
    };
  };

  /** Rule 10: everything that leads here, in a form that can be pasted into a launch configuration. */
  const schedule = (): Answer => {
    const { execution, program, position } = adapter.debuggee;
    return {
      body: {
        schedule: adapter.schedule, position, kernel: formatVersion(program.kernel),
        length: execution.length, whole: formatSchedule(execution.choices),
      },
    };
  };

  /** Rule 5: the futures that were left behind. */
  const forks = (): Answer => {
    const listed = adapter.debuggee.execution.forks().map(({ id, at, choices }) => ({ id, position: at, schedule: formatSchedule(choices) }));
    return { body: { forks: listed } };
  };

  const switchTo = (args: Fields): Answer => {
    const { execution } = adapter.debuggee;
    const id = args.integer('fork');
    const fork = execution.forks().find((candidate) => candidate.id === id);
    if (!fork) {
      const ids = execution.forks().map((candidate) => candidate.id);
      throw new RequestError(`There is no fork ${id}; ${ids.length > 0 ? `there are ${ids.join(', ')}` : 'there are none'}.`);
    }
    return {
      body: { position: fork.at },
      after: () => adapter.move((debuggee) => {
        debuggee.switchTo(fork);
        return gotoStop(debuggee, fork.at);
      }),
    };
  };

  /** The picture of who owns which block now. */
  const ownership = (): Answer => ({ body: buildOwnership(adapter.debuggee.execution) });

  /** Rule 1, in the text: where every thread is. */
  const cursors = (): Answer => {
    const { program, execution } = adapter.debuggee;
    return { body: { cursors: listCursors(program, execution.state, adapter.sources, adapter.coordinates) } };
  };

  return {
    'daxscn/ownership': { needs: 'program', answer: ownership },
    'daxscn/cursors': { needs: 'program', answer: cursors },
    'daxscn/goto': { needs: 'stop', answer: goto },
    'daxscn/schedule': { needs: 'program', answer: schedule },
    'daxscn/forks': { needs: 'program', answer: forks },
    'daxscn/switchTo': { needs: 'stop', answer: switchTo },
  };
}
