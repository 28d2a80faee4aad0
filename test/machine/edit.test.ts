// "What if": an edit is an event of the history like any other, and everything said after it says so.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, type Program } from '../../src/compiler/program';
import { accessesOfEvent } from '../../src/machine/execution/event-accesses';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import { makeEdit, readEdit, type Edit } from '../../src/machine/execution/edit';
import { Execution } from '../../src/machine/execution/execution';
import { outcomeOf } from '../../src/machine/explain/outcome';
import { lvaluesOf } from '../../src/machine/execution/lvalues';
import { replay } from '../../src/machine/schedule/replay';
import { formatSchedule, scheduleOf } from '../../src/machine/schedule/schedule';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { CHECKPOINT_INTERVAL } from '../../src/machine/execution/history-slice';
import { editsIn } from '../../src/machine/explain/what-if';
import { compileScenario } from '../support/model-kernel';
import { counterToy, lockOrderToy, toyProgram } from '../support/toy-program';
import { toys } from '../support/walks';

const example = (name: string, version: number): Program => compileScenario(readFileSync(`examples/${name}.daxscn`, 'utf8'), version);
const real = [example('01-truncate-vs-direct-read', 4017), example('04-unmapped-while-pinned', 4018), example('09-starved-truncate', 6018)];
const programs = [...Object.values(toys).map((toy) => toy()), ...real];
/** By number: a whole program in a failure helps nobody. */
const anyProgram = fc.nat(programs.length - 1);
/** Three in four are events, the others edits. */
const anyMoves = fc.array(fc.tuple(fc.nat(3), fc.nat(10_000), fc.nat(10_000)), { maxLength: 40 });
const RUNS = { numRuns: 60 };

/** An edit of some lvalue to some value, if that is one. */
function someEdit(execution: Execution, which: number, what: number): Edit | undefined {
  const lvalues = lvaluesOf(execution.program, execution.state);
  const { slot, min, max } = lvalues[which % lvalues.length]!;
  const made = makeEdit(execution.program, execution.state, slot, min + (what % (max - min + 1)));
  return 'edit' in made ? made.edit : undefined;
}

/** Goes as far as the numbers, the program and the model allow. */
function wander(execution: Execution, moves: readonly (readonly [number, number, number])[]): Execution {
  for (const [kind, which, what] of moves) {
    const choices = runnable(execution.program, execution.state);
    const edit = kind === 0 || choices.length === 0 ? someEdit(execution, which, what) : undefined;
    const choice = edit ? execution.choiceFor(edit) : choices[which % choices.length];
    if (!choice) continue;
    try {
      execution.advance(choice);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }
  return execution;
}

const only = (made: { edit: Edit } | { error: string }): Edit => {
  if ('error' in made) throw new Error(made.error);
  return made.edit;
};

describe('an edit', () => {
  it('is exact forwards, backwards and anywhere, and its schedule gives the same states again', () => {
    fc.assert(fc.property(anyProgram, anyMoves, fc.array(fc.nat()), (number, moves, jumps) => {
      const program = programs[number]!;
      const execution = wander(new Execution(program), moves);
      const states = Array.from({ length: execution.length + 1 }, (_, position) => execution.stateAt(position).slice());
      const events = Array.from({ length: execution.length }, (_, index) => execution.eventAt(index));
      while (execution.back()) expect(execution.state).toEqual(states[execution.position]);
      while (execution.redo()) expect(execution.state).toEqual(states[execution.position]);
      for (const jump of jumps) {
        execution.goto(jump % states.length);
        expect(execution.state).toEqual(states[execution.position]);
      }
      const again = replay(program, formatSchedule(execution.choices));
      expect(again.refusal).toBeUndefined();
      expect(formatSchedule(again.execution.choices)).toBe(formatSchedule(execution.choices));
      expect(states.map((_, position) => again.execution.stateAt(position))).toEqual(states);
      expect(events.map(({ index }) => ({ ...again.execution.eventAt(index), choice: 0 }))).toEqual(events.map((event) => ({ ...event, choice: 0 })));
    }), RUNS);
  });

  it('leaves the events after it behind as a fork that can be gone back to', () => {
    fc.assert(fc.property(anyProgram, anyMoves, anyMoves, fc.nat(), (number, moves, other, position) => {
      const execution = wander(new Execution(programs[number]!), moves);
      const before = execution.choices;
      execution.goto(position % (execution.length + 1));
      wander(execution, other);
      const isBefore = (choices: readonly Choice[]): boolean => formatSchedule(choices.slice(0, before.length)) === formatSchedule(before);
      const whole = execution.forks().find((fork) => isBefore([...execution.choices.slice(0, fork.at), ...fork.choices]));
      if (!isBefore(execution.choices)) execution.switchTo(whole!);
      expect(isBefore(execution.choices)).toBe(true);
    }), RUNS);
  });

  it('is replayed when it is made again, and forks when another one is', () => {
    const execution = new Execution(lockOrderToy());
    const to = (value: number) => execution.advance(execution.choiceFor(only(makeEdit(execution.program, execution.state, 0, value))));
    to(1);
    execution.advance({ task: 1, alternative: 0 });
    execution.goto(0);
    to(1);
    expect(execution.length).toBe(2);
    execution.goto(0);
    to(2);
    expect(formatSchedule(execution.choices)).toBe('{A=2}');
    expect(execution.forks().map(({ at, choices }) => [at, formatSchedule(choices)])).toEqual([[0, '{A=1}b']]);
  });

  it('is annotated with what it breaks and is no task\'s event, also when its branch is taken up again', () => {
    fc.assert(fc.property(anyProgram, anyMoves, fc.array(fc.tuple(fc.nat(), anyMoves, fc.nat())), (number, moves, detours) => {
      const program = programs[number]!;
      const execution = wander(new Execution(program), moves);
      for (const [position, other, which] of detours) {
        execution.goto(position % (execution.length + 1));
        wander(execution, other);
        const forks = execution.forks();
        if (forks.length > 0) execution.switchTo(forks[which % forks.length]!);
      }
      const { length } = execution;
      const again = replay(program, scheduleOf(execution)).execution;
      expect(again.length).toBe(length);
      for (let index = 0; index < length; index++) {
        const event = execution.eventAt(index);
        const { violation, marks, location } = event;
        expect(execution.stateAt(index + 1)).toEqual(again.stateAt(index + 1));
        expect(execution.annotationsOf(index)).toEqual({ marks, ...(violation && { breaks: violation.property }) });
        expect(execution.edgeInto(index).location).toEqual(location);
        expect(execution.edgeInto(index)).toEqual(again.edgeInto(index));
        for (const { index: task } of program.tasks) expect(execution.lastEventBefore(index, task)).toBe(again.lastEventBefore(index, task));
        if (event.choice.edit) {
          expect(execution.lastChange([event.choice.edit.slot], 0, index + 1)).toBe(index);
          expect(accessesOfEvent(program, execution.stateAt(index), event.choice)).toEqual({ reads: new Set(), writes: new Set([event.choice.edit.slot]) });
        }
      }
    }), RUNS);
  });

  it.each([CHECKPOINT_INTERVAL - 2, CHECKPOINT_INTERVAL - 1, CHECKPOINT_INTERVAL])('is found in long executions, at %i, and no task has moved by it', (at) => {
    const execution = new Execution(toyProgram({
      fields: { flag: [0, 0, 1], rest: [0, 0, 9] },
      tasks: [{ name: 'flipper', agent: true, events: [{ text: 'flip', effects: [(state) => { state[0] = 1 - state[0]!; }] }] }],
    }));
    const flip = (count: number): void => { for (let made = 0; made < count; made++) execution.advance({ task: 0, alternative: 0 }); };
    flip(at);
    execution.advance(execution.choiceFor(only(makeEdit(execution.program, execution.state, 1, 5))));
    flip(2 * CHECKPOINT_INTERVAL);
    expect(execution.lastChange([1], 0, execution.length)).toBe(at);
    expect([0, 1].map((block) => execution.isQuiet(block, [1]))).toEqual([at >= CHECKPOINT_INTERVAL, at < CHECKPOINT_INTERVAL]);
    expect([at, at + 1, at + 2].map((position) => execution.lastEventBefore(position, 0))).toEqual([at - 1, at - 1, at + 1]);
    expect(scheduleOf(execution)).toBe(`a${at}{rest=5}a${2 * CHECKPOINT_INTERVAL}`);
  });

  it.each([...real.keys()])('has a text of its own for each lvalue and value, %#', { timeout: 60_000 }, (number) => {
    const program = real[number]!;
    const execution = new Execution(program);
    for (let steps = 0; steps < 8; steps++) {
      const lvalues = lvaluesOf(program, execution.state);
      expect(new Set(lvalues.map(({ path }) => path)).size).toBe(lvalues.length);
      for (const { slot, min, max } of lvalues) {
        for (const value of new Set([min, min + 1, 0, 1, 2, 3, 5, max])) {
          const made = makeEdit(program, execution.state, slot, value);
          if ('edit' in made) expect(readEdit(program, execution.state, made.edit.text)).toEqual(made);
        }
      }
      const [next] = execution.runnable();
      if (next) execution.advance(next);
    }
  });

  it('can make a reference anything that is in use, and nothing else', () => {
    const { state, program } = new Execution(real[0]!);
    const error = (text: string): string | undefined => {
      const read = readEdit(program, state, text);
      return 'error' in read ? read.error : undefined;
    };
    expect(error('victim.i_extents[0]=block 1')).toBeUndefined();
    expect(error('  victim.i_extents[0] =  block\n 1 ')).toBeUndefined();
    expect(error('victim.i_extents[0]=page 1')).toBe('victim.i_extents[0] cannot be `page 1`: it can be null or block 0 or block 1');
    expect(error('block 1.state=GONE')).toBe('block 1.state cannot be `GONE`: it can be FREE or OWNED or FREED_BUSY or DISCARDING');
    expect(error('reader.bio.pages=1')).toBe('reader.bio is not in use at this moment');
    expect(error('reader.bio in use=true')).toMatch(/^nothing here is called `reader.bio in use`/);
    expect(error('reader/pc=1')).toMatch(/^nothing here is called `reader\/pc`/);
    expect(error('failed assertion=1')).toMatch(/^nothing here is called/);
  });

  it('is judged like any event, and what comes of it says that it was made by hand', () => {
    const program = counterToy(2, 1, 9);
    const broken = replay(program, 'a{counter=9}b').execution;
    expect(broken.eventAt(1)).toMatchObject({ text: 'counter 0 → 9', marks: [], violation: { property: 'below_limit' } });
    expect(outcomeOf(broken).reason).toBe(
      'What if: event 2 (counter 0 → 9) was made by hand, so this need not be a behaviour of the kernel. '
      + 'below_limit is broken by event 2, what if (counter 0 → 9): counter is 9.');
    expect(outcomeOf(replay(program, '{counter=1}a2b2').execution)).toMatchObject({ verdict: 'holds', reason: expect.stringMatching(/^What if: event 1 /) });
    expect(outcomeOf(replay(lockOrderToy(), 'ab{A=2}').execution).reason).toMatch(/^What if: event 3 \(A 1 → 2\) .* waits for A, held by truncator/);
    expect(outcomeOf(replay(program, 'a2b2').execution).reason).toBeNull();
  });

  it('can be explained whatever came of it, and is no party to a race', () => {
    fc.assert(fc.property(anyProgram, anyMoves, (number, moves) => {
      const execution = wander(new Execution(programs[number]!), moves);
      const { verdict, reason } = outcomeOf(execution);
      if (verdict !== 'violates') expect(/^What if: /.test(reason ?? '')).toBe(editsIn(execution, execution.length).length > 0);
      expect(reason ?? '').not.toMatch(/[Ee]vent \d+, what if \([^)]*\) (changed|set|used|came)/);
    }), RUNS);
  });

  it('after which the model fails is an error of the model, and nothing has happened', () => {
    const toy = toyProgram({
      isChecked: true, fields: { small: [0, 0, 1] },
      tasks: [{ name: 'writer', events: [{ text: 'add', effects: [(state) => { state[0]! += 1; }] }] }],
    });
    const { refusal, execution } = replay(toy, '{small=1}a');
    expect(refusal).toMatchObject({ position: 1, offset: 9, message: 'position 1: writer: small = 2 is outside 0..1' });
    expect(execution.length).toBe(1);
  });

  it('is not made where the model could not even be asked', () => {
    const toy = toyProgram({
      fields: { small: [0, 0, 1] },
      tasks: [{ name: 'reader', events: [{ text: 'look', effects: [() => undefined], when: (state) => {
        if (state[0] === 1) throw new ModelError('null is dereferenced here', 'toy.daxk', [0, 0, 0, 1]);
        return true;
      } }] }],
    });
    const { refusal, execution } = replay(toy, '{small=1}');
    expect(refusal).toMatchObject({ message: 'position 0: what if: null is dereferenced here', failure: expect.any(ModelError) });
    expect(execution.length).toBe(0);
  });

  it('stands in a schedule that is followed only as far as it fits', () => {
    const follow = (schedule: string, length: number, interrupt?: string): string => {
      const program = counterToy(2, 2);
      const created = createScheduler(program, { schedule, seed: 3 });
      if ('error' in created) throw new Error(created.error.message);
      const execution = new Execution(program);
      while (execution.length < length) {
        const edit = interrupt !== undefined && execution.length === 1 ? readEdit(program, execution.state, interrupt) : undefined;
        execution.advance(edit ? execution.choiceFor(only(edit)) : created.scheduler.next(execution)!);
      }
      return formatSchedule(execution.choices);
    };
    expect(follow('a{counter=3}b2{counter=7}{counter=5}a', 7)).toBe('a{counter=3}b2{counter=7}{counter=5}a');
    expect(follow('ab{counter=3}', 4, 'counter=2')).not.toContain('counter=3');
    expect(follow('a{counter=3}b{counter=4}', 4, 'counter=3')).toBe('a{counter=3}b{counter=4}');
    expect(follow('a{counter=300}b', 4)).not.toContain('300');
    expect(follow('a{counter=0}b', 4)).not.toContain('=');
  });
});
