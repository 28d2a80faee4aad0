// Four families of scenarios on the newest kernel: a truncate or a fallocate, and one to three other tasks that use the file meanwhile. They are
// products of the tables below. Of each it is expected that every safety property holds, but for what `isKnown` says.

/** A process or two. */
interface Part {
  readonly name: string;
  readonly processes: readonly string[];
}

export interface Generated {
  readonly family: string;
  /** Unique. */
  readonly name: string;
  readonly text: string;
}

const FILE_SYSTEMS = ['xfs', 'ext4'] as const;

/** What changes the layout. `victim` has two blocks, `other` none, the device four. */
const CHANGES = {
  'truncate to 0': 'ftruncate(victim, 0)', 'truncate to 1': 'ftruncate(victim, 1)', 'open O_TRUNC': 'open_trunc(victim)',
  'punch the first': 'punch_hole(victim, 0, 1)', 'punch all': 'punch_hole(victim, 0, 2)', 'zero the first': 'zero_range(victim, 0, 1)',
  collapse: 'collapse_range(victim, 0, 1)', insert: 'insert_range(victim, 1, 1)', 'allocate more': 'fallocate(victim, 1, 2)', unshare: 'unshare_range(victim, 0, 1)',
} as const;

/** The tasks beside it, by family. Each pins, reads, maps or ends something of the file. */
const COMPANIONS: Readonly<Record<string, readonly Part[]>> = {
  'transfers and pins': [
    part('read', 'reader { buf = mmap(victim, 0, 1);  read_direct(nvme0, buf[0]); }'),
    part('read into two', 'reader { buf = mmap(victim, 0, 2);  read_direct(nvme0, buf[0 .. 1]); }'),
    part('write out', 'reader { buf = mmap(victim, 0, 1);  write_direct(nvme0, buf[0]); }'),
    part('asynchronous read', 'reader { buf = mmap(victim, 0, 1);  aio_read_direct(nvme0, buf[0]); }'),
    part('asynchronous read, unmapped', 'reader { buf = mmap(victim, 0, 1);  aio_read_direct(nvme0, buf[0]);  munmap(buf); }'),
    part('pipe', 'reader { buf = mmap(victim, 0, 1);  pipe = vmsplice(buf[0]);  close_pipe(pipe); }'),
    part('registration', 'reader { buf = mmap(victim, 0, 1);  key = rdma_register(buf[0]); }'),
  ],
  'readers and writers': [
    part('pread', 'user { pread(victim, 0); }'),
    part('pwrite', 'user { pwrite(victim, 0); }'),
    part('pwrite at the end', 'user { pwrite(victim, 1); }'),
    part('store and fsync', 'user { buf = mmap(victim, 0, 1);  store(buf[0]);  fsync(victim); }'),
    part('store and msync', 'user { buf = mmap(victim, 0, 1);  store(buf[0]);  msync(buf); }'),
    part('fsync beside a store', 'user { buf = mmap(victim, 0, 1);  store(buf[0]); }', 'syncer { fsync(victim); }'),
    part('splice', 'user { pipe = splice(victim, 0);  close_pipe(pipe); }'),
  ],
  'faults and mappings': [
    part('load', 'mapper { buf = mmap(victim, 0, 1);  load(buf[0]); }'),
    part('load and store', 'mapper { buf = mmap(victim, 0, 2);  load(buf[0]);  store(buf[1]); }'),
    part('store and unmap', 'mapper { buf = mmap(victim, 0, 1);  store(buf[0]);  munmap(buf); }'),
    part('private store', 'mapper { buf = mmap_private(victim, 0, 1);  store(buf[0]); }'),
    part('two mappings', 'mapper { one = mmap(victim, 0, 1);  load(one[0]);  two = mmap(victim, 0, 1);  store(two[0]); }'),
    part('read-only', 'mapper { buf = mmap_readonly(victim, 0, 1);  load(buf[0]); }'),
    part('madvise', 'mapper { buf = mmap(victim, 0, 1);  store(buf[0]);  madvise_dontneed(buf);  load(buf[0]); }'),
  ],
  'signals and ends': [
    part('kill beside a pin', 'reader { buf = mmap(victim, 0, 1);  read_direct(nvme0, buf[0]); }', 'killer { kill(changer); }'),
    part('SIGKILL beside a pipe', 'reader { buf = mmap(victim, 0, 1);  pipe = vmsplice(buf[0]); }', 'killer { sigkill(changer); }'),
    part('exit with a pipe', 'reader { buf = mmap(victim, 0, 1);  pipe = vmsplice(buf[0]);  exit(); }'),
    part('exit with a mapping', 'reader { buf = mmap(victim, 0, 2);  load(buf[0]);  exit(); }'),
    part('unlink', 'reader { unlink(victim); }'),
    part('another truncate', 'second { ftruncate(victim, 0); }'),
    part('another punch', 'second { punch_hole(victim, 0, 1); }'),
  ],
};

/** One more task, or none. */
const OTHERS: readonly Part[] = [
  part('alone'),
  part('beside an allocation', 'writer { fallocate(other, 0, 1); }'),
  part('beside a fault', 'toucher { view = mmap(victim, 0, 1);  load(view[0]); }'),
  part('beside an fsync', 'flusher { fsync(victim); }'),
];

export function families(): Generated[] {
  return Object.entries(COMPANIONS).flatMap(([family, companions]) => FILE_SYSTEMS.flatMap((type) => Object.entries(CHANGES).flatMap(([change, call]) => (
    companions.flatMap((companion) => OTHERS.map((other) => scenario(family, type, change, call, [companion, other])))))));
}

/** On ext4 a collapse or an insert throws away private copies behind the place, as Linux does (docs/kernel-model.md, "ext4"). */
export function isKnown({ name }: Generated, property: string): boolean {
  return property === 'private_copy_survives' && /^ext4: (?:collapse|insert), private store,/.test(name);
}

function scenario(family: string, type: string, change: string, call: string, parts: readonly Part[]): Generated {
  const name = `${type}: ${change}, ${parts.map((each) => each.name).join(', ')}`;
  const processes = [`changer { ${call}; }`, ...parts.flatMap((each) => each.processes)].map((text) => `process ${text}\n`);
  return {
    family, name,
    text: [
      `scenario "${name}"\n`, 'device pmem0 { blocks = 4 }', 'device nvme0', `mount mnt { type = ${type}  device = pmem0  dax }`,
      'file victim on mnt { blocks = 2 }', 'file other on mnt\n', ...processes,
    ].join('\n'),
  };
}

function part(name: string, ...processes: readonly string[]): Part {
  return { name, processes };
}
