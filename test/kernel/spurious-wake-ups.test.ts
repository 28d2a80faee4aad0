// Whoever sleeps until a page is idle may be woken for nothing. The model kernel wakes nobody so; an overlay does, and no verdict changes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchedBy } from '../../src/compiler/lowering/watch';
import { exploreAll } from '../../src/explorer/explore';
import { oldestLike } from '../../src/language/alike';
import { checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { formatVersion } from '../../src/language/versions';
import { compileTrees } from '../compiler/tiny-kernel';
import { sample } from '../support/extent';
import { modelKernel } from '../support/model-kernel';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const source = 'spurious-wake-ups.daxk';
const overlay = { source, text: readFileSync(join(import.meta.dirname, source), 'utf8') };

/** The scenario with late wake-ups, or without. */
function read(name: string, text: string, overlays = [overlay]) {
  const used = new Map([...text.matchAll(/^use "(.*)"/gm)].map(([, path]) => [path!, { source: path!, text: readFileSync(join(examples, path!), 'utf8') }]));
  const { tree, diagnostics } = checkScenario(name, text, modelKernel(), undefined, { overlays, used });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  return tree!;
}

describe.each(readdirSync(examples).filter((name) => name.endsWith('.daxscn')))('%s', (name) => {
  const scenario = read(name, readFileSync(join(examples, name), 'utf8'));

  // Of versions on which it is the same program, the oldest.
  it.each(sample(scenario.expects.filter(({ version }) => oldestLike(version, modelKernel(), scenario) === version), 2).map((each) => [formatVersion(each.version), each] as const))('%s has the same verdict', { timeout: 60_000 }, (_, expected) => {
    const watch = watchedBy(expected, scenario, modelKernel());
    const { program } = compileTrees({ kernel: modelKernel(), scenario }, expected.version, { ...(watch && { watch }) });
    expect(program.tasks.map((task) => task.name)).toContain('late wake-up');
    const { verdict, property, complete, counterexamples } = exploreAll(program, { all: true, reduction: true, symmetry: true });
    expect(complete).toBe(true);
    if (expected.verdict === 'holds' || watch) expect([verdict, property ?? undefined]).toEqual([expected.verdict, expected.property]);
    else expect(counterexamples.map((each) => [each.verdict, each.property ?? undefined])).toContainEqual([expected.verdict, expected.property]);
  });
});

const HEAD = `scenario "a page that a device fills"
kernel v6.18
device pmem0 { blocks = 1 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
process reader    { buf = mmap(victim, 0, 1);  aio_read_direct(nvme0, buf[0]); }
process truncator { ftruncate(victim, 0); }
`;

const explored = (text: string, overlays = [overlay]) => {
  const scenario = read('test.daxscn', text, overlays);
  const watch = watchedBy(scenario.expects[0]!, scenario, modelKernel());
  return exploreAll(compileTrees({ kernel: modelKernel(), scenario }, undefined, { ...(watch && { watch }) }).program);
};

it('makes a truncate sleep a second time without a scan between', () => {
  const text = `${HEAD}
    own function_trace trace;
    object function_trace { int(0..7) scans; int(0..7) sleeps; }
    /** A count of calls before the kernel's own function. */
    override void xfs_wait_dax_page(inode inode, page page)
    {
        "count a sleep": trace.sleeps += 1;
        xfs_iunlock(inode, XFS_MMAPLOCK_EXCL);
        schedule(page);
        xfs_ilock(inode, XFS_MMAPLOCK_EXCL);
    }
    reach second_sleep: trace.sleeps == 2 && truncator.asleep "{truncator} sleeps again";
    expect v6.18 reaches second_sleep`;
  expect(explored(text).verdict).toBe('reaches');
  expect(explored(text, []).verdict).toBe('never reaches');
});

it('breaks a wait that does not look again', () => {
  const text = `${HEAD}
    override int ___wait_var_event(page page, inode inode, task_state state, wait_callback callback)
    {
        if (!prepare_to_wait_event(page, state)) return -ERESTARTSYS;
        if (!page_became_idle(page)) callback(inode, page);
        return 0;
    }
    override int dax_break_layout(inode inode, int first, int last, wait_callback callback)
    {
        page page = dax_layout_busy_page_range(inode.i_mapping, first, last);
        if (page != null) wait_page_idle(page, inode, callback);
        dax_delete_mapping_range(inode.i_mapping, first, last);
        return 0;
    }
    expect v6.18 holds`;
  expect(explored(text, []).verdict).toBe('holds');
  expect(explored(text).verdict).toBe('violates');
});
