import type { Span } from './tree';

/**
 * `declaration`: a device, mount or file of a scenario; `property`: what such a declaration can say. `operations`: a type of
 * tables, `operation`: a member of one, `table`: one.
 */
export type SymbolKind =
  | 'enum' | 'member' | 'constant' | 'typedef' | 'operations' | 'operation' | 'table' | 'global' | 'object' | 'field' | 'property' | 'function' | 'agent' | 'invariant'
  | 'parameter' | 'variable' | 'declaration' | 'process' | 'assert' | 'reach' | 'mark';

/** Something that has a name, and the span of the name. */
export interface SymbolInfo {
  readonly kind: SymbolKind;
  readonly name: string;
  /** A text of the scenario or, relative, of the model kernel: `fs/dax.daxk`. */
  readonly source: string;
  readonly span: Span;
  /** As it would be declared: `syscall int ftruncate(inode file, int blocks)`. */
  readonly signature: string;
  readonly doc?: string;
  /** The type whose fields, or members, can follow a dot. */
  readonly object?: string;
}

/** A span in which a name stands; its definition is a use, too. */
export interface SymbolUse {
  readonly source: string;
  readonly span: Span;
  readonly symbol: SymbolInfo;
}

/** What a hover says of a word that is no name, in Markdown. */
export interface Note {
  readonly source: string;
  readonly span: Span;
  readonly text: string;
}

/** On this go-to-definition, hover, references and highlighting are built. */
export class SymbolIndex {
  readonly definitions: SymbolInfo[] = [];
  readonly uses: SymbolUse[] = [];
  readonly notes: Note[] = [];

  define(symbol: SymbolInfo): SymbolInfo {
    this.definitions.push(symbol);
    this.uses.push({ source: symbol.source, span: symbol.span, symbol });
    return symbol;
  }

  use(source: string, span: Span, symbol: SymbolInfo): void {
    this.uses.push({ source, span, symbol });
  }

  note(source: string, span: Span, text: string): void {
    this.notes.push({ source, span, text });
  }

  add({ definitions, uses, notes }: SymbolIndex): void {
    for (const definition of definitions) this.definitions.push(definition);
    for (const use of uses) this.uses.push(use);
    for (const note of notes) this.notes.push(note);
  }

  /** The innermost name at a position, zero-based. */
  at(source: string, line: number, column: number): SymbolUse | undefined {
    return this.uses.find((use) => use.source === source && contains(use.span, line, column));
  }

  noteAt(source: string, line: number, column: number): Note | undefined {
    return this.notes.find((note) => note.source === source && contains(note.span, line, column));
  }

  /** Every use of the same thing. */
  usesOf(symbol: SymbolInfo): SymbolUse[] {
    return this.uses.filter((use) => isSame(use.symbol, symbol));
  }
}

/** The same definition, also when the two come from different checks. */
export function isSame(a: SymbolInfo, b: SymbolInfo): boolean {
  return a.name === b.name && a.source === b.source && a.span.every((part, index) => part === b.span[index]);
}

/** Whether a position is inside a span or at its end, where an editor's cursor may stand. */
export function contains(span: Span, line: number, column: number): boolean {
  const [startLine, startColumn, endLine, endColumn] = span;
  return (line > startLine || (line === startLine && column >= startColumn))
    && (line < endLine || (line === endLine && column <= endColumn));
}
