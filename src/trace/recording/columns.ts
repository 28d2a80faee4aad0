// What stands on a line before that which happened. The columns differ from recording to recording by its options, so each line is read by what it has.
import {
  BAR, BLANK, CLOSE, CLOSE_SQUARE, EQUALS, isDigit, LESS, MINUS, numberIn, POINT, skipBlanks, skipDigits, trimEnd,
} from './characters';
import type { Line } from './line';
import type { Names } from './names';
import type { Context } from './recorded-event';

/** With these characters, at most, the process id and the name of a task. */
const WIDEST_TASK = 40;

const MOST_CPUS = 8192;

export class Columns {
  time: number | undefined;
  cpu: number | undefined;
  task: string | undefined;
  pid: number | undefined;
  context: Context | undefined;
  /** Microseconds. */
  duration: number | undefined;

  /** By CPU: it is the same on the next line as a rule. */
  readonly #latest: { readonly written: string; readonly task: string; readonly pid: number }[] = [];

  constructor(private readonly tasks: Names) {}

  clear(): void {
    this.time = this.cpu = this.task = this.pid = this.context = this.duration = undefined;
  }

  /**
   * `[TIME |] [CPU)] [TASK-PID |] [FLAGS |] [DURATION |] ` of function_graph. Gives the position behind the last bar, or CPU, with the blanks of the indentation still to come; -1 if the line has none of these.
   */
  readGraph(text: Line, start: number, end: number): number {
    let at = skipBlanks(text, start, end);
    let next = skipDigits(text, at, end);
    if (next === at) return -1;
    if (text.charCodeAt(next) === POINT) {
      const stop = skipDigits(text, next + 1, end);
      const bar = skipBlanks(text, stop, end);
      if (text.charCodeAt(bar) !== BAR || bar >= end) return -1;
      this.time = numberIn(text, at, stop);
      at = skipBlanks(text, bar + 1, end);
      next = skipDigits(text, at, end);
      if (next === at || text.charCodeAt(next) !== CLOSE) return this.#readParts(text, bar + 1, end);
    }
    if (text.charCodeAt(next) !== CLOSE || next >= end) return -1;
    this.cpu = numberIn(text, at, next);
    return this.#readParts(text, next + 1, end);
  }

  #readParts(text: Line, start: number, end: number): number {
    let part = start;
    let at = skipBlanks(text, part, end);
    if (at >= end) return part;
    const bar = this.#taskEnd(text, at, end);
    if (bar > 0) at = skipBlanks(text, part = bar, end);
    const flags = text.indexOf(' ', at);
    if (flags - at >= 4 && flags - at <= 5 && text.charCodeAt(flags + 1) === BAR && text.charCodeAt(at + 1) !== MINUS && text.charCodeAt(at) !== EQUALS && text.charCodeAt(at) !== LESS) {
      this.#setContext(text.charCodeAt(at + 2));
      at = skipBlanks(text, part = flags + 2, end);
    }
    return this.readDuration(text, part, at, end);
  }

  /** `! 110.840 us  |`, or blanks and a bar; gives `start` if there is none. `at`: behind the blanks at `start`. */
  readDuration(text: Line, start: number, at: number, end: number): number {
    if (text.charCodeAt(at) === BAR) return at + 1;
    const first = isDigit(text.charCodeAt(at)) ? at : skipBlanks(text, at + 1, end);
    let stop = first;
    while (stop < end && (isDigit(text.charCodeAt(stop)) || text.charCodeAt(stop) === POINT)) stop++;
    if (stop === first || !text.startsWith(' us ', stop)) return start;
    const bar = skipBlanks(text, stop + 4, end);
    if (text.charCodeAt(bar) !== BAR) return start;
    this.duration = numberIn(text, first, stop);
    return bar + 1;
  }

  /** ` labA-249    |`: the position behind the bar; -1 if there is no task. */
  #taskEnd(text: Line, start: number, end: number): number {
    const cpu = this.cpu ?? 0;
    const latest = this.#latest[cpu];
    if (latest && text.startsWith(latest.written, start)) {
      this.task = latest.task;
      this.pid = latest.pid;
      return start + latest.written.length;
    }
    const most = Math.min(end, start + WIDEST_TASK);
    let bar = start;
    while (bar < most && text.charCodeAt(bar) !== BAR) bar++;
    if (bar === start || bar >= most || !this.#readTask(text, start, trimEnd(text, start, bar), MINUS)) return -1;
    if (cpu < MOST_CPUS) this.#latest[cpu] = { written: text.slice(start, bar + 1), task: this.task!, pid: this.pid! };
    return bar + 1;
  }

  /** `kworker/1:2-58`, or with blanks between as perf has it. */
  #readTask(text: Line, start: number, end: number, between: number): boolean {
    let at = end;
    while (at > start && isDigit(text.charCodeAt(at - 1))) at--;
    if (at === end || at <= start + 1 || text.charCodeAt(at - 1) !== between) return false;
    this.pid = numberIn(text, at, end);
    this.task = this.tasks.in(text, start, trimEnd(text, start, at - 1));
    return true;
  }

  /**
   * `labA-350  [000] d..2.   253.530719: `, with less or more: no flags; the process in parentheses; `0d..2. 69348us#: ` where there are latencies; the pid by itself in perf. Gives the position behind the
   * colon of the time; -1 if the line has none of this.
   */
  readEvent(text: Line, start: number, end: number): number {
    const first = skipBlanks(text, start, end);
    for (let colon = text.indexOf(': ', first); colon > 0 && colon < end; colon = text.indexOf(': ', colon + 1)) {
      if (this.#readBeforeColon(text, first, colon)) return colon + 1;
    }
    return -1;
  }

  #readBeforeColon(text: Line, start: number, colon: number): boolean {
    let at = colon;
    while (at > start && text.charCodeAt(at - 1) !== BLANK) at--;
    let stop = colon;
    while (stop > at && !isDigit(text.charCodeAt(stop - 1))) stop--;
    // `us` and a mark.
    if (colon - stop > 3 || (colon > stop && !text.startsWith('us', stop))) return false;
    const time = numberIn(text, at, stop);
    if (Number.isNaN(time)) return false;
    this.time = time;
    let before = trimEnd(text, start, at);
    if (text.charCodeAt(before - 1) !== CLOSE_SQUARE) {
      const flags = this.#wordStart(text, start, before);
      const digits = skipDigits(text, flags, before);
      // `0d..2.` or `d..2.`.
      if (before - digits < 4 || before - digits > 6) return false;
      if (digits > flags) this.cpu = numberIn(text, flags, digits);
      this.#setContext(text.charCodeAt(digits + 2));
      before = trimEnd(text, start, flags);
    }
    if (text.charCodeAt(before - 1) === CLOSE_SQUARE) {
      const open = text.lastIndexOf('[', before);
      const cpu = open < start ? NaN : numberIn(text, open + 1, before - 1);
      if (Number.isNaN(cpu)) return false;
      this.cpu = cpu;
      before = trimEnd(text, start, open);
    } else if (this.cpu === undefined) return false;
    if (text.charCodeAt(before - 1) === CLOSE) before = trimEnd(text, start, Math.max(start, text.lastIndexOf('(', before)));
    return this.#readTask(text, start, before, MINUS) || this.#readTask(text, start, before, BLANK);
  }

  #wordStart(text: Line, start: number, end: number): number {
    while (end > start && text.charCodeAt(end - 1) !== BLANK) end--;
    return end;
  }

  /** `h` and `H` for interrupts, `z` and `Z` for those that cannot be masked, `s` for soft ones. */
  #setContext(flag: number): void {
    this.context = flag === 115 ? 'softirq' : flag === 104 || flag === 72 || flag === 122 || flag === 90 ? 'interrupt' : 'task';
  }
}
