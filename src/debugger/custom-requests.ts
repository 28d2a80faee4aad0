// What the protocol has no word for: time as a number, and the picture of who owns which block.
import { formatVersion } from '../language/versions';
import { formatSchedule } from '../machine/schedule';
import type { Adapter } from './adapter';
import type { Answer, RequestTable } from './answer';
import type { Fields } from './fields';
import { gotoStop } from './goto-targets';
import { buildOwnership } from './ownership';
import { RequestError } from './request-error';

/** A list of forks says how each goes on if that is no longer than this. */
const MOST_CHOICES = 10_000;

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
    const { length } = execution;
    const whole = execution.schedule();
    return { body: { schedule: position === length ? whole : adapter.schedule, position, kernel: formatVersion(program.kernel), length, whole } };
  };

  /** Rule 5: the futures that were left behind. */
  const forks = (): Answer => {
    const { debuggee } = adapter;
    const listed = debuggee.execution.forks().map((fork) => ({
      id: fork.id, position: fork.at, label: debuggee.labelOf(fork), length: fork.length,
      ...(fork.length <= MOST_CHOICES && { schedule: formatSchedule(fork.choices) }),
    }));
    return { body: { forks: listed, present: debuggee.execution.fork ?? null } };
  };

  const switchTo = (args: Fields): Answer => {
    const { execution } = adapter.debuggee;
    const id = args.integer('fork');
    const forks = execution.forks();
    const fork = forks.find((candidate) => candidate.id === id);
    if (!fork) {
      if (id === execution.fork) throw new RequestError(`Fork ${id} is the future in which you are.`);
      const ids = forks.map((candidate) => candidate.id);
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

  return {
    'daxscn/ownership': { needs: 'program', answer: ownership },
    'daxscn/goto': { needs: 'stop', answer: goto },
    'daxscn/schedule': { needs: 'program', answer: schedule },
    'daxscn/forks': { needs: 'program', answer: forks },
    'daxscn/switchTo': { needs: 'stop', answer: switchTo },
  };
}
