import type { Report } from '../report';
import type { KernelTree, Routine } from '../tree';
import { throughGate } from './live';

/** What the compiler says of each task: that of its process, that of the task that forks it, and whether another one may kill it. */
const processProperties = ['leader', 'parent', 'killable'];

type Named = Pick<Routine, 'name' | 'source' | 'span'> & { readonly gate?: Routine['gate'] };

/** One name means one thing: types, values, and what runs are separate kinds of names. `isOwn`: whether it is declared here, and not in a kernel beneath. */
export function checkUniqueNames(tree: KernelTree, isOwn: (item: Named) => boolean, report: Report): void {
  const { enums, objects, constants, functionTypes, operations, tables, globals, locks, functions, agents, invariants } = tree;
  const refuse = (items: readonly Named[]): void => refuseDuplicates(items, isOwn, report);
  refuse([...enums, ...objects, ...functionTypes, ...operations]);
  refuse([...constants, ...globals, ...locks, ...tables.map(({ gate: _, ...table }) => table)]);
  const firstForms = new Map<string, Named>();
  for (const func of functions) if (!firstForms.has(func.name)) firstForms.set(func.name, func);
  refuse([...agents, ...firstForms.values()]);
  refuse(invariants);
  for (const [index, object] of objects.entries()) {
    const before = object.declares && objects.slice(0, index).find(({ declares }) => declares === object.declares);
    if (before) report.error(object.source, object.span, `\`${before.name}\` already declares \`${object.declares}\``);
    if (object.declares !== 'process') continue;
    const needed = object.params.find((param) => !param.default && !processProperties.includes(param.name));
    if (needed) report.error(object.source, needed.span, `a process has the properties \`leader\`, \`parent\` and \`killable\`: \`${needed.name}\` needs a default value`);
  }
}

function refuseDuplicates(items: readonly Named[], isOwn: (item: Named) => boolean, report: Report): void {
  const seen = new Map<string, Named[]>();
  for (const item of items) {
    const others = seen.get(item.name) ?? [];
    const clashing = others.find((other) => throughGate(other.gate ?? {}) & throughGate(item.gate ?? {}) & ~overlapIgnored(other, item));
    if (clashing) {
      // The kernel beneath was there before.
      const [second, first] = isOwn(item) || !isOwn(clashing) ? [item, clashing] : [clashing, item];
      report.error(second.source, second.span, `\`${item.name}\` is already declared in ${first.source}:${first.span[0] + 1}`);
    }
    seen.set(item.name, [...others, item]);
  }
}

/** Agents of one name and disjoint gates are one agent that changed. */
function overlapIgnored(a: Named, b: Named): number {
  const since = Math.max(a.gate?.since ?? 0, b.gate?.since ?? 0);
  const until = Math.min(a.gate?.until ?? Infinity, b.gate?.until ?? Infinity);
  return since >= until ? -1 : 0;
}
