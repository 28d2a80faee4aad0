// An execution of another program that follows a given one as nearly as it can: the same scenario on another kernel version, with an overlay,
// or after an edit. The rules, of each thread:
// 1. An event of the original is due when the original comes to it, and the thread performs it then.
// 2. If the thread does more than the original, it goes on until it comes to what is due.
// 3. If it is blocked before that, what is due is postponed, and it catches up as soon as it can move.
// 4. What it does not do, though it comes to later events of the original or to its end, is left out.
// If the original has come to an end, what is left is finished in turns.
import { ModelError, type Program } from '../../compiler/program';
import { readEdit } from '../execution/edit';
import { Execution } from '../execution/execution';
import { describeEvent, type MachineEvent } from '../execution/event';
import { brokenBy } from '../execution/violations';
import { livelockOf } from '../verdict/livelock';
import { LivelockWatch } from '../verdict/livelock-watch';
import { MOST_COMPARED } from './compared-events';
import { commonFunctions, EventKeys, textAt } from './event-keys';
import { longestCommon } from './longest-common';

/** Events that a thread may have between two of the original, and those of the original among which it is looked for what comes next. */
const LOOKAHEAD = 300;
/** Events that there may be more than in the original: an execution need not end. */
const MOST_MORE = 10_000;
/** Events of one thread in a turn, when what is left is finished. */
const TURN = 100;

/** The execution from the beginning; where the model has no room for an event, it ends. */
export function follow(program: Program, original: Execution): Execution {
  const follower = new Follower(program, original);
  follower.run();
  return follower.execution;
}

/** What a thread is to do. */
interface Part {
  /** Its events in the original, by index. */
  readonly events: readonly number[];
  /** How many of them are through, performed or left out, and how many are due. */
  through: number;
  due: number;
}

/** What a thread would do if no other moved. */
interface Alone {
  readonly keys: string[];
  /** `loop`: it comes back to where it was. `far`: it was not looked further. */
  readonly end: 'waits' | 'ended' | 'loop' | 'far';
}

class Follower {
  readonly execution: Execution;
  private readonly livelocks: LivelockWatch;
  private readonly keys: EventKeys;
  private readonly originalKeys: EventKeys;
  private readonly parts: readonly Part[];
  /** By task of the original: the one of the same name. */
  private readonly taskOf: readonly (number | undefined)[];
  /** The property that the original violates in the end: to have violated it, too, is the end. */
  private readonly goal: string | undefined;
  private readonly longest: number;
  /** How many events of the original are followed: no more are compared. */
  private readonly followed: number;
  private isOver = false;

  constructor(private readonly program: Program, private readonly original: Execution) {
    this.execution = new Execution(program);
    this.livelocks = new LivelockWatch(this.execution);
    const functions = commonFunctions(program, original.program);
    this.keys = new EventKeys(program, functions);
    this.originalKeys = new EventKeys(original.program, functions);
    const events = program.tasks.map((): number[] => []);
    this.taskOf = original.program.tasks.map(({ name }) => program.tasks.find((task) => task.name === name)?.index);
    this.followed = Math.min(original.length, MOST_COMPARED);
    for (let index = 0; index < this.followed; index++) events[this.taskOf[original.choiceAt(index).task] ?? -1]?.push(index);
    this.parts = events.map((each) => ({ events: each, through: 0, due: 0 }));
    this.goal = original.length > 0 ? original.annotationsOf(original.length - 1).breaks : undefined;
    this.longest = original.length + MOST_MORE;
  }

  run(): void {
    this.try(() => {
      this.followOriginal();
      if (this.followed === this.original.length && isFinished(this.original) && !livelockOf(this.execution)) this.finish();
    });
  }

  private followOriginal(): void {
    const { original, parts } = this;
    for (let index = 0; index < this.followed && !this.isOver; index++) {
      const { task, edit } = original.choiceAt(index);
      if (edit) this.edit(edit.text);
      const own = this.taskOf[task];
      if (own === undefined) continue;
      parts[own]!.due++;
      this.advance(own);
      this.catchUp();
    }
  }

  /** An edit that means nothing in this program, or changes nothing, is left out. */
  private edit(text: string): void {
    const read = readEdit(this.program, this.execution.state, text);
    if ('edit' in read) this.try(() => this.execution.advance(this.execution.choiceFor(read.edit)));
  }

  /** Threads that are behind, those first that have waited longest, until none of them can move on. */
  private catchUp(): void {
    for (let isMoving = true; isMoving && !this.isOver;) {
      isMoving = false;
      const behind = this.parts.flatMap((part, task) => (part.through < part.due ? [{ task, since: part.events[part.through]! }] : []));
      for (const { task } of behind.sort((one, other) => one.since - other.since)) isMoving = this.advance(task) || isMoving;
    }
  }

  /** Performs what is due of a thread, as far as it can. Whether it has moved. */
  private advance(task: number): boolean {
    const { execution, program, parts } = this;
    const part = parts[task]!;
    const start = execution.length;
    while (part.through < part.due && !this.isOver && program.enabled(execution.state, task) > 0) {
      const wanted = part.events[part.through]!;
      if (this.isNext(task, wanted)) {
        this.perform(task, wanted);
        part.through++;
        continue;
      }
      const ahead = part.events.slice(part.through, part.through + LOOKAHEAD).map((index) => this.originalKeys.of(this.original, index, textAt(this.original, index)).exact);
      const alone = this.alone(task);
      const common = longestCommon(alone.keys, ahead);
      const [more, less] = common[0] ?? [0, ahead.length];
      // What it does before it waits may only look like some of what is due: locks are taken again and again.
      const isLikely = alone.end !== 'waits' || 2 * common.length >= alone.keys.length;
      if (common.length > 0 && less === 0) this.performMore(task, more);
      else if (alone.end === 'waits' && !isLikely) this.performMore(task, alone.keys.length);
      else if (common.length > 0 || alone.end === 'ended') part.through = Math.min(part.through + less, part.due);
      else break;
    }
    return execution.length > start;
  }

  /** Whether the task would perform that event of the original next, perhaps having come to it in another way. */
  private isNext(task: number, index: number): boolean {
    const { keys, originalKeys, original, execution: { state } } = this;
    const [next, wanted] = [keys.next(state, task), originalKeys.of(original, index, textAt(original, index))];
    return next.exact === wanted.exact || next.loose === wanted.loose;
  }

  private alone(task: number): Alone {
    const { program } = this;
    const state = this.execution.state.slice();
    const seen = new Set<string>();
    const keys: string[] = [];
    try {
      for (; program.enabled(state, task) > 0; program.step(state, task, 0)) {
        const key = state.join();
        if (seen.has(key)) return { keys, end: 'loop' };
        if (keys.length >= LOOKAHEAD) return { keys, end: 'far' };
        seen.add(key);
        keys.push(this.keys.next(state, task).exact);
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { keys, end: 'far' };
    }
    return { keys, end: program.location(state, task).status === 'ended' ? 'ended' : 'waits' };
  }

  /** Events that the original does not have. */
  private performMore(task: number, count: number): void {
    for (let done = 0; done < count && !this.isOver; done++) {
      this.perform(task);
      if (this.livelocks.at(this.execution.length)) this.isOver = true;
    }
  }

  /** `like`: the event of the original that it is. */
  private perform(task: number, like?: number): void {
    const { execution, program } = this;
    const before = execution.state;
    const choice = { task, alternative: like === undefined ? 0 : this.alternativeLike(task, like) };
    this.try(() => execution.advance(choice));
    if (this.isOver) return;
    const isGoal = this.goal !== undefined && execution.annotationsOf(execution.length - 1).breaks !== undefined
      && brokenBy(program, before, execution.state, choice).some(({ property }) => property === this.goal);
    if (isGoal || execution.length >= this.longest) this.isOver = true;
  }

  /** The alternative with the same number or, where there are others to choose from, the one that changes what the original's changed. */
  private alternativeLike(task: number, index: number): number {
    const { program, original, execution: { state } } = this;
    const alternatives = program.enabled(state, task);
    if (alternatives === 1) return 0;
    const choice = original.choiceAt(index);
    if (original.program.enabled(original.stateAt(index), choice.task) === alternatives) return choice.alternative;
    const wanted = effectOf(original.eventAt(index));
    const found = Array.from({ length: alternatives }, (_, alternative) => alternative)
      .find((alternative) => effectOf(describeEvent(program, state, 0, { task, alternative })) === wanted);
    return found ?? 0;
  }

  /** In turns, each thread until it waits or its turn is over; it takes alternatives in turns, too. Until something is wrong, or nothing can move. */
  private finish(): void {
    const { execution, program } = this;
    const chosen = program.tasks.map(() => 0);
    const canGoOn = (): boolean => !this.isOver && program.violation(execution.state) === undefined;
    for (let isMoving = true; isMoving && canGoOn();) {
      isMoving = false;
      for (const { index: task } of program.tasks) {
        for (let done = 0; done < TURN && canGoOn(); done++) {
          const alternatives = program.enabled(execution.state, task);
          if (alternatives === 0) break;
          isMoving = true;
          this.try(() => execution.advance({ task, alternative: alternatives > 1 ? chosen[task]!++ % alternatives : 0 }));
          if (execution.length >= this.longest || this.livelocks.at(execution.length)) this.isOver = true;
        }
      }
    }
  }

  /** Where the model fails, or has no room, it is over. */
  private try(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.isOver = true;
    }
  }
}

/** Whether something is wrong at the end of an execution, or nothing can move any more. */
function isFinished(execution: Execution): boolean {
  const { program, length } = execution;
  const end = execution.stateAt(length);
  return program.violation(end) !== undefined || program.tasks.every(({ index }) => program.enabled(end, index) === 0) || livelockOf(execution) !== undefined;
}

function effectOf({ changes }: MachineEvent): string {
  return changes.map(({ path, toText }) => `${path} ${toText}`).join();
}
