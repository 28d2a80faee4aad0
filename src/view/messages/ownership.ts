// The messages between the extension and the block ownership view.
// Invariant: they are plain JSON, and the view knows nothing else of the program. Whatever it shows is made by
// `src/debugger/ownership/`, so that the view, the tests and other editors (by `daxscn/ownership`) show the same.
import type { ViewAction } from './view-action';

/** From the extension to the view. */
export type ToView =
  /** The debugger has stopped: the view draws the snapshot. `stop` says why it stopped, in a few words. */
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly stop?: string }
  /** The session runs: a snapshot follows at the next stop. */
  | { readonly kind: 'running' }
  /** The answer to `who`. */
  | { readonly kind: 'history'; readonly history: History }
  /** There is no session. */
  | { readonly kind: 'ended' };

/** From the view to the extension. */
export type FromView =
  | ViewAction
  /** The page has loaded; the extension answers with what there is to draw. */
  | { readonly kind: 'ready' }
  /** Asks what has happened to a cell, by its `expression`. */
  | { readonly kind: 'who'; readonly expression: string }
  /** Sets or takes away a data breakpoint on a field. */
  | { readonly kind: 'breakOnChange'; readonly expression: string; readonly enabled: boolean };

/** The state at one position of an execution, as the view draws it. */
export interface Snapshot {
  readonly scenario: string;
  /** `v4.17`. */
  readonly kernel: string;
  /** How many events have happened, counted from the beginning of the execution. */
  readonly position: number;
  /** How many events are recorded: `goto` takes positions from 0 to this one. */
  readonly length: number;
  /** The event that led to this position; none at position 0. */
  readonly event?: Event;
  /** What the selected thread is about to do; none if the request names no thread. */
  readonly next?: Next;
  /** What went wrong just here, in a sentence. It stands before all else. */
  readonly headline?: string;
  /** The headline in fewer words: "truncator should have waited for reader to unpin page 0". */
  readonly brief?: string;
  /** The paragraph behind the headline. */
  readonly explanation?: string;
  /** The event after which no order of events goes right any more, if it has happened and nothing is wrong yet. */
  readonly lost?: PastEvent;
  /** What the comments of the sources tell of where the selected thread stands, what is nearest first; absent if they tell nothing. */
  readonly story?: readonly StoryPart[];
  readonly alarms: readonly Alarm[];
  readonly devices: readonly Device[];
  /** Pages in ordinary memory, those that a file maps or a pin holds. */
  readonly memory: readonly Cell[];
  readonly files: readonly File[];
  readonly locks: readonly Lock[];
  readonly waits: readonly Wait[];
  /** The fields at whose change the debugger stops because the picture was told so. */
  readonly breakpoints: readonly string[];
  /** What the event changed, in a sentence or two for screen readers. */
  readonly sentence: string;
}

/** A comment. */
export interface StoryPart {
  readonly of: 'scenario' | 'schedule' | 'process' | 'statement' | 'function';
  /** Of the function or process; the title of the scenario; the text of the statement. */
  readonly name: string;
  /** Markdown. */
  readonly text: string;
}

export interface Event {
  /** The name of the thread that performed it; `what if` for an edit. */
  readonly task: string;
  /** The thread's letter in a schedule; `?` for an edit. */
  readonly letter: string;
  readonly text: string;
}

/** An event that has happened. `goto` with its number shows what it did. */
export interface PastEvent {
  /** Its number, counted from 1: the position after it. */
  readonly event: number;
  /** The name of the thread that performed it. */
  readonly task: string;
}

/** What a thread is about to do. */
export interface Next {
  readonly task: string;
  readonly letter: string;
  /** Its next event, or why there is none now: "waits for i_rwsem of victim, held by truncator". */
  readonly text: string;
  readonly status: 'ready' | 'blocked' | 'idle' | 'ended';
  /** What that event would make of which cells; none where the thread has a choice. */
  readonly effects: readonly Effect[];
  /** After that event no order of events goes right any more, and before it one does. */
  readonly isPointOfNoReturn?: true;
}

/** "is pinned by reader, has 2 references", of a cell. */
export interface Effect {
  readonly cell: string;
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

/** A block that a device may reach on behalf of a file that does not own it. */
export interface Alarm {
  readonly text: string;
  /** The id of its cell. */
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
  /** What the console and data breakpoints call it: `block 1`. */
  readonly expression: string;
  /** Fields of it that are worth to stop at when they change. */
  readonly fields: readonly Field[];
  /** `block 1`. */
  readonly title: string;
  readonly number: number;
  readonly state: CellState;
  /** The file that owns it or, once it is freed, that owned it last. */
  readonly owner?: FileName;
  /** Which page of the owner, from 0. */
  readonly index?: number;
  /** The other places that have the same block. */
  readonly sharers?: readonly Place[];
  /** The event that gave it to its owner; none if it was so at the beginning, or too long ago (docs/dap-extensions.md). */
  readonly since?: PastEvent;
  /** Whose it was before, and the event that took it away. */
  readonly former?: Former;
  /** What the event did to owner or state, in words: "was page 0 of victim". */
  readonly change?: string;
  readonly refcount: Value<number>;
  /** The references that are neither a pin nor a mapping: those of an idle page, or the page cache's own. */
  readonly base: number;
  readonly mapcount?: Value<number>;
  readonly pins: readonly Pin[];
  readonly mappings: readonly Mapping[];
  readonly transfers: readonly Transfer[];
  /** The threads that sleep until something happens to it. */
  readonly waiters: readonly Waiter[];
  /** Set if a device may reach it on behalf of a file that does not own it: the block is freed, or belongs to another (`foreign`) file. */
  readonly danger?: 'freed' | 'foreign';
}

export interface Field {
  /** `owner`. */
  readonly name: string;
  /** `block 1.owner`. */
  readonly expression: string;
}

/** What has happened to a block or a page up to a position: the answer to `daxscn/who`. */
export interface History {
  readonly expression: string;
  readonly position: number;
  /** What devices do with it now, a sentence each. */
  readonly now: readonly string[];
  /** The latest first: of each thread the latest event of each kind. */
  readonly events: readonly (PastEvent & {
    readonly letter: string;
    readonly text: string;
    /** What it did to the block: "pinned it for reader", "took it from victim"; else what it changed. */
    readonly said: readonly string[];
  })[];
  /** How many events at the beginning have not been looked at, for there are too many. */
  readonly lookedFrom: number;
}

/** A place in a file: a page of it. */
export interface Place {
  readonly owner: FileName;
  readonly index: number;
}

/** The page of a file that a block was before. */
export interface Former extends Place {
  readonly until: PastEvent;
}

/** `freed`: the file does not own it any more, and the log has not committed that yet. `orphan`: a page in memory that has no file any more. */
export type CellState = 'owned' | 'freed' | 'free' | 'orphan';

/** References that a thread holds so that a device may use the page. */
export interface Pin {
  readonly holder: string;
  /** What it is for, if not for direct I/O. */
  readonly use?: 'pipe' | 'RDMA' | 'io_uring' | 'VFIO' | 'copy';
  readonly count: number;
  /** How many references these pins are: one pin may count 1024 (GUP_PIN_COUNTING_BIAS). */
  readonly references: number;
  /** The file that owned the page when it was pinned. */
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

export interface Waiter {
  readonly task: string;
  readonly isNew: boolean;
}

/** A transfer between a device and the page. */
export interface Transfer {
  readonly device: string;
  /** `in`: the device writes into the page; `out`: it reads from it. */
  readonly direction: 'in' | 'out';
  /** `queued` or `running`. */
  readonly status: string;
  /** The file on whose behalf it is: the owner when the page was pinned. */
  readonly home?: FileName;
  readonly isNew: boolean;
}

/** A file of the scenario and where its pages are. */
export interface File extends FileName {
  readonly isDax: boolean;
  /** No directory names it any more: it exists until its last user is gone. */
  readonly isUnlinked: boolean;
  /** In pages. */
  readonly size: Value<number>;
  /** By page the number of its block, or null for a hole. */
  readonly extents: readonly (number | null)[];
  /** What its page cache has, in the order of the pages. */
  readonly entries: readonly Entry[];
}

/** An entry of a file's page cache (`i_pages`). */
export interface Entry {
  /** Which page of the file, from 0. */
  readonly index: number;
  /** How many pages it is for. */
  readonly pages: number;
  /** `block 0`, `page 101`, `hole`, or `empty`: made only to be locked. */
  readonly text: string;
  /** The thread that holds its lock bit. */
  readonly locker?: string;
  readonly isDirty: boolean;
  /** The event made it what it is. */
  readonly isNew: boolean;
}

/** A lock that is held. */
export interface Lock {
  /** `i_rwsem of victim`. */
  readonly name: string;
  readonly writer?: string;
  readonly readers: readonly string[];
  /** The threads that wait for it, in the order in which they came. */
  readonly queue: readonly string[];
  readonly isNew: boolean;
}

/** A thread that is blocked. */
export interface Wait {
  readonly task: string;
  /** "waits for i_rwsem of victim". */
  readonly text: string;
  /** The latest event of the thread: it waits since then. 0 if it has had none. */
  readonly since: number;
  /** The threads that could release it. */
  readonly holders: readonly string[];
  readonly isNew: boolean;
}
