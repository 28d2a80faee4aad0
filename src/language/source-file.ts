import type { Span } from './tree';

/** A text and its name; turns offsets into spans. */
export class SourceFile {
  private readonly lineStarts: number[] = [0];

  constructor(
    readonly name: string,
    readonly text: string,
  ) {
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
