import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { findCounterexamples, type Counterexamples } from '../../src/explorer/answers/counterexamples';
import { violations } from '../../src/machine/execution/violations';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import type { Bounds } from '../../src/explorer/explore';
import { compileScenario } from '../support/model-kernel';

const twoWays = `scenario "two independent ways to break"
kernel v4.17
device pmem0 { blocks = 2 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
process reader { buf = mmap(victim, 0, 1); read_direct(nvme0, buf[0]); }
process truncator { ftruncate(victim, 0); }
process puncher { punch_hole(victim, 0, 1); }
`;

const locks = `scenario "x" kernel v4.19
device pmem0 { blocks = 1 }
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
process p { ftruncate(victim, 0); }
`;

function find(program: Program, most: number, bounds: Bounds = {}): Counterexamples {
  const work = findCounterexamples(program, most, bounds);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

describe('different counterexamples', () => {
  const program = compileScenario(twoWays);

  it('are told apart by the functions that race, and by their system calls', () => {
    const { found, bound } = find(program, 2);
    expect(bound).toBeNull();
    expect(found.map(({ property, functions }) => [property, ...functions])).toEqual([
      ['no_free_under_pin', 'read_direct … pin_mapped_page', 'punch_hole … __xfs_bunmapi'],
      ['no_free_under_pin', 'read_direct … pin_mapped_page', 'ftruncate … __xfs_bunmapi'],
    ]);
  });

  it('have schedules that lead there, and reasons', () => {
    for (const { verdict, property, schedule, events, reason } of find(program, 2).found) {
      const { execution, refusal } = replay(program, schedule);
      expect(refusal).toBeUndefined();
      expect(execution.length).toBe(events);
      const shown = property === null ? stuckVerdict(program, execution.state)?.verdict : violations(program, execution.state).map((each) => each.property);
      expect(shown).toEqual(property === null ? verdict : [property]);
      expect(reason).toContain(`Two accesses race in the window from event`);
    }
  });

  it('are fewer where there are no more, and none where nothing goes wrong', () => {
    expect(find(compileScenario(locks), 3)).toEqual({ found: [], bound: null });
  });

  it('say when there may be more', () => {
    expect(find(program, 9, { maxStates: 100 })).toEqual({ found: [], bound: 'states' });
  });
});
