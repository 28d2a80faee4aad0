// Lines and columns count from 0 here; a client says at `initialize` whether its own count from 0 or 1.
import type { Span } from '../../language/tree';

/** Converts lines and columns to and from the client's. */
export class Coordinates {
  constructor(private readonly firstLine: 0 | 1 = 1, private readonly firstColumn: 0 | 1 = 1) {}

  /** A line for the client. */
  line(line: number): number {
    return line + this.firstLine;
  }

  /** A line from the client. */
  fromLine(line: number): number {
    return line - this.firstLine;
  }

  /** A column from the client. */
  fromColumn(column: number): number {
    return column - this.firstColumn;
  }

  /** A column for the client. */
  column(column: number): number {
    return column + this.firstColumn;
  }

  /** A span for the client, as many of the protocol's types have it. */
  range(span: Span): { line: number; column: number; endLine: number; endColumn: number } {
    const [line, column, endLine, endColumn] = span;
    return {
      line: line + this.firstLine, column: column + this.firstColumn,
      endLine: endLine + this.firstLine, endColumn: endColumn + this.firstColumn,
    };
  }
}
