// What each task of a recording called that no other recorded call lies around: system calls, and faults.
import type { RecordedEvent } from '../recording/recorded-event';
import { enteredBy } from '../recording/entered';
import { systemCall } from '../recording/system-call';
import type { Moment } from './call-extent';

export interface OuterCall {
  /** As a program calls it, if it is a system call: `ftruncate`. */
  readonly systemCall: string | undefined;
  readonly begin: Moment;
  end?: Moment;
  /** 0 for none; undefined if the recording does not tell. */
  errno?: number;
  /** All that were called in it, itself included. */
  readonly functions: Set<string>;
  /** `fd: 3, length: 1000`, numbers in hexadecimal; empty if the recording does not tell. */
  readonly args: string;
  /** Pages of files for which there was a fault in it, as events of dax say. */
  readonly pages: Set<number>;
  /** One of these faults was for a store. */
  writes: boolean;
}

/** Linux restarts a system call that was interrupted, or says so to the program: ERESTARTSYS and its like, and EINTR (include/linux/errno.h). */
const RESTART = { first: 512, last: 516, interrupted: 4 } as const;
const MOST_ERRNO = 4095;

/** Of one task so far. `isWanted`: which of those that have ended are kept. */
export class OuterCalls {
  readonly all: OuterCall[] = [];
  /** The task ends in the recording. */
  exits = false;

  constructor(private readonly isWanted: (call: OuterCall) => boolean = () => true) {}

  hear(event: RecordedEvent): void {
    const { time = NaN, line } = event;
    if (event.kind === 'event') this.#enter(enteredBy(event));
    const moment = { time, line };
    if (event.kind === 'call' && event.context !== 'interrupt') {
      const called = systemCall(event.name);
      if (!event.within && !this.#belongs(called)) this.#begin(called, moment);
      this.#enter(event.name);
    } else if (event.kind === 'return' && event.call && !event.call.within) this.#end(moment, event.result, event.call.name);
    else if (event.kind === 'event' && event.name.startsWith('sys_enter_')) this.#begin(systemCall(event.name), moment, event.text);
    else if (event.kind === 'event' && event.name.startsWith('sys_exit_')) this.#end(moment, /0x[\da-f]+|-?\d+/.exec(event.text)?.[0]);
    else if (event.kind === 'event' && /^dax_p[mt][de]_fault$/.test(event.name)) this.#fault(event.text);
    else if (event.kind === 'event' && event.name === 'sched_switch' && /prev_state=[ZX]/.test(event.text)) this.exits = true;
  }

  #enter(name: string | undefined): void {
    const last = this.all.at(-1);
    if (name !== undefined && last && !last.end) last.functions.add(name);
  }

  /** `dev 259:0 ino 0x83 shared WRITE|ALLOW_RETRY address 0x7fe689a3f000 pgoff 0x1` */
  #fault(text: string): void {
    const last = this.all.at(-1);
    const page = /\bpgoff 0x([\da-f]+)/.exec(text)?.[1];
    if (!last || last.end || page === undefined) return;
    last.pages.add(Number.parseInt(page, 16));
    last.writes ||= /\bWRITE\b/.test(text);
  }

  #begin(called: string | undefined, begin: Moment, args = ''): void {
    const last = this.all.at(-1);
    if (last && !this.isWanted(last)) this.all.pop();
    this.all.push({ systemCall: called, begin, functions: new Set(), args, pages: new Set(), writes: false });
  }

  /** Its tracepoint comes before the function. And where no ends of functions are recorded, all until the next system call are of this one. */
  #belongs(called: string | undefined): boolean {
    const last = this.all.at(-1);
    if (!last || last.end || last.systemCall === undefined) return false;
    return called === undefined || (called === last.systemCall && last.functions.size === 0);
  }

  #end(end: Moment, result: string | undefined, called?: string): void {
    const last = this.all.at(-1);
    if (!last || (called !== undefined && !last.functions.has(called))) return;
    last.end = end;
    const errno = result === undefined ? undefined : errnoOf(result);
    if (errno !== undefined && last.systemCall !== undefined) last.errno = errno;
  }
}

/** Of a result as it is printed: `-2`, `0xfffffffffffffffe`, `0x3`. */
function errnoOf(result: string): number | undefined {
  if (!/^(?:-?\d+|0x[\da-f]+)$/.test(result)) return undefined;
  const value = Number(BigInt.asIntN(64, BigInt(result)));
  const errno = value < 0 && value >= -MOST_ERRNO ? -value : 0;
  return errno >= RESTART.first && errno <= RESTART.last ? RESTART.interrupted : errno;
}
