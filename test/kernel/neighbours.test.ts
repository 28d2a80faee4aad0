// What each version does that the one before does not: a scenario with one verdict before and another since, or only other functions on the same way.
import { describe, expect, test } from 'vitest';
import { differences } from '../../src/cli/kernels/kernel-differences';
import { exploreAll } from '../../src/explorer/explore';
import { oldestLike } from '../../src/language/alike';
import type { Version } from '../../src/language/tree';
import { formatVersion, KERNEL_VERSIONS, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { Judged } from '../support/expectation';
import { compileScenario, modelKernel, scenarioTrees } from '../support/model-kernel';

const one = `device pmem0 { blocks = 1 }  device nvme0  mount mnt { type = xfs  device = pmem0  dax }  file victim on mnt { blocks = 1 }
  process truncator { ftruncate(victim, 0); }`;
const two = one.replaceAll('blocks = 1', 'blocks = 2');
const reader = 'process reader { buf = mmap(victim, 0, 1); aio_read_direct(nvme0, buf[0]); }';
const syncing = `${one} ${reader} process syncer { fsync(victim); }`;
const inVain = `${one} process onlooker { view = mmap(victim, 0, 1); }
  process app { buf = mmap(victim, 0, 1); load(buf[0]); thread unmapper { munmap(buf); } pipe = vmsplice(buf[0]); close_pipe(pipe); }`;

const closing = `device window { blocks = 4 }  mount mnt { type = virtiofs  device = window  dax }  file victim on mnt { blocks = 1 }
  process app { buf = mmap(victim, 0, 1); store(buf[0]); unlink(victim); munmap(buf); }`;

interface Difference {
  readonly version: string;
  readonly what: string;
  readonly scenario: string;
  /** As after `expect` and the version. */
  readonly before: string;
  readonly since: string;
}

const rows: readonly Difference[] = [
  { version: 'v4.17', what: 'an entry that goes from under a pin makes Linux warn', scenario: `${one} ${reader}`, before: 'never reaches warn_page_in_use', since: 'reaches warn_page_in_use' },
  { version: 'v4.18', what: 'a truncate waits for a pin (M-1)', scenario: `${one} ${reader}`, before: 'violates no_free_under_pin', since: 'holds' },
  {
    version: 'v4.19', what: 'it looks again when it has not slept (M-3)', before: 'violates no_free_under_pin', since: 'holds',
    scenario: `${two} device nvme1 process reader { buf = mmap(victim, 0, 2); aio_read_direct(nvme0, buf[0]); aio_read_direct(nvme1, buf[1]); }`,
  },
  { version: 'v4.20', what: 'the scan skips what fsync has locked (M-11)', scenario: syncing, before: 'holds', since: 'violates scan_soundness' },
  {
    version: 'v5.3', what: 'the scan leaves private copies alone (M-7)', before: 'violates private_copy_survives', since: 'holds',
    scenario: `${two.replace('ftruncate(victim, 0)', 'ftruncate(victim, 1)')} process app { copy = mmap_private(victim, 0, 1); store(copy[0]); }`,
  },
  {
    version: 'v5.4', what: 'a fault makes a huge mapping where there is no entry', before: 'never reaches huge', since: 'reaches huge',
    scenario: `${two.replace(/process truncator.*/, '')} process app { buf = mmap_huge(victim, 0, 2); load(buf[0]); } reach huge: app in dax_pmd_fault_iter;`,
  },
  {
    version: 'v5.11', what: 'a refused registration is no pin', before: 'reaches layout_retry', since: 'never reaches layout_retry',
    scenario: `${one} process app { buf = mmap(victim, 0, 1); load(buf[0]); rdma_register(buf[0]); }`,
  },
  {
    version: 'v5.13', what: 'who removes an entry wakes all who wait for it (M-10)', before: 'hang', since: 'holds',
    scenario: `${one} process writer { buf = mmap(victim, 0, 1); store(buf[0]); } process syncer[3] { fsync(victim); }`,
  },
  {
    version: 'v5.15', what: 'the interrupt releases what it has filled', before: 'violates bio_dirty_fn', since: 'holds bio_dirty_fn',
    scenario: `${one} ${reader} override void bio_dirty_fn(bio bio) { assert (false) "a worker releases {bio}"; }`,
  },
  { version: 'v5.18', what: 'a page that was taken in vain wakes nobody (M-12)', scenario: inVain, before: 'holds wake_completeness', since: 'violates wake_completeness' },
  { version: 'v5.19', what: 'it does (M-12)', scenario: inVain, before: 'violates wake_completeness', since: 'holds wake_completeness' },
  {
    version: 'v6.1', what: 'two unmap at the same time', before: 'never reaches both', since: 'reaches both',
    scenario: `${two.replace(/file .*/, 'file victim on mnt').replace(/process truncator.*/, '')}
      process grower { fallocate(victim, 0, 2); }
      process one { a = mmap(victim, 0, 1); load(a[0]); store(a[0]); }  process another { b = mmap(victim, 1, 1); load(b[0]); store(b[0]); }
      reach both: one in unmap_mapping_range_tree && another in unmap_mapping_range_tree;`,
  },
  {
    version: 'v6.6', what: 'a pin of direct I/O counts 1024', before: 'never reaches many', since: 'reaches many',
    scenario: `${one} ${reader} reach many: pmem0.blocks[0].page.refcount > 1000;`,
  },
  {
    version: 'v6.15', what: 'the scan sees pins of a file that nobody maps (M-15)', before: 'violates no_free_under_pin', since: 'holds',
    scenario: `${one} process app { buf = mmap(victim, 0, 1); aio_read_direct(nvme0, buf[0]); munmap(buf); }`,
  },
  { version: 'v6.15', what: 'the scan waits for what fsync has locked, and goes on behind it (M-11)', scenario: syncing, before: 'never reaches warn_entry_left', since: 'reaches warn_entry_left' },
  { version: 'v6.16', what: 'the scan examines what fsync has locked (M-11)', scenario: syncing, before: 'violates scan_soundness', since: 'holds' },
  { version: 'v6.18', what: 'the reply to a release of virtiofs ends the file (M-31)', scenario: closing, before: 'holds', since: 'hang' },
  {
    version: 'v7.0', what: 'direct I/O on a file releases its pages before it wakes its issuer', before: 'reaches layout_retry', since: 'never reaches layout_retry',
    scenario: `${one.replace(/process truncator.*/, '')} device pmem1 { blocks = 1 } mount plain { type = xfs  device = pmem1 } file target on plain { blocks = 1 }
      process app { buf = mmap(victim, 0, 1); pwrite_direct(target, 0, buf[0]); ftruncate(victim, 0); }`,
  },
  {
    version: 'v7.1', what: 'an entry that goes from under a pin makes Linux warn again', before: 'never reaches warn_page_in_use', since: 'reaches warn_page_in_use',
    scenario: `${one} ${reader} override int xfs_break_layouts(inode inode) { return 0; }`,
  },
  { version: 'v7.3', what: 'WRITE_ZEROES waits before it fails', scenario: `${one.replace('ftruncate(victim, 0)', 'write_zeroes(victim, 0, 1)')} ${reader}`, before: 'never reaches layout_retry', since: 'reaches layout_retry' },
];

/** Where the verdicts are the same, and only the functions are others. (Before v6.2 there are no shared blocks with dax, so no verdict either.) */
const functionsOnly = ['v5.2', 'v5.10', 'v6.0', 'v6.2', 'v6.12', 'v6.14'];

const before = (version: string): string => KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(version) - 1]!;
const like = (version: string): string => formatVersion(oldestLike(parseVersion(version)!, modelKernel()));

test('every version has something new, or is like an older one', () => {
  const different = [...rows.map(({ version }) => version), ...functionsOnly];
  expect(KNOWN_VERSIONS.slice(1).filter((version) => !different.includes(version))).toEqual(KNOWN_VERSIONS.filter((version) => like(version) !== version));
});

test.each(KERNEL_VERSIONS)('$name says whether it is like an older one', ({ name, summary }) => {
  expect(/^as (v[\d.]+)(?::|$)/.exec(summary)?.[1] ?? name).toBe(like(name));
});

test.each(KNOWN_VERSIONS.filter((version) => like(version) !== version))('a scenario is the same program on %s as on the older one', (version) => {
  const [one, other] = [version, like(version)].map((on) => compileScenario(`scenario "s" ${syncing}`, parseVersion(on)));
  expect(one!.initial()).toEqual(other!.initial());
  expect(one!.slots).toEqual(other!.slots);
  // With functions, which are other ones.
  expect(JSON.stringify(one!.tasks)).toBe(JSON.stringify(other!.tasks));
});

describe.each(rows)('$version: $what', ({ version, scenario, before: earlier, since }) => {
  test.each([[before(version), earlier], [version, since]])('%s: %s', (on, verdict) => {
    const { kernel, scenario: tree } = scenarioTrees(`scenario "s" ${scenario} expect ${on} ${verdict}`);
    const expected = tree.expects[0]!;
    expect(new Judged(tree, kernel, expected.version).contradiction(expected)).toBeUndefined();
  });
});

describe.each(functionsOnly)('%s', (version) => {
  test('has other functions', () => {
    expect(Object.values(differences(modelKernel(), parseVersion(before(version))!, parseVersion(version)!)).flat()).not.toEqual([]);
  });

  test.each([syncing, `${one} process app { buf = mmap(victim, 0, 1); rdma_register(buf[0]); } process writer { pwrite(victim, 0); }`])('and the same verdicts', (scenario) => {
    const found = (on: Version) => exploreAll(compileScenario(`scenario "s" ${scenario}`, on), { all: true }).counterexamples
      .map(({ verdict, property }) => `${verdict} ${property}`).sort();
    expect(found(parseVersion(version)!)).toEqual(found(parseVersion(before(version))!));
  });
});
