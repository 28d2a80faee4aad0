// Which call waits for a pinned page, and what it returns, as seen on three kernels with XFS and ext4. The pin is an asynchronous direct read into page 1 of a
// file; then the same process makes the call.

/** The versions on which it was seen. */
export const SEEN = ['v7.3', 'v6.12', 'v5.10'] as const;

/** `W` comes back only when the pin is over, `n` does not wait; with the result, if it is not 0. */
export type Seen = `${'W' | 'n'}${'' | ` ${string}`}`;

/** On all three, or on each; undefined where the mount is refused. */
type SeenOn = Seen | readonly [v73: Seen, v612: Seen, v510: Seen | undefined];

export interface Row {
  readonly call: string;
  /** With XFS, and with ext4 unless that says something else. */
  readonly seen: SeenOn;
  readonly ext4?: SeenOn;
  /** 6.12.117 has the code of this version of ext4, which v6.12 had not: stable kernels got it. */
  readonly backported?: 'v6.15';
  /** How the file system is mounted, besides with dax. */
  readonly mount?: 'reflink' | 'freezable';
  /** How the page is pinned; default: by a direct read into the shared mapping. */
  readonly pin?: string;
  /** What comes between the pin and the call. */
  readonly before?: string;
  /** What was done before has left no pin at all. */
  readonly leavesNothing?: true;
  /** The versions on which it comes back only when its own process gives up a mapping, which is a deadlock. */
  readonly needsItself?: readonly (typeof SEEN)[number][];
}

/** Where ext4 looked at the range before it waited, and since v6.15 afterwards. */
const ext4LooksFirst = (result?: -22): Pick<Row, 'ext4' | 'backported'> => ({ ext4: result ? [`W ${result}`, `W ${result}`, `n ${result}`] : ['W', 'W', 'n'], backported: 'v6.15' });

const PIN = 'buf = mmap(victim, 0, 2); aio_read_direct(nvme0, buf[1]);';
const INTO_PRIVATE = 'buf = mmap_private(victim, 0, 2); aio_read_direct(nvme0, buf[1]);';
const OUT_OF_PRIVATE = 'buf = mmap_private(victim, 0, 2); aio_write_direct(nvme0, buf[1]);';
const OUT_OF_SHARED = 'buf = mmap(victim, 0, 2); aio_write_direct(nvme0, buf[1]);';
const READ_ONLY = `${PIN} view = mmap_readonly(victim, 0, 2);`;
const HUGE = 'buf = mmap_huge(victim, 0, 2); aio_read_direct(nvme0, buf[1]);';
const IN_A_PIPE = 'buf = mmap(victim, 0, 2); pipe = vmsplice(buf[1]); thread { close_pipe(pipe); }';

/** By the name of the row in test/conformance/real-kernel/waits.md. What such a row has besides, other advice or another way to open the file, the model has no call for. */
export const rows: Readonly<Record<string, readonly Row[]>> = {
  'WRITE_ZEROES': [{ call: 'write_zeroes(victim, 0, 2)', seen: ['W -95', 'n -95', 'n -95'], ext4: 'n -95' }],
  'UNSHARE_RANGE': [{ call: 'unshare_range(victim, 0, 2)', seen: 'W', ext4: 'n -95' }],
  'fallocate(0) inside': [{ call: 'fallocate(victim, 0, 2)', seen: 'W', ext4: 'n' }],
  'KEEP_SIZE beyond end': [{ call: 'fallocate_keep_size(victim, 2, 1)', seen: 'W', ext4: 'n' }, { call: 'fallocate(victim, 2, 1)', seen: 'W', ext4: 'n' }],
  'open(O_TRUNC)': [{ call: 'open_trunc(victim)', seen: 'W' }],
  'FICLONE, pinned = source': [{ call: 'ficlone(other, victim)', mount: 'reflink', seen: ['W', 'W', undefined] }],
  'copy_file_range over page 1': [
    { call: 'copy_file_range(other, 0, victim, 1, 1)', mount: 'reflink', seen: ['W 1', 'W 1', undefined] },
    { call: 'copy_file_range(victim, 1, other, 0, 1)', mount: 'reflink', seen: ['W 1', 'W 1', undefined] },
    { call: 'copy_file_range(other, 0, victim, 1, 1)', seen: 'n 1' },
  ],
  'pwrite O_DIRECT': [{ call: 'pwrite_direct(victim, 1, view[0])', before: 'view = mmap(other, 0, 1);', seen: 'n 1' }],
  'PMD': [{ call: 'ftruncate(victim, 0)', pin: HUGE, seen: 'W' }, { call: 'ftruncate(victim, 1)', pin: HUGE, seen: 'W' }],
  'ftruncate larger': [{ call: 'ftruncate(victim, 3)', seen: 'W' }],
  'ftruncate same size': [{ call: 'ftruncate(victim, 2)', seen: 'W' }],
  'pwrite': [{ call: 'pwrite(victim, 1)', seen: 'n' }, { call: 'pwrite(victim, 2)', seen: 'n' }],
  'fsync, msync': [{ call: 'fsync(victim)', seen: 'n' }, { call: 'msync(buf)', seen: 'n' }],
  'madvise': [
    { call: 'madvise_dontneed(buf)', seen: 'n' }, { call: 'madvise_remove(buf)', seen: 'W' }, { call: 'madvise_remove(buf[0])', seen: 'W' },
  ],
  'mlock, mremap, mprotect': [
    { call: 'munmap(moved)', before: 'moved = mremap(buf);', seen: 'n' },
    { call: 'ftruncate(victim, 0)', before: 'moved = mremap(buf); munmap(moved);', seen: ['W', 'n', 'n'] },
  ],
  'register buffers': ['rdma_register', 'io_uring_register_buffers'].flatMap((register): Row[] => [
    { call: `${register}(buf[1])`, seen: 'n -95' },
    { call: `${register}(copy[1])`, pin: `${PIN} copy = mmap_private(victim, 0, 2);`, seen: 'n -95' },
  ]),
  'the same, read-only mapping': ['rdma_register', 'io_uring_register_buffers'].map((register): Row => (
    { call: `${register}(view[1])`, pin: READ_ONLY, seen: ['n -95', 'n -95', 'n -14'] })),
  'rename over it': ['rename(other, victim)', 'unlink(victim)'].flatMap((call): Row[] => [
    { call, seen: 'n' },
    { call: 'munmap(buf)', before: `${call};`, seen: ['W', 'n', 'n'] },
    { call, before: 'munmap(buf);', seen: ['W', 'n', 'n'] },
  ]),
  'umount -l': [
    { call: 'umount(mnt)', seen: 'n -16' },
    { call: 'umount_detach(mnt)', seen: 'n' },
    { call: 'munmap(buf)', before: 'umount_detach(mnt);', seen: ['W', 'n', 'n'] },
  ],
  'MAP_SYNC': [{ call: 'store(sync[1])', before: 'sync = mmap_sync(victim, 0, 2);', seen: 'n' }],
  'process_vm_readv while ftruncate sleeps': [
    { call: 'ftruncate(victim, 0)', before: 'thread { process_vm_readv(app, buf[1]); }', seen: 'W', needsItself: ['v7.3'] },
  ],
  'splice file -> pipe': [{ call: 'ftruncate(victim, 0)', pin: 'pipe = splice(victim, 1);', seen: 'n' }],
  'sendfile': [{ call: 'ftruncate(victim, 0)', pin: 'sendfile(victim, 1);', seen: 'n', leavesNothing: true }],
  'FIFREEZE': [{ call: 'fifreeze(mnt)', mount: 'freezable', seen: 'n' }, { call: 'fithaw(mnt)', mount: 'freezable', before: 'fifreeze(mnt);', seen: 'n' }],
  'vmsplice GIFT, AF_ALG': [{ call: 'ftruncate(victim, 0)', pin: IN_A_PIPE, seen: 'W' }],
  'fallocate(0, 0, 1 TiB)': [{ call: 'fallocate(victim, 0, 4)', seen: 'W -28', ext4: 'n -28' }],
  'EXT4_IOC_MOVE_EXT': [{ call: 'move_ext(victim, other, 0, 1)', seen: 'n -25', ext4: 'n -95' }],
  'FSSETXATTR flips DAX': [{ call: 'fssetxattr_dax(victim, false)', seen: 'n' }],
  'INSERT_RANGE at 0': [{ call: 'insert_range(victim, 0, 1)', seen: 'W' }],
  'INSERT_RANGE at the end of file': [{ call: 'insert_range(victim, 2, 1)', seen: 'W -22', ...ext4LooksFirst(-22) }],
  'COLLAPSE_RANGE reaching the end of file': [
    { call: 'collapse_range(victim, 1, 1)', seen: 'W -22', ...ext4LooksFirst(-22) }, { call: 'collapse_range(victim, 0, 2)', seen: 'W -22', ...ext4LooksFirst(-22) },
  ],
  'PUNCH_HOLE beyond the end': [{ call: 'punch_hole(victim, 3, 1)', seen: 'W', ...ext4LooksFirst() }],
  'MADV_REMOVE through a read-only mapping': [{ call: 'madvise_remove(view)', pin: READ_ONLY, seen: 'n -13' }],
  'ftruncate(0); the pin is a read into an untouched **MAP_PRIVATE** page': [{ call: 'ftruncate(victim, 0)', pin: INTO_PRIVATE, seen: 'n' }],
  'ftruncate(0); the pin is a direct **write out of** an untouched MAP_PRIVATE page': [{ call: 'ftruncate(victim, 0)', pin: OUT_OF_PRIVATE, seen: 'W' }],
  'ftruncate(0); direct write out of the shared mapping': [{ call: 'ftruncate(victim, 0)', pin: OUT_OF_SHARED, seen: 'W' }],
  'open(O_TRUNC) of another file': [{ call: 'open_trunc(other)', seen: 'n' }],
  'close, munmap, then unlink, only the pin left': [{ call: 'unlink(victim)', before: 'munmap(buf);', seen: ['W', 'n', 'n'] }],
};

/** A row that the model has nothing for: the system calls that it would take, and why there are none. */
export const missing: Readonly<Record<string, { readonly calls: readonly string[]; readonly because: string }>> = {
  'COLLAPSE_RANGE off 100 len 100': { calls: [], because: 'there are no bytes, only whole blocks' },
  'POPULATE_WRITE on a hole': { calls: ['madvise_populate_write'], because: 'it is a store that stores nothing' },
  'FITRIM, growfs': { calls: ['fitrim', 'growfs'], because: 'memory discards nothing, and blocks are not added' },
  'remount dax=never': { calls: ['remount'], because: 'how a file system is mounted does not change' },
  'statx, VmFlags, page size': { calls: ['statx'], because: 'attributes are not modelled' },
  'mincore': { calls: ['mincore'], because: 'it changes nothing' },
  'MSG_ZEROCOPY': { calls: ['sendmsg'], because: 'there is no network' },
  'fadvise etc.': { calls: ['fadvise', 'sync_file_range', 'readahead'], because: 'none does anything to a dax file' },
  'traceable on 7.3': { calls: [], because: 'it is no call' },
  'swapon': { calls: ['swapon'], because: 'there is no swap' },
  'userfaultfd': { calls: ['userfaultfd'], because: 'faults are the kernel\'s own' },
  'chown, quotactl': { calls: ['fchown', 'quotactl'], because: 'attributes are not modelled' },
  'setxattr beside a sleeping ftruncate': { calls: ['fsetxattr', 'lseek'], because: 'attributes are not modelled' },
  'WRITE_ZEROES or-ed with KEEP_SIZE; unknown mode 0x800; PUNCH_HOLE without KEEP_SIZE': { calls: ['fallocate_mode'], because: 'each mode is a call of its own' },
  'ftruncate(1 << 62)': { calls: [], because: 'a file is no larger than the largest device' },
  'fallocate(0, 0, size) through an O_WRONLY fd': { calls: ['close'], because: 'there are no descriptors: `open` closes at once' },
  'unlink while open, then ftruncate(0) of the nameless file': { calls: ['close'], because: 'there are no descriptors: `open` closes at once' },
};
