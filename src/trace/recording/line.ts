// A line of a longer text, for scanning: of an array of characters, which is several times as fast as of a string.

const encoder = new TextEncoder();

export class Line {
  #codes: Uint8Array | Uint16Array = new Uint8Array(0);
  #bytes = new Uint8Array(1 << 16);
  #text = '';
  /** Positions in the whole text. Nothing is found outside of them. */
  start = 0;
  end = 0;

  /** The text that lines are of from now on. */
  set text(text: string) {
    this.#text = text;
    if (this.#bytes.length < text.length) this.#bytes = new Uint8Array(2 * text.length);
    const { read, written } = encoder.encodeInto(text, this.#bytes);
    // Only in ASCII are they as many.
    this.#codes = read === text.length && written === read ? this.#bytes : Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  }

  charCodeAt(at: number): number {
    return this.#codes[at]!;
  }

  startsWith(searched: string, at: number): boolean {
    const codes = this.#codes;
    for (let i = 0; i < searched.length; i++) if (codes[at + i] !== searched.charCodeAt(i)) return false;
    return at + searched.length <= this.end;
  }

  indexOf(searched: string, from: number): number {
    for (let at = from; at < this.end; at++) if (this.startsWith(searched, at)) return at;
    return -1;
  }

  lastIndexOf(searched: string, from: number): number {
    for (let at = from; at >= this.start; at--) if (this.startsWith(searched, at)) return at;
    return -1;
  }

  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }
}
