// The numbers that stand for functions and tables: they are values like others, but none is ever part of a state.
import type { Expr, KernelTree, OperationsTable } from '../../language/tree';

/** Numbers count from 1; 0 is null. */
export class CodeNumbers {
  private readonly functions: readonly string[];
  private readonly tables: readonly OperationsTable[];

  constructor({ functions, tables }: KernelTree) {
    this.functions = [...new Set(functions.map(({ name }) => name))];
    this.tables = tables;
  }

  numberOf({ kind, name }: Extract<Expr, { kind: 'function' | 'table' }>): number {
    return 1 + (kind === 'function' ? this.functions.indexOf(name) : this.tables.findIndex((table) => table.name === name));
  }

  functionName(number: number): string | undefined {
    return this.functions[number - 1];
  }

  tableName(number: number): string | undefined {
    return this.tables[number - 1]?.name;
  }

  /** What a table has; undefined where it leaves the member out. */
  entry(table: number, member: string): Expr | undefined {
    return this.tables[table - 1]?.entries.find((entry) => entry.member === member)?.value;
  }
}
