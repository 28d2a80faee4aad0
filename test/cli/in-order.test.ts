import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inOrder } from '../../src/cli/search/in-order';

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }); });
afterEach(() => { vi.useRealTimers(); });

/** Lets everything happen that waits for no clock. */
async function settle(): Promise<void> {
  await setImmediate();
}

/** Jobs that end when a test says so. */
class Desk {
  readonly open = new Map<number, () => void>();
  readonly by: string[] = [];

  performer(name: string) {
    return (job: number) => new Promise<number>((resolve) => {
      this.by[job] = name;
      this.open.set(job, () => {
        this.open.delete(job);
        resolve(job);
      });
    });
  }
}

describe('inOrder', () => {
  it('tells every outcome once, in the order of the jobs, whatever ends first', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(12), fc.nat(4), fc.infiniteStream(fc.nat()), async (count, helpers, picks) => {
      const desk = new Desk();
      const told: number[] = [];
      const jobs = Array.from({ length: count }, (_, job) => job);
      const groups = jobs.map((job) => [job]);
      let isDone = false;
      const done = inOrder(groups, desk.performer('first'), desk.performer('helper'), helpers, (outcome) => told.push(outcome))
        .then(() => { isDone = true; });
      vi.advanceTimersByTime(1000);
      await settle();
      while (!isDone) {
        expect(desk.open.size).toBe(Math.min(helpers + 1, count - (desk.by.length - desk.open.size)));
        const open = [...desk.open.keys()];
        desk.open.get(open[picks.next().value % open.length]!)!();
        await settle();
        const earliest = Math.min(...desk.open.keys(), desk.by.length);
        expect(told).toEqual(jobs.slice(0, earliest));
      }
      await done;
      expect(told).toEqual(jobs);
    }));
  });

  it('calls no helpers for what is over soon', async () => {
    const desk = new Desk();
    const done = inOrder([[0], [1]], desk.performer('first'), desk.performer('helper'), 3, () => {});
    for (const job of [0, 1]) {
      await settle();
      vi.advanceTimersByTime(70);
      expect([...desk.open.keys()]).toEqual([job]);
      desk.open.get(job)!();
    }
    await done;
    expect(desk.by).toEqual(['first', 'first']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves the jobs of one group to one, and tells each as soon as it can', async () => {
    const desk = new Desk();
    const told: number[] = [];
    const done = inOrder([[0, 1], [2, 3], [4]], desk.performer('first'), desk.performer('helper'), 1, (outcome) => told.push(outcome));
    vi.advanceTimersByTime(1000);
    await settle();
    expect([...desk.open.keys()]).toEqual([0, 2]);
    for (const [job, expected] of [[2, []], [0, [0]], [3, [0]], [1, [0, 1, 2, 3]], [4, [0, 1, 2, 3, 4]]] as const) {
      desk.open.get(job)!();
      await settle();
      expect(told).toEqual(expected);
    }
    await done;
    expect(desk.by).toEqual(['first', 'first', 'helper', 'helper', 'helper']);
  });

  it('takes a job only when somebody is free', async () => {
    const desk = new Desk();
    let taken = 0;
    const jobs = (function* () { for (;;) yield [taken++]; })();
    void inOrder(jobs, desk.performer('first'), desk.performer('helper'), 2, () => {});
    expect(taken).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(taken).toBe(3);
    expect(desk.by).toEqual(['first', 'helper', 'helper']);
  });
});
