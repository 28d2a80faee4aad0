// The functions of Linux that a call goes through.
import { Calls, FunctionValues } from '../../src/language/checker/call-sites';
import { KernelNames } from '../../src/language/checker/names';
import { functionDoc } from '../../src/language/changes';
import type { Func, KernelTree } from '../../src/language/tree';

/** So many calls deep: further down all system calls meet in the same locks and lists. */
const DEPTH = 8;

/** For the name of a function those that it can come to, itself first, in the order in which they are met; helpers of the model and what only reads are left out. */
export function pathsIn(kernel: KernelTree): (name: string) => readonly Func[] {
  const calls = new Calls(new FunctionValues(kernel));
  const { functions } = new KernelNames(kernel);
  return (name) => {
    const [met, depths] = [new Map<string, Func>(), new Map<string, number>()];
    const visit = (callee: string, depth: number): void => {
      const variants = functions.get(callee) ?? [];
      if (variants.length === 0 || depth > DEPTH || (depths.get(callee) ?? Infinity) <= depth) return;
      depths.set(callee, depth);
      if (!met.has(callee)) met.set(callee, variants[0]!);
      for (const variant of variants) for (const site of calls.in(variant)) visit(site.callee, depth + 1);
    };
    visit(name, 1);
    return [...met.values()].filter(({ kind, doc }) => kind !== 'pure' && !functionDoc(doc).isOurs);
  };
}
