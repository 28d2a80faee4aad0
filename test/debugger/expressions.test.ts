// Expressions: the language's own, over the state and the history.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExceptionHistory } from '../../src/debugger/history/exception-history';
import { ExpressionCompiler } from '../../src/debugger/expressions/expression-compiler';
import { identify } from '../../src/debugger/expressions/identifiers';
import type { Choice } from '../../src/machine/execution/choice';
import { brief } from '../../src/language/brief';
import { Execution } from '../../src/machine/execution/execution';
import { compileScenario, modelKernel } from '../support/model-kernel';

const program = compileScenario(`
scenario "expressions"
kernel v4.18
device pmem0 { blocks = 3 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }
file other on mnt
process reader { buf = mmap(victim, 0, 2); read_direct(nvme0, buf[0 .. 1]); }
process truncator { ftruncate(victim, 0); }
`);

function asking(execution: Execution) {
  const expressions = new ExpressionCompiler(program, new ExceptionHistory(execution), modelKernel());
  return (text: string, task?: number): string => {
    const { state, position } = execution;
    const frame = task === undefined ? undefined : program.location(state, task).frames[0]!;
    try {
      const expression = expressions.compile(text, frame?.variables);
      return program.format(expression.evaluate({ state, position, ...(task !== undefined && { task, frame: frame! }) }), expression.type);
    } catch (error) {
      return `! ${(error as Error).message}`;
    }
  };
}

describe('expressions', () => {
  const ask = asking(new Execution(program));

  test.each([
    ['block 2.state', 'FREE'],
    ['block 0.owner', 'victim'],
    ['owner(block 0)', 'victim'],
    ['owner(block 2)', 'null'],
    ['page(victim, 1)', 'page 1'],
    ['page(victim, 1).refcount + 1', '2'],
    ['page(other, 0)', 'null'],
    ['page(victim, 0) == page 0 && block 1.state == OWNED', 'true'],
    ['block 1.state == FREE || owner(block 1) != victim', 'false'],
    ['victim.i_rwsem.writer == null ? 1 : 2', '1'],
    ['reader in victim.i_rwsem.readers', 'false'],
    ['count(victim.i_rwsem.readers + reader)', '1'],
    ['pmem0.blocks[2].nr * 3 - 1', '5'],
    ['pin_count(page 0)', '0'],
    ['KERNEL < v4.19', 'true'],
    ['position()', '0'],
    ['current', 'null'],
    ['retries(truncator)', '0'],
    ['-(2 + 3) % 2', '-1'],
  ])('%s is %s', (text, value) => {
    expect(ask(text)).toBe(value);
  });

  test.each([
    ['', 'There is nothing to evaluate.'],
    ['victm', 'unknown name `victm`; did you mean `victim`?'],
    ['owner(block 2).i_size', '`owner(block 2).i_size` has no value here: null is dereferenced here.'],
    ['victim.i_siz', 'unknown field `i_siz` of inode; did you mean `i_size`?'],
    ['page 0 + 1', '`+` takes a set<page> or its elements, but `1` is the number 1.'],
    ['block 2 = 3', 'the expression ends before `= 3`; values are compared with `==`, and nothing can be assigned here.'],
    ['ftruncate(victim, 0)', 'only `pure` functions can be called in an expression; `ftruncate` is not.'],
    ['block 7.owner', 'there is no `block 7`; there are block 0, block 1 and block 2.'],
    ['blok 2', 'there is no `blok 2`; did you mean `block 2`?'],
    ['1 + owner(block 12)', 'there is no `block 12`; there are block 0, block 1 and block 2.'],
    ['chair 2', 'the expression ends before `2`.'],
    ['1 / 0', 'division by zero.'],
    ['pmem0.blocks[7].nr', 'blocks has 3 elements, there is no element 7.'],
    ['retries(victim)', 'argument `task` of `retries` is a task_struct, but `victim` is an inode.'],
    ['page(victim)', '`page` takes 2 arguments, 1 given: pure page page(inode file, int(0..2147483647) index).'],
  ])('%s: %s', (text, message) => {
    expect(ask(text)).toBe(`! ${message}`);
  });
});

describe('the history', () => {
  const execution = new Execution(program);
  for (let choice = execution.runnable()[0]; choice && execution.position < 200; choice = execution.runnable()[0]) execution.advance(choice);
  const texts = [
    'victim.i_rwsem.writer', 'owner(block 0)', 'block 0.state', 'reader.bio.status', 'retries(truncator)', 'position() / 7', 'page(victim, 0).refcount > 1',
    'when(victim.i_size changed)', 'owner(block 0) == null ? victim.i_count : reader.mmap_lock.writer == null ? 1 : 2',
  ];
  /** From the values alone, position by position. */
  const expected = (text: string): string[] => {
    const values = Array.from({ length: execution.length + 1 }, (_, position) => {
      execution.goto(position);
      return asking(execution)(text);
    });
    let last = 0;
    return values.map((value, position) => {
      if (position > 0 && value !== values[position - 1]) last = position;
      return last === 0 ? `! \`${brief(text)}\` has not changed since the beginning.` : String(last);
    });
  };

  test.each(texts)('when(%s changed), asked at any positions in any order', (text) => {
    const answers = expected(text);
    expect(new Set(answers).size).toBeGreaterThan(1);
    fc.assert(fc.property(fc.array(fc.nat(execution.length), { maxLength: 40 }), (positions) => {
      const ask = asking(execution);
      for (const position of positions) {
        execution.goto(position);
        expect(ask(`when(${text} changed)`)).toBe(answers[position]);
        expect(ask(`changed(${text})`)).toBe(String(answers[position] === String(position)));
      }
    }), { numRuns: 20 });
  });

  test('what is remembered of a future that is given up is forgotten', () => {
    const forked = new Execution(program);
    const exceptions = new ExceptionHistory(forked);
    const expressions = new ExpressionCompiler(program, exceptions, modelKernel());
    const when = (): number => expressions.compile('when(position() > 3 && victim.i_rwsem.writer == null changed)').evaluate(forked);
    const run = (pick: (choices: Choice[]) => Choice | undefined): void => {
      for (let choice = pick(forked.runnable()); choice && forked.position < 60; choice = pick(forked.runnable())) forked.advance(choice);
    };
    run((choices) => choices.at(-1));
    const before = when();
    forked.goto(5);
    forked.advance(forked.runnable()[0]!);
    exceptions.truncate(5);
    expressions.truncate(5);
    run(([first]) => first);
    const fresh = new ExpressionCompiler(program, new ExceptionHistory(forked), modelKernel()).compile('when(position() > 3 && victim.i_rwsem.writer == null changed)');
    expect(when()).toBe(fresh.evaluate(forked));
    expect(when()).not.toBe(before);
  });

  test.each([
    ['when(owner(block 0))', '`when(owner(block 0))` does not say what became of it: write `when(owner(block 0) changed)`.'],
    ['when(owner(blok 0) changed)', 'there is no `blok 0`; did you mean `block 0`?'],
    ['when(owner(block 0 changed)', 'The parenthesis of `when(` is never closed.'],
    ['changed()', 'There is nothing to evaluate.'],
    ['when(victm changed)', 'unknown name `victm`; did you mean `victim`?'],
    ['1 + when(victim.i_size changed) + victm', 'unknown name `victm`; did you mean `victim`?'],
  ])('%s: %s', (text, message) => {
    expect(asking(execution)(text)).toBe(`! ${message}`);
  });

  test('a local has no earlier value', () => {
    execution.goto(0);
    const task = program.tasks.findIndex(({ locations }) => locations[0]!.frames[0]!.variables.length > 0);
    const { name } = program.tasks[task]!.locations[0]!.frames[0]!.variables[0]!;
    expect(asking(execution)(`when(${name} changed)`, task)).toBe(`! \`${name}\` names a local, and what a local was earlier is not known: name an object.`);
  });
});

test('names of objects that are no identifiers keep their length', () => {
  const names = ['page 1', 'page 10', 'victim.i_rwsem', 'victim', 'pte 0 of reader.buf'];
  expect(identify('page 10 == page 1', names).text).toBe('______0 == _____1');
  expect(identify('victim.i_rwsem.writer', names).text).toBe('_____________0.writer');
  expect(identify('xpage 1', names).text).toBe('xpage 1');
  expect(identify('x.page 1', names).text).toBe('x.page 1');
});
