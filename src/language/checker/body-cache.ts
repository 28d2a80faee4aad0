import type { AstNode } from 'langium';
import type { Diagnostic } from '../diagnostics';
import { LruMap } from '../lru-map';
import { Report } from '../report';
import { SymbolIndex } from '../symbols';
import type { Context } from './context';

/** All that bodies can see of what is outside of them (the static environment of type systems). Two environments are the same object if there is no difference. */
export interface StaticEnvironment {
  readonly text: string;
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

/**
 * Keeps what the checks of bodies gave, for as long as a body stands where it stood and nothing that it can see has changed.
 */
export class BodyCache {
  readonly #results = new WeakMap<AstNode, Result>();
  /** By their texts. */
  readonly #environments = new LruMap<string, StaticEnvironment>(MOST_ENVIRONMENTS);
  readonly #objects = new WeakMap<object, number>();
  #nextObject = 0;

  /** `parts`: plain JSON. */
  environment(parts: unknown): StaticEnvironment {
    return this.#environments.get(JSON.stringify(parts), (text) => ({ text }));
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
}
