// An execution over time, as it is drawn: what `src/debugger/timeline/` makes and the timeline view and its SVG show.
// Invariants: it is plain JSON. Event i (from 0) leads from position i to position i + 1. Texts count events from 1. What is
// asked for is a range at a level of detail, so that an answer never has more than twice its `columns` of anything in a row. A span
// (`from`, `to`) is one of positions: what it says is so at each position from `from` to `to - 1`. Event `from - 1` began it, and event
// `to - 1` ended it. What has not ended goes to `Timeline.length + 1`, and `isOpen` says so.
import type { FileName } from './ownership';

/** What does not depend on the part that is looked at. */
export interface Timeline {
  readonly scenario: string;
  /** `v4.17`. */
  readonly kernel: string;
  readonly position: number;
  /** How many events are recorded. */
  readonly length: number;
  /** Another number means that recorded events have been replaced: what was answered for an older one is void. */
  readonly revision: number;
  readonly lanes: readonly Lane[];
  readonly bars: readonly Bar[];
  readonly findings: readonly Finding[];
  readonly lastChance?: LastChance;
  readonly branches: readonly Branch[];
}

/** Until when the recorded events could have gone right. */
export interface LastChance {
  /** The point of no return: the event after which no order of events goes right. */
  readonly event: number;
  readonly lane: number;
  /** Which event it is, and by whose move it could have gone right. */
  readonly text: string;
}

/** A thread. Its index in `Timeline.lanes` names it everywhere else. */
export interface Lane {
  readonly name: string;
  /** Its letter in a schedule. */
  readonly letter: string;
  /** 1 … 8, the number of the theme colour `daxscn.thread1` …. */
  readonly colour: number;
  readonly isAgent: boolean;
  /** How many of the recorded events are its. A lane without any need not be drawn unless it waits. */
  readonly events: number;
}

/** A block of a device, or a page in memory that a file or a pin has had. Its index in `Timeline.bars` names it. */
export interface Bar {
  /** The `id` of its `Cell`. */
  readonly id: string;
  readonly kind: 'block' | 'page';
  /** `block 1`. */
  readonly title: string;
  /** False of a page in memory that neither a file nor a pin has, as far as events have been looked into: it need not be drawn. */
  readonly isUsed?: boolean;
  /** False if no thread ever maps or pins it, or no device ever has it: then no room is kept for that. Absent while that is not known. */
  readonly isMapped?: boolean;
  readonly isPinned?: boolean;
  readonly isTransferred?: boolean;
}

/** What went wrong. */
export interface Finding {
  readonly verdict: 'violates' | 'deadlock' | 'hang' | 'livelock';
  readonly property?: string;
  /** The event that broke the property or, where threads wait for ever, the last one. */
  readonly event: number;
  readonly lane?: number;
  /** The sentence that comes first: what should have waited for what. */
  readonly headline: string;
  /** The sentence in fewer words: "truncator should have waited for reader to unpin page 0". */
  readonly brief?: string;
  /** The paragraph behind it. */
  readonly explanation: string;
  /** The two accesses that raced; `event` ends the window. */
  readonly race?: { readonly first: Access; readonly second: Access; readonly end: number };
  readonly missing?: Missing;
  /** Of a livelock: the events from position `from` to position `to` can repeat for ever. */
  readonly loop?: { readonly from: number; readonly to: number };
}

/** What did not happen and should have: drawn in `lane` just before `event`. */
export interface Missing {
  /** `wait`: the thread of `lane` should have waited for `other`. `wake`: it sleeps for ever, and `other` should have woken it. */
  readonly kind: 'wait' | 'wake';
  readonly lane: number;
  readonly event: number;
  /** The other thread. */
  readonly other?: number;
  /** The event of the other thread that it is about: the one that took the pin, the one that should have woken. */
  readonly otherEvent?: number;
  /** "should have waited for reader's pin". */
  readonly label: string;
}

export interface Access {
  readonly event: number;
  readonly lane: number;
  /** "pins page 0": what the event did, in a few words. */
  readonly label: string;
  /** The block or page that it is about. */
  readonly bar?: number;
}

/** A future that was left behind. It leaves the recorded events, or another fork, at a position. */
export interface Branch {
  readonly id: number;
  readonly position: number;
  /** How many events it has from there on. */
  readonly length: number;
  /** "fork 1: truncator performs event 23". */
  readonly label: string;
  /** The lane of its first event. */
  readonly lane: number;
}

/** The answer to a search. */
export interface Found {
  /** In ascending order. */
  readonly events: readonly number[];
  /** Where to go on searching: there was too much to look at all of it. */
  readonly next?: number;
}

/** What is asked for: events `from` … `to` (excluded), in at most `columns` columns of `step` events each. */
export interface RangeQuery {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

/** The answer. With `step` 1 each mark is one event and has its text. */
export interface TimelineRange {
  readonly revision: number;
  readonly from: number;
  readonly to: number;
  /** A power of two. Columns begin at its multiples, so that they do not change when the range moves. */
  readonly step: number;
  /** How many events of the range have not been looked into yet: only their marks are known. To ask again looks into more of them. */
  readonly unread: number;
  readonly marks: readonly Mark[];
  readonly waits: readonly Wait[];
  readonly ownership: readonly Ownership[];
  readonly mappings: readonly MappingSpan[];
  readonly pins: readonly PinSpan[];
  readonly transfers: readonly TransferSpan[];
  readonly strays: readonly Stray[];
}

/** The events of one thread in one column. An edit is nobody's: its lane is -1. */
export interface Mark {
  readonly lane: number;
  /** The first event of the column. */
  readonly event: number;
  /** How many there are. */
  readonly count: number;
  /** The gravest kind among them. */
  readonly kind: 'event' | 'edit' | 'retry' | 'violation';
  /** Of a retry, its number. */
  readonly retry?: number;
  /** With `step` 1: "pin_mapped_page: pin page 0". */
  readonly text?: string;
}

/** A thread is blocked. */
export interface Wait {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  /** "waits for i_rwsem of victim". Several waits in a column are one, from the first to the last, with `count` and the cause of the first. */
  readonly cause: string;
  readonly count: number;
  /** The event that let it go on, and the lane that performed it. */
  readonly wokenBy?: number;
  readonly waker?: number;
  /** The lanes that could end it. */
  readonly holders: readonly number[];
}

/** What a block is over a time, and whose. */
export interface Ownership {
  readonly bar: number;
  readonly from: number;
  readonly to: number;
  /** `mixed`: it changes more often than can be drawn. */
  readonly state: 'owned' | 'freed' | 'free' | 'orphan' | 'mixed';
  readonly owner?: FileName;
  readonly index?: number;
  /** The lane whose event `from - 1` made it so; none where it was so before or it is `mixed`. */
  readonly by?: number;
}

/** A block is mapped into an address space. */
export interface MappingSpan {
  readonly bar: number;
  /** The lane of the thread whose address space it is; -1 if there is none. */
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  readonly holder: string;
}

/** A block is pinned by the thread of a lane. `holder`: "reader", "reader (RDMA)". */
export interface PinSpan extends MappingSpan {
  readonly home?: FileName;
}

/** A device has the block: from the submission to the end of the transfer. */
export interface TransferSpan {
  readonly bar: number;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  readonly device: string;
  /** `in`: the device writes into the block. */
  readonly direction: 'in' | 'out';
  readonly home?: FileName;
}

/** A device accesses a block on behalf of a file that does not own it. */
export interface Stray {
  readonly bar: number;
  readonly event: number;
  readonly device: string;
  readonly home?: FileName;
}
