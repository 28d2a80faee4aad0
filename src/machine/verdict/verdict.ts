// What a state means in which no task is enabled: a deadlock if there is a circular wait (Coffman, Elphick and Shoshani, System
// Deadlocks, 1971), a hang if tasks wait without one.
import type { Program, State } from '../../compiler/program';
import { blockedReason } from '../execution/blocking';
import { isAwaited } from './call-progress';

/** A deadlock or a hang: no task is enabled, and some wait. Tasks by index. */
export interface Stuck {
  readonly verdict: 'deadlock' | 'hang';
  readonly reason: string;
  /** The tasks that wait for ever. */
  readonly tasks: readonly number[];
  /** Of a deadlock: who waits for whom, each for the next and the last for the first. */
  readonly cycle?: readonly number[];
}

/** A deadlock or hang that violates the response property which the program watches: a process is in a call that has to return. */
export function unanswered(program: Program, state: State): Stuck | undefined {
  const stuck = stuckVerdict(program, state);
  return stuck?.tasks.some((task) => isAwaited(program, state, task)) ? stuck : undefined;
}

interface Sleeper {
  readonly task: number;
  readonly text: string;
  readonly holders: readonly number[];
}

/** The deadlock or hang of a state; undefined if a task is enabled, or if none waits for anything. */
export function stuckVerdict(program: Program, state: State): Stuck | undefined {
  if (program.tasks.some(({ index }) => program.enabled(state, index) > 0)) return undefined;
  const sleepers = program.tasks.flatMap(({ index: task }): Sleeper[] => {
    const blocked = program.blocked(state, task);
    return blocked ? [{ task, ...blocked }] : [];
  });
  // No task waits: all have ended, or a failed assertion has stopped them.
  if (sleepers.length === 0) return undefined;

  const tasks = sleepers.map(({ task }) => task);
  const cycle = shortestCycle(sleepers);
  if (!cycle) return { verdict: 'hang', tasks, reason: hangReason(program, state, sleepers) };
  const bystanders = sleepers.filter((sleeper) => !cycle.includes(sleeper));
  const links = cycle.map((sleeper, index) => {
    const next = cycle[(index + 1) % cycle.length]!.task;
    return blockedReason(program, { text: sleeper.text, holders: [next] });
  });
  const closed = `${nameOf(program, cycle[0]!.task)} ${links.join(', which ')}`;
  return {
    verdict: 'deadlock', tasks, cycle: cycle.map(({ task }) => task),
    reason: [closed, ...bystanders.map((sleeper) => sleeperText(program, sleeper))].join('; '),
  };
}

function hangReason(program: Program, state: State, sleepers: readonly Sleeper[]): string {
  const texts = sleepers.map((sleeper) => {
    const gone = sleeper.holders.filter((holder) => program.location(state, holder).status === 'ended');
    const note = gone.map((holder) => ` (${nameOf(program, holder)} has reached its end)`).join('');
    return sleeperText(program, sleeper) + note;
  });
  return `${texts.join('; ')}; nobody is left to wake ${sleepers.length === 1 ? 'it' : 'them'}`;
}

function sleeperText(program: Program, sleeper: Sleeper): string {
  return `${nameOf(program, sleeper.task)} ${blockedReason(program, sleeper)}`;
}

function nameOf(program: Program, task: number): string {
  return program.tasks[task]!.name;
}

/** The shortest cycle of "waits for something held by", from its lowest task on. */
function shortestCycle(sleepers: readonly Sleeper[]): Sleeper[] | undefined {
  const byTask = new Map(sleepers.map((sleeper) => [sleeper.task, sleeper]));
  let best: Sleeper[] | undefined;
  for (const start of sleepers) {
    const queue: Sleeper[][] = [[start]];
    const seen = new Set<number>();
    for (let path = queue.shift(); path; path = queue.shift()) {
      if (best && path.length >= best.length) break;
      const { holders } = path[path.length - 1]!;
      if (holders.includes(start.task)) {
        best = path;
        break;
      }
      for (const holder of holders) {
        const next = byTask.get(holder);
        if (next && !seen.has(holder)) {
          seen.add(holder);
          queue.push([...path, next]);
        }
      }
    }
  }
  return best;
}
