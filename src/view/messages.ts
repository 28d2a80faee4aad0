// What the extension and the block ownership view say to each other.
// Invariant: plain JSON. The view knows nothing else of the program: whatever it shows was put into words and numbers
// by `src/debugger/ownership.ts`, so that the view, the tests and other editors see the same picture.

export type ToView =
  /** A stop: draw this. `stop` says why the debugger stopped, in a few words. */
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly stop?: string }
  /** The session moves on: what is drawn is about to be replaced. */
  | { readonly kind: 'running' }
  /** There is no session. */
  | { readonly kind: 'ended' };

export type FromView =
  /** The page has loaded and wants to know what to draw. */
  | { readonly kind: 'ready' }
  /** Move the debugger to this position. */
  | { readonly kind: 'goto'; readonly position: number }
  /** Open an example, or start the debugger on the file in the editor. */
  | { readonly kind: 'command'; readonly command: 'gallery' | 'start' };

/** One moment of an execution, as the view draws it. */
export interface Snapshot {
  readonly scenario: string;
  /** `v4.17`. */
  readonly kernel: string;
  /** How many events have happened. */
  readonly position: number;
  /** How many events of this execution are known: positions 0 … length can be gone to. */
  readonly length: number;
  /** The event that led here; none at the beginning. */
  readonly event?: Event;
  readonly alarms: readonly Alarm[];
  readonly devices: readonly Device[];
  /** Pages that are not a block of a device but copies in memory; only those that somebody uses. */
  readonly memory: readonly Cell[];
  readonly files: readonly File[];
  readonly locks: readonly Lock[];
  readonly waits: readonly Wait[];
  /** The same moment in a sentence or two, for those who listen. */
  readonly sentence: string;
}

export interface Event {
  /** `what if` where somebody changed a value by hand. */
  readonly task: string;
  /** Short for the task; `?` for a change by hand. */
  readonly letter: string;
  readonly text: string;
}

/** A file as every cell names it: by colour, letter and name. */
export interface FileName {
  readonly name: string;
  readonly letter: string;
  /** 1 … 8, the number of the theme colour. */
  readonly colour: number;
}

/** A value, and what it was before the event if the event changed it. */
export interface Value<T> {
  readonly now: T;
  readonly was?: T;
}

/** Something that is the matter with this very state. */
export interface Alarm {
  readonly text: string;
  /** The cell it is about. */
  readonly cell: string;
  readonly isNew: boolean;
}

export interface Device {
  readonly name: string;
  readonly blocks: readonly Cell[];
}

/** A block of a device (with DAX the page is the block), or a page in memory. */
export interface Cell {
  /** `pmem0 block 1`: the same thing has the same id in every snapshot. */
  readonly id: string;
  readonly kind: 'block' | 'page';
  /** `block 1`. */
  readonly title: string;
  readonly number: number;
  readonly state: CellState;
  /** Whose it is, or, once freed, whose it was. */
  readonly owner?: FileName;
  /** Which page of the owner. */
  readonly index?: number;
  /** What the event did to owner or state, in words: "was page 0 of victim". */
  readonly change?: string;
  readonly refcount: Value<number>;
  /** The references that are neither a pin nor a mapping: of an idle page, or of the page cache. */
  readonly base: number;
  readonly mapcount?: Value<number>;
  readonly pins: readonly Pin[];
  readonly mappings: readonly Mapping[];
  readonly transfers: readonly Transfer[];
  /** Set when a device reaches into it for a file that does not own it. */
  readonly danger?: 'freed' | 'foreign';
}

/** `freed`: the file has let go of it, the log has not committed that yet. `orphan`: memory that no file knows any more. */
export type CellState = 'owned' | 'freed' | 'free' | 'orphan';

/** Who holds references so that a device may use the page. */
export interface Pin {
  readonly holder: string;
  /** What it is for, if not for direct I/O. */
  readonly use?: 'pipe' | 'RDMA';
  readonly count: number;
  /** How many references that is: a pin may count 1024. */
  readonly references: number;
  readonly home?: FileName;
  readonly isNew: boolean;
}

/** A page table entry. */
export interface Mapping {
  readonly task: string;
  readonly writable: boolean;
  /** The mapped file, if it is not the owner of the cell. */
  readonly foreign?: FileName;
  readonly isNew: boolean;
}

export interface Transfer {
  readonly device: string;
  /** `in`: the device writes into the page. */
  readonly direction: 'in' | 'out';
  /** `queued`, `running`, in the words of the model kernel. */
  readonly status: string;
  /** The file on whose behalf: the owner when the page was pinned. */
  readonly home?: FileName;
  readonly isNew: boolean;
}

export interface File extends FileName {
  readonly isDax: boolean;
  /** It has lost its name and lives until its last user has gone. */
  readonly isUnlinked: boolean;
  /** In pages. */
  readonly size: Value<number>;
  /** Page by page the number of its block; null is a hole. */
  readonly extents: readonly (number | null)[];
}

export interface Lock {
  /** `i_rwsem of victim`. */
  readonly name: string;
  readonly writer?: string;
  readonly readers: readonly string[];
  readonly isNew: boolean;
}

/** A thread that cannot move. */
export interface Wait {
  readonly task: string;
  /** "waits for i_rwsem of victim". */
  readonly text: string;
  readonly holders: readonly string[];
  readonly isNew: boolean;
}
