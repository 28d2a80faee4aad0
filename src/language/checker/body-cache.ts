import type { AstNode } from 'langium';
import type { Diagnostic } from '../diagnostics';
import { LruMap } from '../lru-map';
import { Report } from '../report';
import { SymbolIndex, type SymbolInfo } from '../symbols';
import type { Context } from './context';

/** All that bodies can see of what is outside of them (the static environment of type systems). Two environments are the same object if there is no difference. */
export interface StaticEnvironment {
  /** Without where things stand and what comments say of them. */
  readonly shape: string;
  /** What it declares, in an order that the shape says. */
  readonly definitions: readonly SymbolInfo[];
}

/** What the check of a body gave. */
interface Result {
  readonly environment: StaticEnvironment;
  /** Line and column of the body, since spans are in what follows. */
  readonly position: string;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly symbols: SymbolIndex;
}

/** As many as a server meets in turn: the kernel's and those of some open documents. */
const MOST_ENVIRONMENTS = 16;

/** Where something stands, and its comment, in plain JSON: quotes inside of a text have a backslash before them. */
const PLACES = /,?"(?:span":\[[\d,]*\]|doc":"(?:[^"\\]|\\.)*")/g;

/**
 * Keeps what the checks of bodies gave, for as long as a body stands where it stood and nothing that it can see has changed.
 * Where things that it can see only stand elsewhere (a line more in a header) or have another comment, what the body uses are those things.
 */
export class BodyCache {
  readonly #results = new WeakMap<AstNode, Result>();
  /** By their texts. */
  readonly #environments = new LruMap<string, StaticEnvironment>(MOST_ENVIRONMENTS);
  readonly #objects = new WeakMap<object, number>();
  #nextObject = 0;
  /** Between the two environments that were compared last. */
  #moves: { readonly from: StaticEnvironment; readonly to: StaticEnvironment; readonly now: ReadonlyMap<string, SymbolInfo> | undefined } | undefined;

  /** `parts`: plain JSON. `definitions`: what they declare. */
  environment(parts: unknown, definitions: readonly SymbolInfo[]): StaticEnvironment {
    return this.#environments.get(JSON.stringify(parts), (text) => ({ shape: text.replace(PLACES, ''), definitions: [...definitions] }));
  }

  /** A number for what is never changed, such as a checked kernel, to stand for it in a environment. */
  identity(object: object): number {
    const known = this.#objects.get(object) ?? this.#nextObject++;
    this.#objects.set(object, known);
    return known;
  }

  /** Checks a node, or repeats what checking it gave: the value, the reports and the symbols. */
  check<Value>(environment: StaticEnvironment, context: Context, node: AstNode, check: (context: Context) => Value): Value {
    const position = context.file.position(context.base + (node.$cstNode?.offset ?? 0)).join();
    let result = this.#results.get(node);
    if (result && result.environment !== environment && result.position === position) result = this.#moved(result, environment);
    if (result?.environment !== environment || result.position !== position) {
      const [report, symbols] = [new Report(), new SymbolIndex()];
      const value = check({ ...context, report, symbols });
      result = { environment, position, value, diagnostics: report.diagnostics, symbols };
      this.#results.set(node, result);
    }
    for (const diagnostic of result.diagnostics) context.report.add(diagnostic);
    context.symbols.add(result.symbols);
    return result.value as Value;
  }

  /** The same result in an environment of the same shape. Messages may tell where something stands, so there must be none. */
  #moved(result: Result, environment: StaticEnvironment): Result {
    const { environment: before, diagnostics, symbols } = result;
    if (diagnostics.length > 0) return result;
    if (this.#moves?.from !== before || this.#moves.to !== environment) this.#moves = { from: before, to: environment, now: movesBetween(before, environment) };
    const { now } = this.#moves;
    if (!now) return result;
    const moved = new SymbolIndex();
    moved.add(symbols);
    moved.uses.forEach((use, index) => {
      const symbol = now.get(keyOf(use.symbol));
      if (symbol) moved.uses[index] = { ...use, symbol };
    });
    return { ...result, environment, symbols: moved };
  }
}

/** By what it was, each definition that stands elsewhere now, or has another comment; undefined if they are not the same ones. */
function movesBetween(from: StaticEnvironment, to: StaticEnvironment): ReadonlyMap<string, SymbolInfo> | undefined {
  if (from.shape !== to.shape) return undefined;
  const [before, now] = [from.definitions, to.definitions];
  const isSame = (one: SymbolInfo, other: SymbolInfo | undefined): boolean => one.name === other?.name && one.kind === other.kind && one.source === other.source;
  if (before.length !== now.length || !before.every((definition, index) => isSame(definition, now[index]))) return undefined;
  return new Map(before.flatMap((definition, index) => (keyOf(definition) === keyOf(now[index]!) && definition.doc === now[index]!.doc ? [] : [[keyOf(definition), now[index]!] as const])));
}

function keyOf({ source, span, name }: SymbolInfo): string {
  return `${source} ${span[0]} ${span[1]} ${name}`;
}
