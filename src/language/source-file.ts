import type { Span } from './tree';

/** With line feeds where a carriage return alone ends a line. Every offset means the same position in both texts. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

/** A text and the name under which diagnostics speak of it. */
export interface SourceText {
  readonly source: string;
  readonly text: string;
}

/** A text and its name; turns offsets into spans. */
export class SourceFile {
  /** With line feeds, so that nobody else has to know of lines that end otherwise. */
  readonly text: string;
  private readonly lineStarts: number[] = [0];

  constructor(readonly name: string, given: string) {
    const text = this.text = withLineFeeds(given);
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) this.lineStarts.push(index + 1);
  }

  span(start: number, end: number): Span {
    const [line, column] = this.position(start);
    const [endLine, endColumn] = this.position(Math.max(start, end));
    return [line, column, endLine, endColumn];
  }

  /** Zero-based line and column. Offsets outside the text mean its ends. */
  position(offset: number): [line: number, column: number] {
    const within = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= within) low = middle;
      else high = middle - 1;
    }
    return [low, within - this.lineStarts[low]!];
  }

  offset(line: number, column: number): number {
    const start = this.lineStarts[line];
    if (start === undefined) return this.text.length;
    return Math.min(start + column, this.lineStarts[line + 1] ?? this.text.length, this.text.length);
  }
}
