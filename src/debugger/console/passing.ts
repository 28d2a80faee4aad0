// `passing`: whether it can still go right, by whose move, until which event; and, of an execution that does not, the nearest one that
// does. The request `daxscn/passing` gives the same to views and other editors.
import { joinNames } from '../../machine/execution/blocking';
import { LOST_AT_ONCE } from '../../machine/explain/last-chance';
import { briefly } from '../../machine/explain/phrases';
import { editsIn } from '../../machine/explain/what-if';
import type { Avoidable } from '../../machine/verdict/avoidable';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { ConsoleAnswer, ConsoleSession } from './command';
import type { Debuggee } from '../motion/debuggee';
import { choiceLabel } from '../motion/step-in-targets';
import { lastChanceSentences } from '../passing/in-words';
import type { PointOfNoReturn } from '../passing/last-chance';
import { threadId } from '../protocol/threads';

/** Answers `daxscn/passing`. */
export interface Passing {
  readonly position: number;
  readonly avoidable: Avoidable;
  /** What can happen next, and whether something that follows it goes right. */
  readonly moves: readonly { readonly threadId: number; readonly name: string; readonly label: string; readonly avoidable: Avoidable }[];
  /** The number of the recorded event after which nothing goes right any more, counted from 1. */
  readonly pointOfNoReturn: number | null;
  /** False if it may also be an earlier one. */
  readonly isExact: boolean;
  /** How many events there are from here up to it; null if it is past, or there is none. */
  readonly eventsLeft: number | null;
  /** Of a recorded execution that does not go right. */
  readonly nearest: { readonly schedule: string | null; readonly moved: readonly number[]; readonly text: string } | null;
  /** All of it in words, a sentence a line. */
  readonly lines: readonly string[];
}

export function passingCommand({ debuggee, style }: ConsoleSession): ConsoleAnswer {
  const { lines, nearest } = passingAt(debuggee);
  return { text: [...lines, ...(nearest?.schedule ? [style.result(nearest.schedule)] : [])].join('\n') };
}

export function passingAt({ program, execution, position, lastChance }: Debuggee): Passing {
  const isStuck = stuckVerdict(program, execution.stateAt(execution.length)) !== undefined;
  const lost = lastChance.find();
  const isPast = lost !== undefined && lost.event < position;
  const avoidable = lastChance.isViolated(position) ? 'no' : lastChance.avoidable(position);
  const moves = (avoidable === 'no' ? [] : lastChance.moves(position)).map(({ choice, avoidable: after }) => ({
    threadId: threadId(choice.task), name: program.tasks[choice.task]!.name, label: choiceLabel(program, execution.state, choice), avoidable: after,
  }));
  const isWrong = lastChance.isLivelock || isStuck || lastChance.isViolated(execution.length);
  const nearest = isWrong ? nearestRun() : null;
  return {
    position, avoidable, moves, nearest,
    pointOfNoReturn: lost ? lost.event + 1 : null, isExact: lost?.isExact ?? true, eventsLeft: lost && !isPast ? lost.event - position : null,
    lines: [...nowLines(), ...(lost ? lostLines(lost) : []), ...(nearest ? [nearest.text] : [])],
  };

  function nearestRun(): Passing['nearest'] {
    if (editsIn(execution, execution.length).length > 0) return { schedule: null, moved: [], text: 'Which run that goes right is nearest is not looked for after an edit.' };
    const { nearest: text, schedule, moved } = lastChance.search.answer(execution, { isLivelock: lastChance.isLivelock });
    return text === undefined ? null : { schedule, moved, text };
  }

  function nowLines(): string[] {
    if (avoidable === 'no') return lost ? ['Nothing goes right any more from here.'] : [LOST_AT_ONCE];
    if (avoidable === 'endless') return ['No order of events comes to a good end from here; executions that go right go on for ever.'];
    if (avoidable === 'unknown') return ['Whether it can still go right is not known: too much can follow to look at all of it.'];
    if (moves.length === 0) return ['All has gone right: nothing is left to happen.'];
    const losing = lastChance.moves(position).filter((move) => move.avoidable === 'no')
      .map(({ choice: { task } }) => `“${briefly(program.describe(execution.state, task))}” of ${program.tasks[task]!.name}`);
    if (losing.length === 0) return ['It can still go right from here, whoever moves.'];
    const saving = [...new Set(moves.filter((move) => move.avoidable === 'yes').map(({ name }) => name))];
    return [`It can still go right from here if ${joinNames(saving, 'or')} moves, but not after ${joinNames(losing, 'or')}.`];
  }

  function lostLines(found: PointOfNoReturn): string[] {
    const left = found.event - position;
    const when = left < 0 ? '' : left === 0 ? ' That is the next event.' : ` That is ${left === 1 ? 'one event' : `${left} events`} ahead.`;
    const [first, ...others] = lastChanceSentences(execution, lastChance, found);
    return [`${first}${when}`, ...others];
  }
}
