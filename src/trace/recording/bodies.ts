// What stands behind the columns of a line: calls, returns, events, and whom a CPU turns to.
import { sourceName } from '../source-name';
import { BLANK, CLOSE, CLOSE_BRACE, COLON, EQUALS, isDigit, LESS, OPEN, OPEN_BRACE, OPEN_SQUARE, SEMICOLON, skipBlanks, SLASH, STAR, trimEnd } from './characters';
import { Columns } from './columns';
import { FirstTasks } from './first-tasks';
import type { Line } from './line';
import { Names } from './names';
import { OpenCalls } from './open-calls';
import type { Recorded, RecordedEvent } from './recorded-event';

export class Bodies {
  /** Of the line that is read. */
  line = 0;
  readonly columns = new Columns(new Names());
  readonly functions = new Names(sourceName);
  /** How many events tell neither their CPU nor their task. */
  unattributed = 0;
  /** What was told last, which a stack belongs to. */
  latest: Recorded | undefined;
  /** The line says that the stack of `latest` follows. */
  stackFollows = false;
  readonly #events = new Names();
  readonly #open = new OpenCalls();
  readonly #told: FirstTasks;
  /** By CPU, of what only says when another task comes. */
  readonly #current: { readonly task: string; readonly pid: number }[] = [];

  constructor(tell: (event: RecordedEvent) => void) {
    this.#told = new FirstTasks(tell);
  }

  end(): void {
    this.#told.end();
  }

  lost(cpu: number | undefined, count: number | undefined): void {
    this.#open.lose(cpu);
    this.#told.tell({ kind: 'lost', line: this.line, time: undefined, cpu, task: undefined, pid: undefined, context: undefined, within: undefined, count });
  }

  stack(functions: readonly string[]): void {
    if (!this.latest) return;
    const { line, time, cpu, task, pid, context, within } = this.latest;
    this.#told.tell({ kind: 'stack', line, time, cpu, task, pid, context, within, functions });
  }

  /** `0)    labA-249    =>  labmain-248`, between lines of dashes. */
  readSwitch(text: Line, at: number, end: number): boolean {
    const { cpu } = this.columns;
    if (cpu === undefined || !isDigit(text.charCodeAt(end - 1))) return false;
    const found = /^\s*(\S.*)-(\d+)\s+=>\s+(\S.*)-(\d+)$/.exec(text.slice(at, end));
    if (!found) return false;
    const [task, pid, nextTask, nextPid] = [found[1]!, Number(found[2]), found[3]!, Number(found[4])];
    if (!this.#current[cpu]) {
      this.#open.rename(keyOf(undefined, cpu), keyOf(pid, cpu));
      this.#told.known(cpu, task, pid);
    }
    this.#current[cpu] = { task: nextTask, pid: nextPid };
    const { time, context } = this.columns;
    this.#told.tell({ kind: 'switch', line: this.line, time, cpu, task, pid, context, within: this.#open.innermost(keyOf(pid, cpu)), nextTask, nextPid });
    return true;
  }

  /** What stands behind the columns of function_graph. */
  readGraph(text: Line, start: number, end: number): boolean {
    const at = skipBlanks(text, start, end);
    if (at >= end) return false;
    const columns = this.columns;
    if (columns.pid === undefined && columns.cpu !== undefined) {
      const current = this.#current[columns.cpu];
      columns.task = current?.task;
      columns.pid = current?.pid;
    }
    // Two blanks are before a call that is in no other.
    const depth = Math.max(0, (at - start - 2) >> 1);
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) return this.#readReturn(text, at, end, depth);
    if (code === SLASH) return this.#readComment(text, at, end);
    if (code === EQUALS || code === LESS) return this.#readArrow(text, at, end);
    return this.#readCall(text, at, end, depth);
  }

  #readArrow(text: Line, at: number, end: number): boolean {
    const begins = text.charCodeAt(at) === EQUALS;
    if (!/^(?:=+>|<=+) \|$/.test(text.slice(at, end)) && !/^(?:=+>|<=+)$/.test(text.slice(at, end))) return false;
    this.#told.tell({ kind: 'interrupt', ...this.#place(), begins });
    return true;
  }

  /** A comment: `name: text` of an event, or what was written to trace_marker. */
  #readComment(text: Line, at: number, end: number): boolean {
    if (text.charCodeAt(at + 1) !== STAR || !text.startsWith('*/', end - 2) || end - at < 5) return false;
    const start = skipBlanks(text, at + 2, end - 2);
    const stop = trimEnd(text, start, end - 2);
    if (text.startsWith('<stack trace>', start)) {
      this.stackFollows = true;
      return true;
    }
    if (this.#tellEvent(text, start, stop)) return true;
    this.#tellMark(text, start, stop);
    return true;
  }

  /** `name: text` or `group:name: text`. */
  #tellEvent(text: Line, start: number, end: number): boolean {
    let name = start;
    let at = start;
    while (at < end && isNamePart(text.charCodeAt(at))) {
      if (text.charCodeAt(at) === COLON && at + 1 < end && text.charCodeAt(at + 1) !== BLANK) name = at + 1;
      else if (text.charCodeAt(at) === COLON) break;
      at++;
    }
    if (at === name || at >= end) return false;
    if (text.charCodeAt(at) !== COLON) return this.#tellSystemCall(text, name, at, end);
    const textStart = skipBlanks(text, at + 1, end);
    this.#told.tell({ kind: 'event', ...this.#place(), name: this.#events.in(text, name, at), text: text.slice(textStart, end) });
    return true;
  }

  /** Its tracepoints print `sys_ftruncate(fd: 3, length: 0)` and `sys_ftruncate -> 0x0`. */
  #tellSystemCall(text: Line, name: number, at: number, end: number): boolean {
    if (!text.startsWith('sys_', name)) return false;
    const [begins, ends] = [text.charCodeAt(at) === OPEN && text.charCodeAt(end - 1) === CLOSE, text.startsWith(' -> ', at)];
    if (!begins && !ends) return false;
    const called = this.#events.in(text, name + 4, at);
    this.#told.tell({ kind: 'event', ...this.#place(), name: `sys_${begins ? 'enter' : 'exit'}_${called}`, text: begins ? text.slice(at + 1, end - 1) : text.slice(at + 4, end) });
    return true;
  }

  #tellMark(text: Line, start: number, end: number): void {
    this.#told.tell({ kind: 'mark', ...this.#place(), text: text.slice(start, end) });
  }

  #readReturn(text: Line, at: number, end: number, depth: number): boolean {
    let name: string | undefined;
    let result: string | undefined;
    const comment = skipBlanks(text, at + 1, end);
    if (comment < end) {
      // `/* name [module] ret=-2 */`
      if (!text.startsWith('/* ', comment) || !text.startsWith(' */', end - 3)) return false;
      const stop = this.#nameEnd(text, comment + 3, end - 3);
      if (stop > comment + 3 && text.charCodeAt(stop) !== EQUALS) name = this.functions.in(text, comment + 3, stop);
      result = annotated(text.slice(comment, end), 'ret=');
    }
    this.#tellReturn(depth, name, result);
    return true;
  }

  #tellReturn(depth: number, name: string | undefined, result: string | undefined): void {
    const { time, cpu, task, pid, context, duration } = this.columns;
    const key = keyOf(pid, cpu);
    const call = this.#open.leave(key, depth, name);
    const within = call ? call.within : this.#open.innermost(key);
    if (cpu === undefined && pid === undefined) this.unattributed++;
    // Written out: there are as many of them as of all others.
    const event = { kind: 'return', line: this.line, time, cpu, task, pid, context, within, call, name: name ?? call?.name, duration, result } as const;
    this.latest = event;
    this.#told.tell(event);
  }

  #nameEnd(text: Line, at: number, end: number): number {
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === OPEN || code <= BLANK || code === EQUALS) break;
      at++;
    }
    return at;
  }

  /** `xfs_ilock [xfs](ip=0xff11, lock_flags=0x4);`, ending with ` {` instead, and perhaps followed by a comment. */
  #readCall(text: Line, start: number, end: number, depth: number): boolean {
    const nameEnd = this.#nameEnd(text, start, end);
    let at = nameEnd;
    if (text.charCodeAt(at) === BLANK && text.charCodeAt(at + 1) === OPEN_SQUARE) at = text.indexOf(']', at) + 1;
    if (at <= start || nameEnd === start || at >= end || text.charCodeAt(at) !== OPEN) return false;
    let stop = end;
    let annotation: string | undefined;
    if (text.charCodeAt(end - 1) === SLASH) {
      stop = text.lastIndexOf('/* ', end);
      if (stop < at) return false;
      annotation = text.slice(stop, end);
      stop = trimEnd(text, at, stop);
    }
    const last = text.charCodeAt(stop - 1);
    const close = last === OPEN_BRACE ? trimEnd(text, at, stop - 1) - 1 : last === SEMICOLON ? stop - 2 : -1;
    if (close <= at || text.charCodeAt(close) !== CLOSE) return false;
    const result = annotation === undefined ? undefined : annotated(annotation, 'ret=');
    const caller = annotation === undefined ? undefined : annotated(annotation, '<-');
    this.#tellCall(this.functions.in(text, start, nameEnd), close === at + 1 ? '' : text.slice(at + 1, close), depth, caller);
    if (last === SEMICOLON) this.#tellReturn(depth, undefined, result);
    return true;
  }

  #tellCall(name: string, args: string, depth: number, caller: string | undefined): void {
    const columns = this.columns;
    const key = keyOf(columns.pid, columns.cpu);
    const { time, cpu, task, pid, context } = columns;
    if (cpu === undefined && pid === undefined) this.unattributed++;
    const call = { kind: 'call', line: this.line, time, cpu, task, pid, context, within: this.#open.outside(key, depth), name, args, depth, caller } as const;
    this.latest = call;
    this.#open.enter(key, call);
    this.#told.tell(call);
  }

  /** What stands behind the columns of an event: `name: text`, a piece of function_graph in trace-cmd, or a function of the tracer of that name. */
  readEvent(text: Line, start: number, end: number): boolean {
    const at = skipBlanks(text, start, end);
    if (at >= end) return false;
    if (text.startsWith('<stack trace>', at)) {
      this.#place();
      this.stackFollows = true;
      return true;
    }
    if (text.startsWith('funcgraph_', at)) {
      const colon = text.indexOf(':', at);
      const first = skipBlanks(text, colon + 1, end);
      const body = this.columns.readDuration(text, colon + 1, first, end);
      if (colon > 0 && body > colon + 1 && this.readGraph(text, body, end)) return true;
    }
    if (text.startsWith('tracing_mark_write: ', at) || text.startsWith('print: ', at)) {
      this.#tellMark(text, text.indexOf(': ', at) + 2, end);
      return true;
    }
    return this.#readFunction(text, at, end) || this.#tellEvent(text, at, end);
  }

  /** `vfs_read <-ksys_read`, or of trace-cmd `function:  vfs_read <-- ksys_read`. There are no ends: nothing lies within. */
  #readFunction(text: Line, start: number, end: number): boolean {
    const isNamed = text.startsWith('function: ', start);
    const at = isNamed ? skipBlanks(text, start + 10, end) : start;
    const nameEnd = this.#nameEnd(text, at, end);
    const arrow = text.indexOf(' <-', at);
    if (!isNamed && (arrow < 0 || arrow >= end || text.charCodeAt(nameEnd - 1) === COLON)) return false;
    const caller = arrow >= 0 && arrow < end ? /^ <-+ ?(\S+)/.exec(text.slice(arrow, end))?.[1] : undefined;
    const args = text.charCodeAt(nameEnd) === OPEN ? text.slice(nameEnd + 1, Math.max(nameEnd + 1, text.lastIndexOf(')', end))) : '';
    const place = this.#place();
    if (nameEnd <= at) return false;
    this.#told.tell({ kind: 'call', ...place, within: undefined, name: this.functions.in(text, at, nameEnd), args, depth: 0, caller });
    return true;
  }

  #place(): Recorded {
    const { time, cpu, task, pid, context } = this.columns;
    if (cpu === undefined && pid === undefined) this.unattributed++;
    return this.latest = { line: this.line, time, cpu, task, pid, context, within: this.#open.innermost(keyOf(pid, cpu)) };
  }
}

/** Who has calls that are open: a task, what idles on a CPU, or whoever is on it. */
function keyOf(pid: number | undefined, cpu = 0): number {
  return pid === undefined ? -1_000_000 - cpu : pid === 0 ? -1 - cpu : pid;
}

function isNamePart(code: number): boolean {
  // Letters, digits, `_`, and `:` between group and name.
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 58) || code === 95;
}

/** `ret=-2` and `<-caller+0x1/0x2` in a comment. */
function annotated(comment: string, key: string): string | undefined {
  const at = comment.indexOf(` ${key}`);
  return at < 0 ? undefined : /^\S*/.exec(comment.slice(at + 1 + key.length))![0];
}
