import type { AstNode } from 'langium';
import type { Diagnostic } from '../diagnostics';
import { Report } from '../report';
import { SymbolIndex } from '../symbols';
import type { Context } from './context';

/** All that bodies can see of what is outside of them. Two worlds are the same object if there is no difference. */
export interface World {
  readonly text: string;
}

/** What the check of a body gave. */
interface Result {
  readonly world: World;
  /** Line and column of the body, since spans are in what follows. */
  readonly position: string;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly symbols: SymbolIndex;
}

/** As many as a server meets in turn: the kernel's and those of some open documents. */
const MOST_WORLDS = 16;

/**
 * Keeps what the checks of bodies gave, for as long as a body stands where it stood and nothing that it can see has changed.
 */
export class BodyCache {
  readonly #results = new WeakMap<AstNode, Result>();
  #worlds: World[] = [];
  readonly #objects = new WeakMap<object, number>();
  #nextObject = 0;

  /** `parts`: plain JSON. */
  world(parts: unknown): World {
    const text = JSON.stringify(parts);
    const world = this.#worlds.find((known) => known.text === text) ?? { text };
    this.#worlds = [world, ...this.#worlds.filter((known) => known !== world)].slice(0, MOST_WORLDS);
    return world;
  }

  /** A number for what is never changed, such as a checked kernel, to stand for it in a world. */
  identity(object: object): number {
    const known = this.#objects.get(object) ?? this.#nextObject++;
    this.#objects.set(object, known);
    return known;
  }

  /** Checks a node, or repeats what checking it gave: the value, the reports and the symbols. */
  check<Value>(world: World, context: Context, node: AstNode, check: (context: Context) => Value): Value {
    const position = context.file.position(context.base + (node.$cstNode?.offset ?? 0)).join();
    let result = this.#results.get(node);
    if (result?.world !== world || result.position !== position) {
      const [report, symbols] = [new Report(), new SymbolIndex()];
      const value = check({ ...context, report, symbols });
      result = { world, position, value, diagnostics: report.diagnostics, symbols };
      this.#results.set(node, result);
    }
    for (const diagnostic of result.diagnostics) context.report.add(diagnostic);
    context.symbols.add(result.symbols);
    return result.value as Value;
  }
}
