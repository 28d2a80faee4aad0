import type { Span } from '../../language/tree';

/** Lines and columns as the client counts them; here they are counted from zero. */
export class Coordinates {
  constructor(private readonly firstLine: 0 | 1 = 1, private readonly firstColumn: 0 | 1 = 1) {}

  line(line: number): number {
    return line + this.firstLine;
  }

  fromLine(line: number): number {
    return line - this.firstLine;
  }

  fromColumn(column: number): number {
    return column - this.firstColumn;
  }

  column(column: number): number {
    return column + this.firstColumn;
  }

  range(span: Span): { line: number; column: number; endLine: number; endColumn: number } {
    const [line, column, endLine, endColumn] = span;
    return {
      line: line + this.firstLine, column: column + this.firstColumn,
      endLine: endLine + this.firstLine, endColumn: endColumn + this.firstColumn,
    };
  }
}
