// A part of a checked tree as text without what no search reads (where it stands, what comments say), and apart from it where it stands.
// Invariant: two parts with the same text have positions in the same order, so a position of the one is told as one of the other by its number.
import type { Expr, Span } from '../../language/tree';

export interface Canonical {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Functions and tables that it names. */
  readonly names: ReadonlySet<string>;
}

/** Where something stands, and comments. An explanation quotes those of properties: `withDocs`. */
const NOT_READ: ReadonlySet<string> = new Set(['span', 'nameSpan', 'memberSpans', 'source', 'doc']);

const [known, knownWithDocs] = [new WeakMap<object, Canonical>(), new WeakMap<object, Canonical>()];

/** Of a part that never changes. */
export function canonical(part: object, withDocs = false): Canonical {
  const all = withDocs ? knownWithDocs : known;
  let found = all.get(part);
  if (!found) all.set(part, found = new Writer(withDocs).write(part));
  return found;
}

class Writer {
  readonly #text: string[] = [];
  readonly #spans: Span[] = [];
  readonly #names = new Set<string>();

  constructor(private readonly withDocs: boolean) {}

  write(part: object): Canonical {
    this.#value(part);
    return { text: this.#text.join(''), spans: this.#spans, names: this.#names };
  }

  #value(value: unknown): void {
    if (Array.isArray(value)) {
      this.#text.push('[');
      for (const each of value) this.#value(each);
      this.#text.push(']');
    } else if (typeof value === 'object' && value !== null) {
      this.#object(value);
    } else {
      this.#text.push(`${JSON.stringify(value)},`);
    }
  }

  #object(value: object): void {
    const { kind, function: called, name, span } = value as Partial<Extract<Expr, { kind: 'call' }>> & { readonly name?: string };
    if (span) this.#spans.push(span);
    if (kind === 'call' && called !== undefined) this.#names.add(called);
    if (['function', 'table'].includes(kind ?? '') && name !== undefined) this.#names.add(name);
    this.#text.push('{');
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined || (NOT_READ.has(key) && !(key === 'doc' && this.withDocs))) continue;
      this.#text.push(`${key}:`);
      this.#value(each);
    }
    this.#text.push('}');
  }
}
