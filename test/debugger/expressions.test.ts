// Expressions: the language's own, over the state and the history.
import { describe, expect, test } from 'vitest';
import { Chronicle } from '../../src/debugger/chronicle';
import { Expressions } from '../../src/debugger/expressions/expressions';
import { identify } from '../../src/debugger/expressions/identifiers';
import { Execution } from '../../src/machine/execution';
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
  const expressions = new Expressions(program, new Chronicle(execution), modelKernel());
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
    ['1 / 0', 'division by zero.'],
    ['pmem0.blocks[7].nr', 'blocks has 3 elements, there is no element 7.'],
    ['retries(victim)', 'argument `task` of `retries` is a task_struct, but `victim` is an inode.'],
    ['page(victim)', '`page` takes 2 arguments, 1 given: pure page page(inode file, int(0..2147483647) index).'],
  ])('%s: %s', (text, message) => {
    expect(ask(text)).toBe(`! ${message}`);
  });
});

test('names of objects that are no identifiers keep their length', () => {
  const names = ['page 1', 'page 10', 'victim.i_rwsem', 'victim', 'pte 0 of reader.buf'];
  expect(identify('page 10 == page 1', names).text).toBe('______0 == _____1');
  expect(identify('victim.i_rwsem.writer', names).text).toBe('_____________0.writer');
  expect(identify('xpage 1', names).text).toBe('xpage 1');
  expect(identify('x.page 1', names).text).toBe('x.page 1');
});
