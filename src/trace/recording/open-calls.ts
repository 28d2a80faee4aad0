// Which calls of each task have begun and not ended, in a recording that may lack the beginning or the end of any of them.
import type { RecordedCall } from './recorded-event';

/** Linux records fewer. */
const DEEPEST = 256;

export class OpenCalls {
  /** The innermost call of each task. */
  readonly #innermost = new Map<number, RecordedCall>();

  innermost(task: number): RecordedCall | undefined {
    return this.#innermost.get(task);
  }

  /** What a call at this depth is made in. Calls that are as deep have ended, and their ends are missing. */
  outside(task: number, depth: number): RecordedCall | undefined {
    let call = this.#innermost.get(task);
    while (call && call.depth >= depth) call = call.within;
    return depth > DEEPEST ? undefined : call;
  }

  enter(task: number, call: RecordedCall): void {
    this.#innermost.set(task, call);
  }

  /** The call that ends at this depth; undefined if its beginning is missing. `name`: undefined if the end does not tell. */
  leave(task: number, depth: number, name: string | undefined): RecordedCall | undefined {
    let call = this.#innermost.get(task);
    if (!call) return undefined;
    while (call && call.depth > depth) call = call.within;
    const isIt = call?.depth === depth;
    const outside = isIt ? call!.within : call;
    if (outside) this.#innermost.set(task, outside);
    else this.#innermost.delete(task);
    return isIt && (name === undefined || name === call!.name) ? call : undefined;
  }

  /** What is open on this CPU is not known any more. */
  lose(cpu: number | undefined): void {
    for (const [task, call] of this.#innermost) if (cpu === undefined || call.cpu === cpu) this.#innermost.delete(task);
  }

  /** It has turned out who that is. */
  rename(task: number, other: number): void {
    const call = this.#innermost.get(task);
    this.#innermost.delete(task);
    if (call) this.#innermost.set(other, call);
  }
}
