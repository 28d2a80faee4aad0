import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import type { Directive } from '../../src/language/tree';
import { Execution } from '../../src/machine/execution/execution';
import { formatSchedule } from '../../src/machine/schedule/schedule';
import { createScheduler, type Scheduler, type SchedulerOptions } from '../../src/machine/schedule/scheduler';
import { chooserToy, counterToy, lockOrderToy } from '../support/toy-program';
import { anyPicks, anyToy, walk } from '../support/walks';

const span = [0, 0, 0, 0] as const;

function directives(...list: [task: string, until: Directive['until']][]): SchedulerOptions {
  return { schedules: [{ kind: 'directives', span, directives: list.map(([task, until]) => ({ task, until, span })) }] };
}

function schedulerOf(program: Program, options: SchedulerOptions): Scheduler {
  const created = createScheduler(program, options);
  if ('error' in created) throw new Error(created.error.message);
  return created.scheduler;
}

function run(program: Program, options: SchedulerOptions, events = Infinity): Execution {
  const scheduler = schedulerOf(program, options);
  const execution = new Execution(program);
  for (let left = events; left > 0; left--) {
    const choice = scheduler.next(execution);
    if (!choice) break;
    execution.advance(choice);
  }
  return execution;
}

const written = (execution: Execution) => formatSchedule(execution.choices);

describe('the scheduler', () => {
  it('is a function of seed, position and history', () => {
    fc.assert(fc.property(anyToy, anyPicks, fc.nat(), (program, picks, seed) => {
      const execution = walk(new Execution(program), picks);
      const scheduler = schedulerOf(program, {
        seed, ...directives([program.tasks[1]!.name, { kind: 'blocked' }], [program.tasks[0]!.name, { kind: 'end' }]),
      });
      const forwards = Array.from({ length: execution.length + 1 }, (_, position) => {
        execution.goto(position);
        return scheduler.next(execution);
      });
      for (let position = execution.length; position >= 0; position--) {
        execution.goto(position);
        expect(scheduler.next(execution)).toEqual(forwards[position]);
      }
    }));
  });

  it('knows where a long schedule stands after jumps and forks, as one that has never been asked does', () => {
    const program = counterToy(3, 400);
    const options = { schedule: 'a300b300', ...directives(['reader', { kind: 'events', count: 200 }], ['writer', { kind: 'end' }]) };
    fc.assert(fc.property(fc.array(fc.record({ position: fc.nat(1000), steps: fc.nat(200), task: fc.nat(2) }), { minLength: 3, maxLength: 12 }), (jumps) => {
      const execution = run(program, options, 1000);
      const scheduler = schedulerOf(program, options);
      for (const { position, steps, task } of jumps) {
        execution.goto(Math.min(position, execution.length));
        expect(scheduler.next(execution)).toEqual(schedulerOf(program, options).next(execution));
        if (program.enabled(execution.state, task) > 0) execution.advance({ task, alternative: 0 });
        for (let step = 0; step < steps; step++) {
          const choice = scheduler.next(execution);
          if (choice) execution.advance(choice);
        }
        expect(scheduler.next(execution)).toEqual(schedulerOf(program, options).next(execution));
      }
    }), { numRuns: 30 });
  });

  it('takes a schedule of any length', () => {
    const scheduler = schedulerOf(lockOrderToy(), { schedule: 'ab'.repeat(500_000) });
    expect(scheduler.next(new Execution(lockOrderToy()))).toEqual({ task: 0, alternative: 0 });
  });

  it('draws different interleavings from different seeds, and is fair', () => {
    const seen = new Set(Array.from({ length: 40 }, (_, seed) => written(run(counterToy(2, 2), { seed }))));
    expect(seen.size).toBeGreaterThan(20);
    expect(run(counterToy(3, 20), {}).length).toBe(120);
  });

  it('follows a pasted schedule, until somebody departs from it', () => {
    const program = counterToy(2, 3);
    expect(written(run(program, { schedule: 'b3ab2' }, 6))).toBe('b3ab2');

    const scheduler = schedulerOf(program, { schedule: 'b3a3' });
    const execution = walk(new Execution(program), [0]);
    const alone = schedulerOf(program, {});
    expect(scheduler.next(execution)).toEqual(alone.next(execution));
    execution.goto(0);
    expect(scheduler.next(execution)).toEqual({ task: 1, alternative: 0 });
  });

  it.each<[string, SchedulerOptions, number, string]>([
    ['N events', directives(['truncator', { kind: 'events', count: 3 }], ['reader', { kind: 'events', count: 1 }]), 4, 'b3a'],
    ['until end', directives(['truncator', { kind: 'end' }], ['reader', { kind: 'end' }]), 8, 'b4a4'],
    ['until blocked', directives(['reader', { kind: 'events', count: 1 }], ['truncator', { kind: 'blocked' }], ['reader', { kind: 'blocked' }]), 2, 'ab'],
    ['until a function', directives(['reader', { kind: 'call', function: 'unlock' }], ['truncator', { kind: 'blocked' }]), 2, 'a2'],
    ['until a function at rest there', directives(['reader', { kind: 'call', function: 'lock' }], ['truncator', { kind: 'end' }]), 4, 'b4'],
    ['nonsense after the end', directives(['reader', { kind: 'end' }], ['reader', { kind: 'events', count: 5 }], ['truncator', { kind: 'end' }]), 8, 'a4b4'],
  ])('follows a directive: %s', (_, options, events, expected) => {
    expect(written(run(lockOrderToy(), options, events))).toBe(expected);
  });

  it('lets others move while the directive\'s task waits', () => {
    const options = directives(['truncator', { kind: 'events', count: 3 }], ['reader', { kind: 'end' }]);
    expect(written(run(lockOrderToy(), options))).toMatch(/^b3a.*/);
    expect(run(lockOrderToy(), options).length).toBe(8);
  });

  it('drives agents too', () => {
    const execution = run(chooserToy(), directives(['process', { kind: 'end' }], ['agent', { kind: 'events', count: 1 }]), 2);
    expect(execution.eventAt(1).text).toBe('take the box');
  });

  it('says what is wrong with a text', () => {
    expect(createScheduler(lockOrderToy(), { schedule: 'a?' })).toMatchObject({ error: { offset: 1 } });
    expect(createScheduler(lockOrderToy(), directives(['nobody', { kind: 'end' }]))).toMatchObject({ error: {} });
  });
});
