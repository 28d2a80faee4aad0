import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution/execution';
import { compileScenario } from '../support/model-kernel';

const head = `scenario "x"
kernel v4.19
device pmem0 { blocks = 1 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
process p { buf = mmap(victim, 0, 1); error = read_direct(nvme0, buf[0]); error = ftruncate(victim, 0); touch(buf[0]); }
process q { repeat 2 { error = ftruncate(victim, 0); } exit(); }
`;
const functions = ['down_write', 'up_write', 'xfs_wait_dax_page', 'dax_layout_busy_page', 'fdget', 'ftruncate', 'read_direct', 'xfs_ilock', 'touch', 'dax_iomap_pte_fault', 'exit', 'do_exit'];

describe('where tasks stand', () => {
  it.each([1, 2, 3, 4, 5])('is what their call stacks say, at every position of an execution: %i', (seed) => {
    const asked = functions.map((name) => `reach in_${name}: p in ${name} || q in ${name};\n`).join('');
    const program = compileScenario(head + asked);
    const execution = new Execution(program);
    const slotOf = new Map(program.slots.map(({ path }, slot) => [path, slot]));
    const seen = new Set<string>();
    for (let random = seed; ;) {
      for (const task of program.tasks.filter(({ kind }) => kind === 'process')) {
        const stack = program.location(execution.state, task.index).frames.map((frame) => frame.function);
        for (const name of functions) {
          const isIn = execution.state[slotOf.get(`${task.name}.in ${name}`)!] === 1;
          expect([execution.length, task.name, name, isIn]).toEqual([execution.length, task.name, name, stack.includes(name)]);
          if (isIn) seen.add(name);
        }
      }
      const choices = execution.runnable();
      if (choices.length === 0) break;
      random = (random * 1103515245 + 12345) % 2147483648;
      execution.step(choices[Math.floor(random / 65536) % choices.length]!);
    }
    expect(seen).toContain('xfs_ilock');
    expect(seen.size).toBeGreaterThan(6);
  });

  it('adds no event', () => {
    const without = compileScenario(head).tasks.map(({ locations }) => locations.length);
    expect(compileScenario(`${head}reach a: p in down_write || q in down_write;\nassert b: q.error == 0;\n`).tasks.map(({ locations }) => locations.length)).toEqual(without);
  });
});
