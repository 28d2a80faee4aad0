// Two executions side by side, as the debugger would describe them: what the compare view is drawn and tested with.
import type { CompareLane, Comparison, Row, RowEvent } from '../../src/view/messages/compare';
import type { FileName } from '../../src/view/messages/ownership';

const victim: FileName = { name: 'victim', letter: 'V', colour: 1 };
const other: FileName = { name: 'other', letter: 'O', colour: 2 };
const lanes: readonly CompareLane[] = ['reader', 'truncator', 'writer', 'nvme0', 'interrupt', 'log of pmem0'].map((name, index) => ({ name, letter: 'abcdef'[index]!, colour: index + 1 }));
const [READER, TRUNCATOR, WRITER, NVME0, INTERRUPT, LOG] = [0, 1, 2, 3, 4, 5] as const;

/** Rows in the order in which they are added: of each side the events count up. */
class Rows {
  readonly all: Row[] = [];
  private left = 0;
  private right = 0;

  same(lane: number, texts: readonly string[], ...more: Partial<RowEvent>[]): this {
    for (const text of texts) this.all.push({ kind: 'same', lane, left: { event: this.left++, text, ...more[0] }, right: { event: this.right++, text, ...(more[1] ?? more[0]) } });
    return this;
  }

  only(side: 'left' | 'right', lane: number, texts: readonly string[], more: Partial<RowEvent> = {}): this {
    for (const text of texts) this.all.push({ kind: side, lane, [side]: { event: this[side]++, text, ...more } });
    return this;
  }

  different(lane: number, left: string, right: string, effect?: string): this {
    this.all.push({ kind: 'different', lane, left: { event: this.left++, text: left, ...(effect !== undefined && { effect }) }, right: { event: this.right++, text: right } });
    return this;
  }

  /** The right side performs them from an event on. */
  moved(lane: number, from: number, texts: readonly string[], left: Partial<RowEvent> = {}, right: Partial<RowEvent> = {}): this {
    texts.forEach((text, index) => this.all.push({ kind: 'moved', lane, left: { event: this.left++, text, ...left }, right: { event: from + index, text, ...right } }));
    return this;
  }

  /** Of the right side, to leave room for what is moved there. */
  skip(events: number): this {
    this.right += events;
    return this;
  }
}

const mapping = [
  'down_write: lock reader.mmap_lock exclusively', 'down_write: lock victim.i_mmap_rwsem exclusively', 'do_mmap: map victim', 'up_write: unlock victim.i_mmap_rwsem',
  'up_write: unlock reader.mmap_lock', 'gup_fast_pte_range: read pte 0 of reader.buf without a lock', 'down_read: lock reader.mmap_lock shared', 'follow_page_pte: is page 0 of reader.buf mapped?',
  'down_write: lock victim.i_lock exclusively', 'up_write: unlock victim.i_lock', 'down_read: lock victim.invalidate_lock shared', 'dax_iomap_pte_fault: is page 0 within victim, which has 1 blocks?',
  'grab_mapping_entry: lock entry 0 of victim', 'down_read: lock victim.i_lock shared', 'xfs_bmapi_read: look up block 0 of victim', 'up_read: unlock victim.i_lock',
  'dax_insert_entry: enter page 0 as entry 0 of victim', 'set_pte: map page 0 at pte 0 of reader.buf', 'dax_unlock_entry: unlock entry 0 of victim', 'up_read: unlock victim.invalidate_lock',
  'follow_page_pte: is page 0 of reader.buf mapped?',
];
const pinning = ['pin_mapped_page: pin page 0', 'up_read: unlock reader.mmap_lock', 'submit_bio_noacct: submit reader.bio to nvme0'];
const locking = ['fdget: open victim', 'down_write: lock victim.i_rwsem exclusively', 'down_write: lock victim.invalidate_lock exclusively'];
const cutting = [
  'truncate_setsize: set the size of victim from 1 to 0', 'down_write: lock victim.i_mmap_rwsem exclusively', 'zap_page_range_single: walk the page table of a mapping of victim',
  'zap_pte_range: unmap page 0 from reader.buf', 'up_write: unlock victim.i_mmap_rwsem', 'truncate_inode_pages_range: look for an entry of victim from 0 on',
  '__dax_invalidate_entry: delete entry 0 of victim', 'truncate_inode_pages_range: look for an entry of victim from 1 on', 'down_write: lock victim.i_lock exclusively',
];
const given = ['fdget: open other', 'down_write: lock other.i_rwsem exclusively', 'down_write: lock other.invalidate_lock exclusively', 'down_write: lock other.i_lock exclusively'];
const freed = { blocks: [{ title: 'block 0', state: 'freed', owner: victim }] } as const;

/** Example 01: v4.17 frees the block under the transfer, v4.19 sleeps until nothing is pinned. */
export const kernels: Comparison = {
  scenario: 'truncate races a direct read',
  left: { title: 'v4.17', kernel: 'v4.17', overlays: [], schedule: 'a24b15fc5d2', length: 47, outcome: 'violates dma_lands_at_home at event 47', isWrong: true },
  right: { title: 'v4.19', kernel: 'v4.19', overlays: [], schedule: 'a24b12d2e2a3b16fb2', length: 62, outcome: 'holds', isWrong: false },
  sentence: 'v4.17 cuts victim while reader has page 0 pinned; v4.19 finds the page busy first and sleeps until it is unpinned.',
  explanation: 'They are alike up to event 27. Then v4.19 looks for pinned pages (dax_layout_busy_page), which v4.17 does not have.',
  lanes, parting: 27,
  rows: new Rows()
    .same(READER, mapping)
    .same(READER, pinning.slice(0, 2))
    .same(READER, pinning.slice(2), { wait: { until: 46, cause: 'sleeps until nvme0 has finished' } }, { wait: { until: 42, cause: 'sleeps until nvme0 has finished' } })
    .same(TRUNCATOR, locking)
    .only('right', TRUNCATOR, ['dax_layout_busy_page: is victim mapped anywhere?', 'dax_find_busy_page: examine entry 0 of victim', 'prepare_to_wait_event: queue for page 0'])
    .only('right', TRUNCATOR, ['page_became_idle: is page 0 idle? refcount 2'], { mark: 'retry' })
    .only('right', TRUNCATOR, ['schedule: go to sleep'], { wait: { until: 44, cause: 'sleeps until page 0 is idle' } })
    .moved(TRUNCATOR, 45, cutting)
    .moved(TRUNCATOR, 45 + cutting.length, ['__xfs_bunmapi: take blocks 0 to 1 out of the extent map of victim'], { mark: 'violation' })
    .moved(TRUNCATOR, 46 + cutting.length, ['xfs_free_deferred_extents: free the blocks that victim has given up'], freed, freed)
    .moved(LOG, 47 + cutting.length, ['xlog_cil_push_work: commit what was freed on pmem0'], { blocks: [{ title: 'block 0', state: 'free' }] }, { blocks: [{ title: 'block 0', state: 'free' }] })
    .same(WRITER, given)
    .only('left', WRITER, ['xfs_bmapi_write: give other one of {block 0, block 1} as its block 0'], { blocks: [{ title: 'block 0', state: 'owned', owner: other }] })
    .only('right', WRITER, ['xfs_bmapi_write: give other one of {block 1} as its block 0'], { blocks: [{ title: 'block 1', state: 'owned', owner: other }] })
    .same(NVME0, ['disk_transfer: take a request of nvme0'])
    .same(NVME0, ['dma_word: nvme0 writes word 0 of page 0'], { mark: 'violation' }, {})
    .only('right', INTERRUPT, ['block_interrupt: take a request that is finished', 'bio_endio: tell reader that reader.bio is done'])
    .only('right', READER, ['__blkdev_direct_IO_simple: see that nvme0 has finished', 'unpin: unpin page 0, 1 of 2 references', 'wake_up_var: wake whoever sleeps until page 0 is idle'])
    .only('right', TRUNCATOR, ['schedule: wake up'])
    .skip(cutting.length + 3)
    .only('right', TRUNCATOR, ['up_write: unlock victim.i_rwsem', 'fput: close victim'])
    .all,
};

/** A counterexample beside the nearest run that goes right: one event comes later. */
export const passing: Comparison = {
  ...kernels,
  left: { ...kernels.left, title: 'counterexample' }, right: { ...kernels.right, title: 'nearest passing run', kernel: 'v4.17', schedule: 'a24b12d2e2a3b3', length: 40 },
  sentence: 'It goes right if event 37 of truncator (take blocks 0 to 1 out of the extent map of victim) comes after “unpin page 0” of reader.',
  parting: 36,
  rows: new Rows()
    .same(READER, [...mapping, ...pinning])
    .same(TRUNCATOR, [...locking, ...cutting])
    .moved(TRUNCATOR, 39, ['__xfs_bunmapi: take blocks 0 to 1 out of the extent map of victim'], { mark: 'lastChance' })
    .same(NVME0, ['disk_transfer: take a request of nvme0', 'dma_word: nvme0 writes word 0 of page 0'])
    .different(READER, 'fput: close victim', 'unpin: unpin page 0, 1 of 2 references', 'victim.i_count from 2 to 1')
    .all,
};

/** The same on both sides. */
export const alike: Comparison = (({ parting: _, ...rest }: Comparison) => ({
  ...rest, sentence: 'Both do the same in all of their 24 events.', right: { ...rest.left, title: 'with no-second-look.daxk', overlays: ['/examples/no-second-look.daxk'] },
  rows: new Rows().same(READER, [...mapping, ...pinning]).all,
}))(kernels);

/** As long as a comparison gets. */
export const long: Comparison = {
  ...kernels, leftOut: 1_200, parting: 100,
  rows: Array.from({ length: 25 }, (_, part) => part).reduce((rows, part) => rows
    .same(part % 6, Array.from({ length: 100 }, (_, index) => `do_something: event ${index} of a_file_with_quite_a_long_name_that_is_long`))
    .only(part % 2 === 0 ? 'left' : 'right', (part + 1) % 6, ['dax_layout_busy_page: is a_file_with_quite_a_long_name_that_is_long mapped anywhere?'], { mark: 'retry' })
    .different((part + 2) % 6, 'down_read: lock', 'down_write: lock'), new Rows()).all,
};
