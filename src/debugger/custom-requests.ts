// What the protocol has no word for: time as a number, where all threads are, and the picture of who owns which block.
import { suggestion } from '../language/suggest';
import { formatVersion } from '../language/versions';
import { formatSchedule } from '../machine/schedule';
import type { Adapter } from './adapter';
import type { Answer, SomeRequests } from './answer';
import { listCursors } from './cursors';
import type { Fields } from './fields';
import { checkPosition, gotoPosition } from './goto-targets';
import { buildOwnership } from './ownership';
import { RequestError } from './request-error';
import { movements } from './travel';

/** A list of forks says how each goes on if that is no longer than this. */
const MOST_CHOICES = 10_000;

export function customRequests(adapter: Adapter) {
  /** To any recorded position. */
  const goto = (args: Fields): Answer => {
    const position = args.integer('position');
    checkPosition(adapter.debuggee, position);
    return { body: { position }, after: () => adapter.move((debuggee) => gotoPosition(debuggee, position)) };
  };

  const move = (args: Fields): Answer => {
    const name = args.text('movement');
    if (!Object.hasOwn(movements, name)) throw new RequestError(`There is no movement \`${name}\`${suggestion(name, Object.keys(movements))}`);
    return { after: movements[name as keyof typeof movements](adapter, args) };
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
        return gotoPosition(debuggee, fork.at);
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
    'daxscn/move': { needs: 'stop', answer: move },
    'daxscn/schedule': { needs: 'program', answer: schedule },
    'daxscn/forks': { needs: 'program', answer: forks },
    'daxscn/switchTo': { needs: 'stop', answer: switchTo },
  } satisfies SomeRequests;
}
