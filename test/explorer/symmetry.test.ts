// The audit of the symmetry: exchanging what the compiler says can be exchanged changes nothing, and searching one state of
// each orbit finds what searching all finds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Symmetry } from '../../src/compiler/analyses';
import type { Program } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { replay } from '../../src/machine/schedule/replay';
import { violations } from '../../src/machine/execution/violations';
import { program } from '../compiler/tiny-kernel';
import { anyAlikeProcesses, HUB } from '../support/alike-processes';
import { compileScenario } from '../support/model-kernel';
import { auditSymmetry } from '../support/symmetry-audit';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the audit of the symmetry', () => {
  it.each([
    ['test/kernel/scenarios/contended-entry.daxscn', 5000, 4018],
    ['test/kernel/scenarios/what-if-inode-unlocked-asleep.daxscn', 1500, 4018],
    ['bench/scenarios/two-readers.daxscn', 1000, 4019],
    ['bench/scenarios/three-readers.daxscn', 500, 4019],
  ])('finds nothing in %s', (path, bound, version) => {
    const { states, orbits, faults } = auditSymmetry(compileScenario(read(path), version), bound);
    expect(faults).toEqual([]);
    expect(orbits).toBeLessThan(states);
  }, 60_000);

  it('finds nothing in random programs', () => {
    let [states, orbits, refused] = [0, 0, 0];
    fc.assert(fc.property(anyAlikeProcesses, ([processes, calls]) => {
      const random = program(processes, HUB + calls);
      const audit = auditSymmetry(random, 300);
      expect(audit.faults).toEqual([]);
      if (random.analyses.symmetry().groups.length === 0) {
        refused++;
        expect(random.analyses.symmetry().refusals).not.toEqual([]);
        return;
      }
      states += audit.states;
      orbits += audit.orbits;
    }), { numRuns: 100 });
    expect(refused).toBeGreaterThan(5);
    expect(orbits).toBeLessThan(0.7 * states);
  }, 60_000);

  it('finds a loop with events that goes in the order of the ids', () => {
    const walk = program('process p[2] { touch(); } process walker { walk(); }', `
      syscall void touch() { current.served = true; }
      syscall void walk() { for (t in all task_struct) if (t.served) t.lock.writer = t; }`);
    expect(walk.analyses.symmetry().refusals).toEqual(['p0 and p1 are alike, but cannot be exchanged: more.daxk:3 goes over all task_struct in one order']);
    expect(auditSymmetry({ ...walk, analyses: { ...walk.analyses, symmetry: () => forged(walk) } }, 1000).faults.join('\n'))
      .toContain('the successors of the exchanged state are others');
  });
});

/** What the compiler would say of p0 and p1 if it did not look at loops. */
function forged(walk: Program): Symmetry {
  const slotsOf = (task: number): number[] => walk.slots.flatMap(({ field, task: of }, slot) => (of === task || field?.id === task + 1 && field.type !== 'block_device' ? [slot] : []));
  const naming = (slots: readonly number[]) => slots.map((slot) => ({ slot, type: 'task_struct', isSet: false }));
  const counters = walk.tasks.map(({ index }) => walk.slots.findIndex(({ path, task }) => task === index && path.endsWith('/pc')));
  return {
    groups: [{
      members: [0, 1].map((task) => ({
        task, objects: [{ type: 'task_struct', id: task + 1 }, { type: 'rw_semaphore', id: task + 1 }],
        slots: [counters[task]!, ...slotsOf(task).filter((slot) => slot !== counters[task])],
      })),
    }],
    refusals: [], counters,
    fields: naming(walk.slots.flatMap(({ field, type }, slot) => (field && type.kind === 'object' ? [slot] : []))),
    locals: (task) => naming(walk.slots.flatMap(({ path, task: of }, slot) => (task === 2 && of === task && !path.endsWith('/pc') ? [slot] : []))),
  };
}

describe('searching one state of each orbit', () => {
  it.each([{}, { reduction: true }])('gives a counterexample that can be replayed, as short as the shortest: %o', (more) => {
    const asleep = compileScenario(read('test/kernel/scenarios/what-if-inode-unlocked-asleep.daxscn'), 4018);
    const full = exploreAll(asleep);
    const quotient = exploreAll(asleep, { symmetry: true, unreducedFirst: 0, ...more });
    expect(quotient).toMatchObject({ verdict: full.verdict, property: full.property, events: full.events });
    // After a reduced search the shortest way is looked for among all states.
    if (!('reduction' in more)) expect(quotient.symmetry).toEqual({ exchanged: [['truncator0', 'truncator1']], refusals: [] });
    const { execution } = replay(asleep, quotient.schedule!);
    expect(violations(asleep, execution.state).map(({ property }) => property)).toContain(full.property);
  });

  it('gives a way to where the model fails', () => {
    const failing = program('process p[2] { f(box); }', 'syscall void f(block_device d) { if (d.full) d.value = 4 / d.value; d.full = true; }');
    const { error, schedule } = exploreAll(failing, { symmetry: true, unreducedFirst: 0 });
    expect(error?.message).toBe(exploreAll(failing).error?.message);
    expect(replay(failing, schedule!).refusal?.failure?.message).toBe(error?.message);
  });
});
