// Which call waits for a pinned page, and what it returns: all that was seen on real kernels and can be said in the model, in all interleavings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { parseVersion } from '../../src/language/versions';
import { compileScenario, modelKernel } from '../support/model-kernel';
import { missing, rows, SEEN, type Row } from './waits';

const FILE_SYSTEMS = ['xfs', 'ext4'] as const;

/** What is violated if it waits, if it comes back while there is a pin, and if it returns something else. */
const scenarioOf = ({ call, pin, before = '', mount }: Row, result: number, type: string): string => `scenario "s"
  device pmem0 { blocks = 4 }  device nvme0  mount mnt { type = ${type}  device = pmem0  dax ${mount ?? ''} }
  file victim on mnt { blocks = 2 }  file other on mnt { blocks = 1 }
  process app { ${pin ?? 'buf = mmap(victim, 0, 2); aio_read_direct(nvme0, buf[1]);'} ${before} begun = true; error = ${call}; returned = true; }
  assert sleeps: !(app.begun && app in schedule) "it waits";
  assert leaves_pins: !(app.returned && anything_pinned()) "it has returned, and there is a pin";
  assert another_result: !app.returned || app.error == ${result} "it has returned {app.error}";
  pure bool anything_pinned()
  {
      for (slot in all bio_vec)
          if (slot.page != null) return true;
      return false;
  }`;

describe.each(Object.entries(rows))('%s', (_, calls) => {
  describe.each(calls.map((row) => [[row.pin, row.before, row.call].filter(Boolean).join(' '), row] as const))('%s', (__, row) => {
    const seenOn = FILE_SYSTEMS.flatMap((type) => SEEN.flatMap((version, at) => {
      const all = type === 'ext4' ? (row.ext4 ?? row.seen) : row.seen;
      const seen = typeof all === 'string' ? all : all[at];
      return seen === undefined || (type === 'ext4' && row.mount === 'reflink') ? [] : [[type, version, seen] as const];
    }));
    test.each(seenOn)('%s on %s: %s', (type, version, seen) => {
      const [how, result = '0'] = seen.split(' ');
      const has = type === 'ext4' && version === 'v6.12' ? (row.backported ?? version) : version;
      const { complete, counterexamples } = exploreAll(compileScenario(scenarioOf(row, Number(result), type), parseVersion(has)), { all: true });
      const found = counterexamples.filter(({ verdict, property }) => verdict !== 'violates' || ['sleeps', 'leaves_pins', 'another_result'].includes(property!));
      const expected = [
        ...how === 'W' ? ['sleeps'] : row.leavesNothing ? [] : ['leaves_pins'],
        ...row.needsItself?.includes(version) ? ['deadlock'] : [],
      ];
      expect({ complete, found: found.map(({ verdict, property }) => property ?? verdict) }).toEqual({ complete: true, found: expected });
    });
  });
});

describe('of all that was seen', () => {
  const document = readFileSync(join(import.meta.dirname, '..', 'conformance', 'real-kernel', 'waits.md'), 'utf8');
  const seen = document.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|')[1]!.trim()).filter((name) => name !== 'call');

  it('each is here, or there is a reason', () => expect([...Object.keys(rows), ...Object.keys(missing)].sort()).toEqual(seen.sort()));

  const calls = new Set(modelKernel().functions.filter(({ syscall }) => syscall).map(({ name }) => name));
  it.each(Object.entries(missing))('%s: the model has no call for it', (_, row) => expect(row.calls.filter((call) => calls.has(call))).toEqual([]));
});
