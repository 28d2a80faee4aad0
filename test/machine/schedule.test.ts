import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution';
import { replay } from '../../src/machine/replay';
import { formatSchedule, parseSchedule } from '../../src/machine/schedule';
import { brokenToy, chooserToy, lockOrderToy } from '../support/toy-program';
import { anyPicks, anyToy, walk } from '../support/walks';

const expand = (text: string) => {
  const parsed = parseSchedule(text);
  if ('error' in parsed) return parsed.error;
  return parsed.runs.flatMap(({ task, alternative, count }) => new Array(count).fill({ task, alternative }));
};

describe('a schedule', () => {
  it('is written with one letter a task and run lengths', () => {
    const of = (...tasks: number[]) => formatSchedule(tasks.map((task) => ({ task, alternative: 0 })));
    expect(of(0, 0, 0, 1, 2, 2)).toBe('a3bc2');
    expect(of(25, 26, 51, 52, 104)).toBe('zAZ_a__a');
    expect(formatSchedule([{ task: 0, alternative: 1 }, { task: 0, alternative: 0 }])).toBe('a/1a');
    expect(of()).toBe('');
  });

  it('survives being written and read', () => {
    const choice = fc.record({ task: fc.nat(200), alternative: fc.nat(12) });
    fc.assert(fc.property(fc.array(choice), (choices) => {
      expect(expand(formatSchedule(choices))).toEqual(choices);
    }));
  });

  it('may be broken over lines', () => {
    expect(expand(' a2\n b ')).toEqual(expand('a2b'));
  });

  it.each([
    ['a3?b', 2, 'expected the letter of a task, found `?`'],
    ['3a', 0, 'expected the letter of a task, found `3`'],
    ['ab/', 3, 'expected the number of an alternative, found the end'],
    ['a/xb', 2, 'expected the number of an alternative, found `x`'],
    ['a0', 0, 'a count is at least 1, not `a0`'],
    ['b a99999999999', 2, 'no number in a schedule is larger than 10000000'],
    ['a__', 1, 'expected the letter of a task, found `_`'],
  ])('%s is refused', (text, offset, message) => {
    expect(parseSchedule(text)).toEqual({ error: { offset, message } });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseSchedule(text)));
  });
});

describe('replay', () => {
  it('is bit-identical', () => {
    fc.assert(fc.property(anyToy, anyPicks, (program, picks) => {
      const execution = walk(new Execution(program), picks);
      const again = replay(program, formatSchedule(execution.choices));
      expect(again.refusal).toBeUndefined();
      for (let position = 0; position <= execution.length; position++) {
        expect(again.execution.stateAt(position)).toEqual(execution.stateAt(position));
      }
    }));
  });

  it.each([
    [lockOrderToy, 'aba', 2, 'position 2: reader cannot move: waits for B, held by truncator'],
    [lockOrderToy, 'a5', 0, 'position 4: reader cannot move: has ended'],
    [lockOrderToy, 'ac', 1, 'position 1: there is no task `c`; the tasks are a = reader, b = truncator'],
    [chooserToy, 'a/7', 0, 'position 0: process has no alternative 7 here, only 0 to 2'],
    [chooserToy, 'b', 0, 'position 0: agent cannot move: is idle: it has nothing to do'],
    [brokenToy, 'ab', 1, 'position 1: writer: small = 2 is outside 0..1'],
  ])('refuses where the schedule stops fitting %#', (toy, text, offset, message) => {
    const { refusal, execution } = replay(toy(), text);
    expect(refusal).toMatchObject({ offset, message, position: execution.position });
  });
});
