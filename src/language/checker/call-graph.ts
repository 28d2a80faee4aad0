import type { Func, Version } from '../tree';
import { admits } from '../versions';
import type { Calls, CallSite } from './call-sites';

/** Who calls whom in one kernel version. */
export class CallGraph {
  private readonly functions: ReadonlyMap<string, Func>;
  private readonly waiting = new Map<string, readonly string[] | undefined>();
  private readonly isAcyclic: boolean;

  constructor(functions: readonly Func[], readonly version: Version, private readonly calls: Calls) {
    this.functions = new Map(functions.filter(({ gate }) => admits(gate, version)).map((func) => [func.name, func]));
    this.isAcyclic = this.hasNoCycle();
  }

  get all(): Iterable<Func> {
    return this.functions.values();
  }

  callsIn(name: string): readonly CallSite[] {
    const routine = this.functions.get(name);
    return routine ? this.calls.in(routine) : [];
  }

  /** One walk over all functions, as nearly every kernel has none. */
  private hasNoCycle(): boolean {
    const isDone = new Map<string, boolean>();
    const visit = (name: string): boolean => {
      if (isDone.has(name)) return isDone.get(name)!;
      isDone.set(name, false);
      const result = this.callsIn(name).every(({ callee }) => visit(callee));
      isDone.set(name, result);
      return result;
    };
    return [...this.functions.keys()].every(visit);
  }

  /** A path from a function back to itself, with the call that begins it. */
  cycle(name: string): { readonly path: readonly string[]; readonly site: CallSite } | undefined {
    if (this.isAcyclic) return undefined;
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
