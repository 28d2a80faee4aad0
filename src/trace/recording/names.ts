// Few names stand on many lines: each is one string, which does not keep the text alive that it was found in.
import type { Line } from './line';

const SLOTS = 1 << 16;
/** More than a kernel's recordings have; what comes after them is not kept. */
const MOST = SLOTS / 2;

export class Names {
  readonly #written: (string | undefined)[] = Array.from({ length: SLOTS });
  readonly #names: string[] = Array.from({ length: SLOTS }, () => '');
  #count = 0;

  /** `nameOf`: what is meant by what is written. */
  constructor(private readonly nameOf: (written: string) => string = (written) => written) {}

  /** The name from `start` to `end` in the text. */
  in(text: Line, start: number, end: number): string {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    let slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    for (;;) {
      const written = this.#written[slot];
      if (written === undefined) break;
      if (written.length === end - start && text.startsWith(written, start)) return this.#names[slot]!;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const copy = text.slice(start, end).split('').join('');
    const name = this.nameOf(copy);
    if (this.#count < MOST) {
      this.#count++;
      this.#written[slot] = copy;
      this.#names[slot] = name;
    }
    return name;
  }
}
