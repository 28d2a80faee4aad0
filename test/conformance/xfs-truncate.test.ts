import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { Execution } from '../../src/machine/execution/execution';
import { compileScenario, modelKernel } from '../support/model-kernel';
import { parseChain, visits } from './chain';
import { enteredFunctions } from './entered';

/** What was done on the real kernel: a file of 4 blocks, a direct read of one page into page 1, ftruncate to 0 during it. */
const SCENARIO = `
scenario "ftruncate(0) against one direct read"
kernel v6.18
device pmem0 { blocks = 4 }
device sl2
mount x { type = xfs  device = pmem0  dax }
file f on x { blocks = 4 }
process labA { buf = mmap(f, 0, 4); read_direct(sl2, buf[1]); }
process labB { ftruncate(f, 0); }
`;

const chain = parseChain(readFileSync(new URL('real-kernel/6.18/g_x_trunc0.chain.txt', import.meta.url), 'utf8'));
const modelled = new Set(modelKernel().functions.map(({ name }) => name));
const document = readFileSync('docs/kernel-model.md', 'utf8');

/** As recorded: the read is submitted, the truncate runs until it sleeps, the device completes, all end. */
function asRecorded(program: Program): Execution {
  const execution = new Execution(program);
  const task = (name: string): number => program.tasks.findIndex((each) => each.name === name);
  const run = (index: number): void => {
    while (program.enabled(execution.state, index) > 0) execution.step({ task: index, alternative: 0 });
  };
  run(task('labA'));
  run(task('labB'));
  for (let before = -1; before !== execution.length; ) {
    before = execution.length;
    program.tasks.filter(({ kind }) => kind === 'agent').forEach(({ index }) => run(index));
    run(task('labA'));
    run(task('labB'));
  }
  return execution;
}

describe('ftruncate against a direct read, XFS, v6.18, as recorded', () => {
  const program = compileScenario(SCENARIO);
  const execution = asRecorded(program);

  it.each([['labA', 'labA'], ['labB', 'labB'], ['<idle>', 'interrupt']])('%s visits the functions in the recorded order', (recorded, name) => {
    const expected = visits((chain.tasks.get(recorded) ?? []).filter((each) => modelled.has(each)));
    const known = new Set(expected);
    const task = program.tasks.findIndex((each) => each.name === name);
    expect(visits(enteredFunctions(execution, task).filter((each) => known.has(each)))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('scans for busy pages as often', () => {
    const scans = program.tasks.flatMap(({ index }) => enteredFunctions(execution, index)).filter((name) => name === 'dax_layout_busy_page_range');
    expect(scans).toHaveLength(chain.scans);
  });

  it('ends, and every process with it', () => {
    const ends = program.tasks.map(({ index }) => program.location(execution.state, index).status);
    expect(ends.filter((status) => status === 'ready')).toEqual([]);
  });

  it('leaves out only functions that the documentation names', () => {
    const left = [...chain.tasks.values()].flat().filter((name) => !modelled.has(name));
    expect([...new Set(left)].filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});
