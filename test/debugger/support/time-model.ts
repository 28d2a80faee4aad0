// Where the rules say that time is, by what a client can see alone: schedules as texts, and nothing shared.
import { expect } from 'vitest';

export interface Recorded {
  readonly position: number;
  readonly schedule: string;
  readonly whole: string;
  readonly length: number;
}

export interface Forks {
  readonly forks: readonly { id: number; position: number; length: number; schedule: string }[];
  readonly present: number | null;
}

/** What is recorded, one choice an event. */
function choicesOf(schedule: string): readonly string[] {
  return [...schedule.matchAll(/(_*[A-Za-z])(\d*)(\/\d+)?/g)].flatMap(([, letter, count, alternative = '']) =>
    new Array<string>(Number(count || 1)).fill(letter! + alternative));
}

/** The rules about time, and nothing else: the recorded choices, a position, and the futures that were left behind. */
export class Model {
  private recorded: readonly string[] = [];
  private position = 0;
  private readonly forks = new Map<number, string>();

  /** Checks that a request has led where the rules say. `target` is where it should be, if it is a jump. */
  check(command: string, { position, whole, length }: Recorded, { forks, present }: Forks, target: number | undefined): void {
    const now = choicesOf(whole);
    const same = common(now, this.recorded);
    expect(now.length).toBe(length);
    const isSwitch = command === 'switchTo' && target !== undefined;
    if (target !== undefined) expect(position).toBe(target);
    if (command === 'stepBack') expect(position).toBe(Math.max(0, this.position - 1));
    if (command === 'reverseContinue' || command === 'restartFrame') expect(position).toBeLessThanOrEqual(this.position);
    if (target === undefined && !['stepBack', 'reverseContinue', 'restartFrame'].includes(command)) expect(position).toBeGreaterThanOrEqual(this.position);
    // Only choosing differently changes what is recorded: from the position on, and what was there is a fork or part of one.
    const isReplaced = same < this.recorded.length;
    if (isReplaced) {
      // A movement of many events may go along with what is recorded for a while.
      if (isSwitch) expect(same).toBe(target);
      else expect(same).toBeGreaterThanOrEqual(this.position);
      if (!isSwitch) expect(now.length).toBe(position);
      expect(wholes(forks, now).some((fork) => fork.startsWith(this.recorded.join(' ')))).toBe(true);
    }
    // What was a fork still is one, of the same number, unless it is what is recorded now.
    const seen = new Map(forks.map(({ id }, index) => [id, wholes(forks, now)[index]!]));
    for (const [id, fork] of this.forks) {
      if (id === present) expect(now.join(' ').startsWith(fork)).toBe(true);
      else expect(seen.get(id)?.startsWith(fork)).toBe(true);
    }
    [this.recorded, this.position] = [now, position];
    this.forks.clear();
    for (const [id, fork] of seen) this.forks.set(id, fork);
    if (present !== null) this.forks.set(present, now.join(' '));
  }
}

function wholes(forks: Forks['forks'], present: readonly string[]): string[] {
  return forks.map(({ position, schedule }) => [...present.slice(0, position), ...choicesOf(schedule)].join(' '));
}

function common(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((choice, index) => choice !== other[index]);
  return different < 0 ? one.length : different;
}
