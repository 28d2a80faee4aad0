// Nothing in the model kernel tells processes apart that do the same: each system call in turn, by two processes, on every
// version. A loop in the order of the ids, with events in it or for the first match, would be named here.
import { describe, expect, it } from 'vitest';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { compileScenario } from '../support/model-kernel';
import { auditSymmetry } from '../support/symmetry-audit';

const CALLS = [
  'buf = mmap(victim, 0, 2); store(buf[0 .. 1]); load(buf[0]); munmap(buf);',
  'buf = mmap_private(victim, 0, 2); store(buf[0]); load(buf[1]);',
  'buf = mmap(victim, 0, 2); read_direct(nvme0, buf[0 .. 1]); write_direct(nvme0, buf[0]);',
  'buf = mmap(victim, 0, 1); aio_read_direct(nvme0, buf[0]); aio_write_direct(nvme0, buf[0]); io_getevents();',
  'buf = mmap(victim, 0, 1); pipe = vmsplice(buf[0]); close_pipe(pipe);',
  'buf = mmap(victim, 0, 1); r = rdma_register(buf[0]); rdma_deregister(r);',
  'pwrite(victim, 1); fallocate(victim, 0, 2); punch_hole(victim, 0, 1); unlink(victim);',
  'buf = mmap(victim, 0, 1); store(buf[0]); fsync(victim);',
  'buf = mmap(victim, 0, 1); pread_direct(victim, 0, buf[0]); pwrite_direct(victim, 1, buf[0]);',
  'buf = mmap(victim, 0, 1); pread_direct(plain, 0, buf[0]); aio_pwrite_direct(plain, 0, buf[0]);',
  'ftruncate(victim, 0);',
];

const scenario = (processes: string): string => `
scenario "alike"
device pmem0 { blocks = 3 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }  device ssd0 { blocks = 1 }  mount data { type = xfs  device = ssd0 }  file plain on data { blocks = 1 }
${processes}
`;

describe.each(KNOWN_VERSIONS)('on %s', (version) => {
  it.each(CALLS)('processes can be exchanged that do: %s', (calls) => {
    const program = compileScenario(scenario(`process p[2] { ${calls} } process truncator { ftruncate(victim, 0); }`), parseVersion(version));
    const { groups, refusals } = program.analyses.symmetry();
    expect(refusals).toEqual([]);
    expect(groups.map(({ members }) => members.map(({ task }) => program.tasks[task]!.name))).toEqual([
      calls.startsWith('ftruncate') ? ['p0', 'p1', 'truncator'] : ['p0', 'p1'],
    ]);
    expect(auditSymmetry(program, 150).faults).toEqual([]);
  });

  it('a walk over the mappings in the order of their ids is refused', () => {
    const walk = `override void unmap_mapping_range_tree(address_space mapping, int first, int last, bool even_cows) {
      for (vma in all vm_area_struct) if (vma.vm_file == mapping.host) {
        set<page> gathered = zap_pte_range(vma, first, last, even_cows, true);
        tlb_finish_mmu(vma.vm_mm, vma, gathered);
      }
    }`;
    const program = compileScenario(scenario(`process p[2] { buf = mmap(victim, 0, 2); load(buf[0]); } process truncator { ftruncate(victim, 0); } ${walk}`), parseVersion(version));
    expect(program.analyses.symmetry().refusals).toEqual(['p0 and p1 are alike, but cannot be exchanged: test.daxscn:8 goes over all vm_area_struct in one order']);
  });
});
