// Messages and explanations of assertions that fail.
import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution/execution';
import { explainViolation } from '../../src/machine/explain/explain';
import { replay } from '../../src/machine/schedule/replay';
import { program } from './tiny-kernel';

/** One process calls `f(box)` and runs until something is broken. */
function failing(body: string, more = ''): Execution {
  const execution = new Execution(program('process p { f(box); }', `syscall void f(block_device d) { ${body} } ${more}`));
  for (let choices = execution.runnable(); choices.length > 0; choices = execution.runnable()) {
    if (execution.step(choices[0]!).violation) return execution;
  }
  throw new Error('nothing fails');
}

function said(execution: Execution): string | undefined {
  return execution.eventAt(execution.length - 1).violation?.text.replace(/ \(the assertion in .*/, '');
}

describe('the explanation of a failing assertion', () => {
  it('names the event that made it false, not those that led to its test', () => {
    const kernel = `
      syscall void enter(block_device d) { "enter": atomic { d.full = true; d.value = 1; } }
      syscall void forget(block_device d) { "forget": d.value = 0; }
      syscall void leave(block_device d) { "leave": atomic { if (d.full) { assert (d.value == 1) "it holds {d.value}"; d.full = false; } } }`;
    const { execution } = replay(program('process p { enter(box); } process q { forget(box); } process r { leave(box); }', kernel), 'abc');
    expect(explainViolation(execution, execution.eventAt(2))).toContain(
      'Two accesses race in the window from event 2 to event 3. Event 2 of q (forget, in forget) changed box.value from 1 to 0. '
      + 'While that still stood, event 3 of r (leave, in leave) came upon it.');
  });
});

describe('what a failing assertion says', () => {
  it.each([
    ['a field', 'd.value = 3; assert (d.value == 5) "{d} holds {d.value}";', 'box holds 3'],
    ['a local that is not needed otherwise', 'int n = d.value; d.value = n + 4; d.full = true; assert (d.value == 0) "it was {n}";', 'it was 0'],
    ['a value that the same event changes afterwards', '"all": atomic { d.value = 2; assert (d.value == 1) "{d.value}"; d.value = 6; }', '2'],
    ['what is computed from them', '"all": atomic { int n = 2; for (i in 0 .. 1) n += 1; assert (n == 0) "{n + 1} of {twice(d, n)}"; }', '5 of 8'],
  ])('has the values of that moment: %s', (_, body, text) => {
    const pure = 'pure int twice(block_device d, int n) { return d.value + n + n; }';
    expect(said(failing(body, pure))).toBe(text);
  });

  it('is in the explanation, with its position', () => {
    const execution = failing('d.value = 3; assert (d.value == 5) "{d} holds {d.value}";');
    expect(explainViolation(execution, execution.eventAt(execution.length - 1))).toMatch(
      /^f is broken by event 2 of p \(.*\): box holds 3 \(the assertion in more\.daxk:\d+ failed\)\.$/);
  });

  it('lacks values that are not constant if only the state is known', () => {
    const execution = failing('d.value = 3; assert (d.value == 5) "{d} holds {d.value}";');
    expect(execution.program.violation(execution.state)?.text).toMatch(/^box holds …/);
  });

  it('lacks a value whose computation is an error of the model', () => {
    const body = 'assert (d.value == 5) "{current.lock.writer.lock.writer} of {d}";';
    expect(said(failing(body))).toBe('… of box');
  });

  it('is the position alone if the source gives no message; marks are no part of it', () => {
    const execution = failing('"all": atomic { mark passed; assert (d.full); }');
    expect(execution.eventAt(0)).toMatchObject({ marks: ['passed'], violation: { property: 'f', text: expect.stringMatching(/^the assertion in /) } });
  });
});
