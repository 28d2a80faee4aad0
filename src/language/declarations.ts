import type { Item } from './generated/ast';
import { parseDeclarations, isRefused, parseDocument } from './parse';
import type { SyntaxTree } from './parse';
import type { Report } from './report';
import type { SourceFile } from './source-file';
import { isAtEnd, nextDeclaration, reportErrors } from './syntax-errors';

/** A declaration and where its text begins: the offsets of its syntax count from there. */
export interface ParsedItem {
  readonly node: Item;
  readonly base: number;
}

/** What a part of a text is; `takenIn` is the last check that has taken its nodes. */
interface Part {
  readonly items: readonly Item[];
  readonly takenIn: number;
}

/** Declarations with a mistake, parsed together, and the slice that comes after them. */
interface ErrorRegion {
  readonly tree: SyntaxTree;
  readonly items: readonly Item[];
  readonly next: number;
}

/** Where a text can be divided, and what stands there. */
interface Slice {
  readonly start: number;
  readonly text: string;
}

/** Of each text at most so many declarations with mistakes are parsed by themselves. */
const MOST_MISTAKEN = 3;
/** So often is a text with a mistake lengthened before the whole is parsed. */
const MOST_TRIES = 4;
const MOST_KEPT = 4096;

/**
 * Parses texts declaration by declaration and keeps what is free of mistakes, so that only what has changed is parsed again.
 * The items and reports are those of parsing the whole text: where a mistake may reach beyond its declaration, that is done.
 */
export class Declarations {
  /** By their text, the least recently used first. */
  readonly #parts = new Map<string, Part>();
  #check = 0;

  /** Begins a check. In one check no node stands for two declarations, however alike they are. */
  begin(): void {
    this.#check++;
  }

  /** Never throws; what cannot be parsed is reported and left out. */
  parse(file: SourceFile, report: Report): ParsedItem[] | undefined {
    if (!isRefused(file)) {
      const items = this.#parseParts(file, report);
      if (items) return items;
    }
    return parseDocument(file, report)?.items.map((node) => ({ node, base: 0 }));
  }

  #parseParts(file: SourceFile, report: Report): ParsedItem[] | undefined {
    const slices = slicesOf(file.text);
    const items: ParsedItem[] = [];
    const mistaken: { tree: SyntaxTree; start: number }[] = [];
    for (let index = 0; index < slices.length;) {
      const { start, text } = slices[index]!;
      let found = this.#take(text);
      if (found) index++;
      else {
        const region = mistaken.length < MOST_MISTAKEN ? this.#parseMistaken(slices, index) : undefined;
        if (!region) return undefined;
        mistaken.push({ tree: region.tree, start });
        found = region.items;
        index = region.next;
      }
      for (const node of found) items.push({ node, base: start });
    }
    for (const { tree, start } of mistaken) reportErrors(file, report, tree, start);
    return items;
  }

  /** The items of a text, if it is free of mistakes. */
  #take(text: string): readonly Item[] | undefined {
    const known = this.#parts.get(text);
    if (known && known.takenIn < this.#check) {
      this.#keep(text, known.items);
      return known.items;
    }
    const tree = parseDeclarations(text);
    if (!tree || !isClean(tree)) return undefined;
    if (!known) this.#keep(text, tree.items);
    return tree.items;
  }

  #keep(text: string, items: readonly Item[]): void {
    this.#parts.delete(text);
    this.#parts.set(text, { items, takenIn: this.#check });
    if (this.#parts.size > MOST_KEPT) this.#parts.delete(this.#parts.keys().next().value!);
  }

  /**
   * A part with mistakes is parsed with the declarations that follow it, since they are what the parser runs into, until it
   * has come to one of them as it would without the mistakes.
   */
  #parseMistaken(slices: readonly Slice[], index: number): ErrorRegion | undefined {
    const { start, text } = slices[index]!;
    let joined = text;
    let [tries, wait] = [0, 0];
    for (let next = index + 1; next < slices.length; next++) {
      const slice = slices[next]!;
      const items = this.#peek(slice.text);
      if (!items) return undefined;
      joined += slice.text;
      // After the first, the third, the seventh declaration.
      if (items.length === 0 || wait-- > 0) continue;
      if (++tries > MOST_TRIES) return undefined;
      wait = 2 ** tries - 1;
      const tree = parseDeclarations(joined);
      if (!tree) return undefined;
      if (tree.stoppedAt !== undefined) return tree.stoppedAt < text.length ? { tree, items: tree.items, next: index + 1 } : undefined;
      const end = slice.start - start;
      const begin = end + items[0]!.$cstNode!.offset;
      const before = tree.items.slice(0, -items.length);
      const isInStep = tree.items.at(-items.length)?.$cstNode?.offset === begin
        && before.every(({ $cstNode: cst }) => cst !== undefined && cst.end <= end)
        && tree.parserErrors.every(({ token }) => !isAtEnd(token) && token.startOffset <= begin)
        && tree.lexerErrors.every(({ offset }) => offset < end);
      if (isInStep) return { tree, items: before, next };
    }
    const tree = parseDeclarations(joined);
    return tree && tree.stoppedAt === undefined ? { tree, items: tree.items, next: slices.length } : undefined;
  }

  /** Like `#take`, but the nodes are not taken. */
  #peek(text: string): readonly Item[] | undefined {
    const known = this.#parts.get(text);
    if (known) return known.items;
    const tree = parseDeclarations(text);
    return tree && isClean(tree) ? tree.items : undefined;
  }
}

function isClean({ lexerErrors, parserErrors }: SyntaxTree): boolean {
  return lexerErrors.length === 0 && parserErrors.length === 0;
}

function slicesOf(text: string): Slice[] {
  const slices: Slice[] = [];
  for (let start = 0; start < text.length;) {
    const end = Math.min(nextDeclaration(text, start), text.length);
    slices.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return slices;
}
