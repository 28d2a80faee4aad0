import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDIT_TASK, type Choice } from '../../src/machine/execution/choice';
import { Execution } from '../../src/machine/execution/execution';
import { replay } from '../../src/machine/schedule/replay';
import { formatSchedule, parseSchedule } from '../../src/machine/schedule/schedule';
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

  it('survives with edits in it, also when a mail breaks its lines', () => {
    const name = fc.stringMatching(/^[a-z]{1,3}( \d)?(\.[a-z]+|\[\d\])?$/);
    const value = fc.oneof(name, fc.integer().map(String), fc.array(name).map((names) => `{${names.join(', ')}}`));
    const edit = fc.tuple(name, value).map(([path, to]) =>
      ({ task: EDIT_TASK, alternative: 0, edit: { slot: 0, value: 0, type: { kind: 'bool' as const }, path, text: `${path}=${to}` } }));
    const choice: fc.Arbitrary<Choice> = fc.oneof(fc.record({ task: fc.nat(200), alternative: fc.nat(12) }), edit);
    fc.assert(fc.property(fc.array(choice), (choices) => {
      const read = (text: string) => {
        const parsed = parseSchedule(text);
        if ('error' in parsed) throw new Error(parsed.error.message);
        return parsed.runs.flatMap((run) => new Array(run.count).fill(run.edit?.replaceAll(/\s+/g, ' ') ?? [run.task, run.alternative]));
      };
      const written = formatSchedule(choices);
      const expected = choices.map(({ task, alternative, edit: made }) => made?.text ?? [task, alternative]);
      expect(read(written)).toEqual(expected);
      expect(read(written.replaceAll(' ', '\n  '))).toEqual(expected);
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
    ['a {A=1', 6, 'expected the `}` of an edit, found the end'],
    ['a{A={x}b', 8, 'expected the `}` of an edit, found the end'],
    ['a{A={x{y}}}', 4, 'expected the `}` of an edit, found `{`'],
    ['a{A}b', 1, 'an edit is a path and a value, as in {victim.i_size=1}, not `{A}`'],
    ['a{=1}b', 1, 'an edit is a path and a value, as in {victim.i_size=1}, not `{=1}`'],
    ['a{A= }b', 1, 'an edit is a path and a value, as in {victim.i_size=1}, not `{A= }`'],
    ['a{A=1}2', 6, 'expected the letter of a task, found `2`'],
    ['a}', 1, 'expected the letter of a task, found `}`'],
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
    [lockOrderToy, 'a{A=2}{B=3}', 6, 'position 2: B cannot be `3`: it can be a whole number from 0 to 2'],
    [lockOrderToy, 'a{A=1}', 1, 'position 1: A is already 1'],
    [lockOrderToy, '{C=1}', 0, 'position 0: nothing here is called `C` and can be changed; did you mean `A`?'],
    [lockOrderToy, '{reader.pc=1}', 0, 'position 0: nothing here is called `reader.pc` and can be changed; there are: A, B'],
    [lockOrderToy, '{A=2}a', 5, 'position 1: reader cannot move: waits for A, held by truncator'],
  ])('refuses where the schedule stops fitting %#', (toy, text, offset, message) => {
    const { refusal, execution } = replay(toy(), text);
    expect(refusal).toMatchObject({ offset, message, position: execution.position });
  });
});
