// Reads a recording, in pieces as they come: ftrace's `trace` and `trace_pipe`, `trace-cmd report`, `perf script`. What it keeps is bounded by the number of tasks and CPUs, not by the recording's length.
//
// Line forms: kernel/trace/trace_functions_graph.c, kernel/trace/trace_output.c; `trace-cmd report` (tracecmd/trace-read.c); `perf script` (tools/perf/builtin-script.c).
import { sourceName } from '../source-name';
import { Bodies } from './bodies';
import { EQUALS, HASH, isDigit, skipBlanks, TAB, trimEnd } from './characters';
import { Line } from './line';
import { readHeader, type RecordingHeader } from './recording-header';
import type { RecordedEvent, StrangeLine } from './recorded-event';

/** Of these lines the text is kept. */
const MOST_STRANGE = 20;
const LONGEST_STRANGE = 200;
/** A longer line is none of a recording. */
const LONGEST = 1 << 16;
const MOST_FRAMES = 256;

export class RecordingReader {
  readonly header: RecordingHeader = {};
  readonly strange: StrangeLine[] = [];
  strangeLines = 0;
  lines = 0;
  #rest = '';
  readonly #text = new Line();
  #isTooLong = false;
  readonly #bodies: Bodies;
  #frames: string[] | undefined;

  /** `tell`: hears of every event, in the order of the recording. */
  constructor(tell: (event: RecordedEvent) => void) {
    this.#bodies = new Bodies(tell);
  }

  /** How many events tell neither their CPU nor their task: whatever comes of them is a guess. */
  get unattributed(): number {
    return this.#bodies.unattributed;
  }

  /** The next piece of the text. */
  read(piece: string): void {
    const text = this.#rest + piece;
    this.#text.text = text;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#line(start, end);
      start = end + 1;
    }
    this.#rest = text.slice(start);
    if (this.#rest.length <= LONGEST) return;
    if (!this.#isTooLong) this.#notUnderstood(this.#rest, this.lines + 1);
    this.#isTooLong = true;
    this.#rest = '';
  }

  /** There is no more. */
  end(): void {
    if (this.#rest !== '') this.read('\n');
    this.#endStack();
    this.#bodies.end();
  }

  #line(start: number, stop: number): void {
    this.lines++;
    if (this.#isTooLong) {
      this.#isTooLong = false;
      return;
    }
    const bodies = this.#bodies;
    const { columns } = bodies;
    bodies.line = this.lines;
    const text = this.#text;
    const end = trimEnd(text, start, stop);
    text.start = start;
    text.end = end;
    const first = skipBlanks(text, start, end);
    if (first >= end) return this.#endStack();
    const code = text.charCodeAt(first);
    if (code === EQUALS && this.#readFrame(text, first, end, '=> ')) return;
    if (code === TAB && this.#readFrame(text, skipBlanks(text, first + 1, end), end, '')) return;
    this.#endStack();
    columns.clear();
    if (code === HASH) return readHeader(this.header, text.slice(start, end), (count) => bodies.lost(undefined, count));
    let body = isDigit(code) ? columns.readGraph(text, start, end) : -1;
    let isRead: boolean;
    if (body >= 0) isRead = bodies.readSwitch(text, body, end) || bodies.readGraph(text, body, end);
    else {
      columns.clear();
      body = columns.readEvent(text, start, end);
      isRead = body >= 0 ? bodies.readEvent(text, body, end) : this.#readOther(text, first, end);
    }
    if (bodies.stackFollows) this.#frames = [];
    bodies.stackFollows = false;
    if (!isRead) this.#notUnderstood(text.slice(start, end), this.lines);
  }

  #notUnderstood(text: string, line: number): void {
    this.strangeLines++;
    if (this.strange.length < MOST_STRANGE) this.strange.push({ line, text: text.slice(0, LONGEST_STRANGE) });
  }

  /** Lines that say nothing, or that something was lost. */
  #readOther(text: Line, first: number, end: number): boolean {
    const line = text.slice(first, Math.min(end, first + LONGEST_STRANGE));
    const [, cpu, count] = /^CPU:(\d+) \[(?:LOST )?(?:(\d+) )?EVENTS(?: DROPPED)?\]$/.exec(line) ?? [];
    if (cpu !== undefined) this.#bodies.lost(Number(cpu), count === undefined ? undefined : Number(count));
    else if (line === '<stack trace>') this.#frames = [];
    else return /^-+$|^(?:cpus|version)\s*=\s*\d+$/.test(line);
    return true;
  }

  /** ` => function`, or of perf an address and `function+0x1 (module)`. */
  #readFrame(text: Line, first: number, end: number, mark: string): boolean {
    const found = mark === '' ? /^[\da-f]+ (\S+)/.exec(text.slice(first, end))?.[1] : text.startsWith(mark, first) ? text.slice(first + mark.length, end) : undefined;
    if (found === undefined || (mark !== '' && !this.#frames) || !this.#bodies.latest) return false;
    this.#frames ??= [];
    const name = /^[^\s+]*/.exec(found)![0];
    if (this.#frames.length < MOST_FRAMES) this.#frames.push(sourceName(name));
    return true;
  }

  #endStack(): void {
    if (this.#frames && this.#frames.length > 0) this.#bodies.stack(this.#frames);
    this.#frames = undefined;
  }
}
