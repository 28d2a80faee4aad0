import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { Execution } from '../../src/machine/execution/execution';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { compileTrees } from '../compiler/tiny-kernel';
import { modelKernel, scenarioTrees } from '../support/model-kernel';
import { parseChain, visits } from './chain';
import { enteredFunctions } from './entered';

/** The read is submitted, the other call runs until it sleeps, the device completes, all end. */
const IN_TURN = 'run labA until end; run labB until end;';

/** After the read labA looks at what it has read, before labB has the fault lock again, and unmaps it: labB sleeps a second time without a scan between. */
const MAPPED_AGAIN = 'run labA until munmap; run labB until blocked; run labA until end; run labB until end;';

/** A hole of the recorded kernels takes some of them once more: for the edges of the hole, and in 5.10.262, which has that of v5.18, for the time stamps. */
const LOCKS = ['xfs_ilock', 'xfs_iunlock'];

/** What was done on real kernels: a file of 4 blocks, a direct read of one page into page 1, another call during it. */
const RECORDINGS = [
  { recorded: '6.18/g_x_trunc0', call: 'ftruncate(f, 0)', then: '', schedule: IN_TURN, sleeps: 1, without: [] },
  { recorded: '6.18/g_x_punch', call: 'punch_hole(f, 1, 1)', then: 'load(buf[1]); munmap(buf);', schedule: MAPPED_AGAIN, sleeps: 2, without: LOCKS },
  { recorded: '5.10/g_x_trunc0', call: 'ftruncate(f, 0)', then: '', schedule: IN_TURN, sleeps: 1, without: [] },
  { recorded: '5.10/g_x_punch', call: 'punch_hole(f, 1, 1)', then: '', schedule: IN_TURN, sleeps: 1, without: LOCKS },
];

const scenario = ({ recorded, call, then, schedule }: typeof RECORDINGS[number]): string => `
scenario "${call} against one direct read"
kernel v${recorded.split('/')[0]}
device pmem0 { blocks = 4 }
device sl2
mount x { type = xfs  device = pmem0  dax }
file f on x { blocks = 4 }
process labA { buf = mmap(f, 0, 4); read_direct(sl2, buf[1]); ${then} }
process labB { view = mmap(f, 0, 4); ${call}; }
schedule { run labA until blocked; run labB until blocked; run disk_transfer until end; run block_interrupt until end; ${schedule} }
`;

const { functions } = modelKernel();
/** What is part of one event has no events of its own. */
const modelled = new Set(functions.filter(({ kind }) => kind === 'plain').map(({ name }) => name));
const document = [readFileSync('docs/kernel-model.md', 'utf8'), ...functions.map(({ name, doc }) => `${name} ${doc}`)].join('\n');

/** As its schedule says; nothing else runs. */
function execute(text: string): { program: Program; execution: Execution } {
  const trees = scenarioTrees(text);
  const { program } = compileTrees(trees);
  const execution = new Execution(program);
  const created = createScheduler(program, { schedules: trees.scenario.schedules });
  if ('error' in created) throw new Error(created.error.message);
  for (let choice = created.scheduler.next(execution); choice; choice = created.scheduler.next(execution)) execution.step(choice);
  return { program, execution };
}

describe.each(RECORDINGS)('$call against a direct read, XFS, as recorded in $recorded', (recording) => {
  const chain = parseChain(readFileSync(new URL(`real-kernel/${recording.recorded}.chain.txt`, import.meta.url), 'utf8'));
  const { program, execution } = execute(scenario(recording));
  const entered = (name: string): string[] => enteredFunctions(execution, program.tasks.findIndex((each) => each.name === name));

  it.each([['labA', 'labA'], ['labB', 'labB'], ['<idle>', 'interrupt']])('%s visits the functions in the recorded order', (recorded, name) => {
    const expected = visits((chain.tasks.get(recorded) ?? []).filter((each) => modelled.has(each) && !recording.without.includes(each)));
    const known = new Set(expected);
    // What the recorded read was followed by is not in the recording.
    const calls = entered(name).join(' ').split(' load ')[0]!.split(' ');
    expect(visits(calls.filter((each) => known.has(each)))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('scans for busy pages and sleeps as often', () => {
    expect(entered('labB').filter((name) => name === 'dax_layout_busy_page_range')).toHaveLength(chain.scans);
    expect(entered('labB').filter((name) => name === 'schedule')).toHaveLength(recording.sleeps);
  });

  it('ends, and every process with it', () => {
    const ends = program.tasks.filter(({ kind }) => kind !== 'agent').map(({ index }) => program.location(execution.state, index).status);
    expect(ends.filter((status) => status === 'ready')).toEqual([]);
  });

  it('leaves out only functions that the documentation or a comment names', () => {
    const left = [...chain.tasks.values()].flat();
    expect([...new Set(left)].filter((name) => !new RegExp(`\\b${name}\\b`).test(document))).toEqual([]);
  });
});
