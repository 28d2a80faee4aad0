// How much of a stack a system call can have at most, by who calls whom: so that few have to be compiled.
import { Calls, FunctionValues } from '../language/checker/call-sites';
import { KernelNames } from '../language/checker/names';
import type { KernelTree } from '../language/tree';

/** For a function the functions that it can come to, itself included, in any version. */
export class CallBounds {
  readonly #calls: Calls;
  readonly #functions: KernelNames['functions'];
  readonly #reachable = new Map<string, ReadonlySet<string>>();

  constructor(kernel: KernelTree) {
    this.#calls = new Calls(new FunctionValues(kernel));
    this.#functions = new KernelNames(kernel).functions;
  }

  /** How many of these functions a call of `name` can have on its stack, in whatever order. */
  most(name: string, functions: readonly string[]): number {
    const reachable = this.from(name);
    return functions.filter((each) => reachable.has(each)).length;
  }

  /** The functions that a call of it can come to, itself included. */
  from(name: string): ReadonlySet<string> {
    const known = this.#reachable.get(name);
    if (known) return known;
    const reached = new Set<string>();
    const open = [name];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      for (const variant of this.#functions.get(next) ?? []) open.push(...this.#calls.in(variant).map(({ callee }) => callee));
    }
    this.#reachable.set(name, reached);
    return reached;
  }
}
