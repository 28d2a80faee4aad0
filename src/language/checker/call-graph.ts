import type { Func, Version } from '../tree';
import { admits } from '../versions';
import type { Calls, CallSite } from './call-sites';

/** Who calls whom in one kernel version. */
export class CallGraph {
  private readonly functions: ReadonlyMap<string, Func>;
  private readonly waiting = new Map<string, readonly string[] | undefined>();
  /** By function: whether no call leads from it to a cycle. False also while that is being found out. */
  private readonly acyclic = new Map<string, boolean>();

  constructor(functions: readonly Func[], readonly version: Version, private readonly calls: Calls) {
    this.functions = new Map(functions.filter(({ gate }) => admits(gate, version)).map((func) => [func.name, func]));
  }

  get all(): Iterable<Func> {
    return this.functions.values();
  }

  callsIn(name: string): readonly CallSite[] {
    const routine = this.functions.get(name);
    return routine ? this.calls.in(routine) : [];
  }

  /** At most one walk over each function, as nearly every kernel has no cycle. */
  private hasNoCycle(name: string): boolean {
    const known = this.acyclic.get(name);
    if (known !== undefined) return known;
    this.acyclic.set(name, false);
    const result = this.callsIn(name).every(({ callee }) => this.hasNoCycle(callee));
    this.acyclic.set(name, result);
    return result;
  }

  /** A path from a function back to itself, with the call that begins it. */
  cycle(name: string): { readonly path: readonly string[]; readonly site: CallSite } | undefined {
    if (this.hasNoCycle(name)) return undefined;
    const seen = new Set<string>();
    const search = (at: string): string[] | undefined => {
      if (at === name) return [name];
      if (seen.has(at)) return undefined;
      seen.add(at);
      for (const { callee } of this.callsIn(at)) {
        const rest = search(callee);
        if (rest) return [at, ...rest];
      }
      return undefined;
    };
    for (const site of this.callsIn(name)) {
      const path = search(site.callee);
      if (path) return { path: [name, ...path], site };
    }
    return undefined;
  }

  /** How a function comes to an `await` or `choose`: `[f, g, 'await']`; undefined if it never does. */
  pathToWait(name: string): readonly string[] | undefined {
    if (this.waiting.has(name)) return this.waiting.get(name);
    this.waiting.set(name, undefined);
    const func = this.functions.get(name);
    const word = func && this.calls.waits(func);
    let path: readonly string[] | undefined = word && [name, word];
    for (const { callee } of path ? [] : this.callsIn(name)) {
      const rest = this.pathToWait(callee);
      if (rest) {
        path = [name, ...rest];
        break;
      }
    }
    this.waiting.set(name, path);
    return path;
  }
}
