// What a search of a scenario on a kernel version reads, as text: with equal texts it finds the same. That is what the compiler reaches from the
// processes, agents and properties: of overlays the functions that can be called, of the packaged kernel (which the caller names) which of its functions
// can be, and on which side of the version each of their conditions lies.
// Invariant: too much in it costs a search; too little would show a verdict of another program. So whatever is not a function counts as read.
import { versionChangesIn } from '../../language/alike';
import { extendKernel } from '../../language/extend-kernel';
import { AFTER_CALL, AT_END, BEGIN, CLONE } from '../../language/kernel-hooks';
import { LruMap } from '../../language/lru-map';
import type { Func, KernelTree, OperationsTable, Routine, ScenarioTree, Version } from '../../language/tree';
import { admits } from '../../language/versions';
import { canonical } from './canonical';

const HOOKS = [AFTER_CALL, AT_END, CLONE, BEGIN];

/** Sets of names of some scenarios, on all versions. */
const MOST_REACHED = 500;

/** What can be called. */
interface Reached {
  readonly functions: readonly Func[];
  readonly tables: readonly OperationsTable[];
}

export class ProgramReads {
  /** Of scenarios that add nothing to the packaged kernel. */
  readonly #reached = new LruMap<string, string>(MOST_REACHED);

  readonly #extended = new WeakMap<KernelTree, KernelTree>();

  /** `kernel`: the packaged one. */
  constructor(private readonly kernel: KernelTree) {}

  textOf(tree: ScenarioTree, version: Version): string {
    const { declarations, processes, asserts, reaches, auxiliaries, additions } = tree;
    const own = Object.values(additions).some((part: readonly unknown[]) => part.length > 0);
    const parts = [...declarations, ...processes, ...auxiliaries];
    const properties = [...asserts, ...reaches];
    const names = new Set([...HOOKS, ...parts.flatMap((part) => [...canonical(part).names]), ...properties.flatMap((part) => [...canonical(part, true).names])]);
    const said = [...parts.map((part) => canonical(part).text), '|', ...properties.map((part) => canonical(part, true).text)];
    const conditions = (): string => sidesOf([...parts, ...properties], version);
    if (own) return [...said, conditions(), this.#additionsText(additions, names, version)].join('\n');
    return [...said, conditions(), this.#reached.get(`${version} ${[...names].sort().join(' ')}`, () => this.#kernelText(this.kernel, names, version))].join('\n');
  }

  #additionsText(additions: KernelTree, names: ReadonlySet<string>, version: Version): string {
    let kernel = this.#extended.get(additions);
    if (!kernel) this.#extended.set(additions, kernel = extendKernel(this.kernel, additions));
    const { functions } = this.#reach(kernel, names, version);
    const added = new Set(additions.functions);
    const { functions: _, invariants, ...others } = additions;
    const rest = [...Object.values(others).flat(), ...functions.filter((func) => added.has(func))];
    return [
      this.#kernelText(kernel, names, version, added), ...rest.map((part: object) => canonical(part).text), ...invariants.map((part) => canonical(part, true).text),
    ].join('\n');
  }

  /** Which functions of the packaged kernel there are, and what their conditions say. `added`: those of other sources. */
  #kernelText(kernel: KernelTree, names: ReadonlySet<string>, version: Version, added: ReadonlySet<Func> = new Set()): string {
    const { functions, tables } = this.#reach(kernel, names, version);
    const packaged = functions.filter((func) => !added.has(func)).map(({ source, span, name }) => `${name}@${source}:${span[0]}`).sort();
    return [...packaged, sidesOf([...partsOf(kernel).rest, ...functions, ...tables], version)].join(' ');
  }

  #reach(kernel: KernelTree, names: ReadonlySet<string>, version: Version): Reached {
    const { named, roots } = partsOf(kernel);
    const found = new Set<Named>();
    const [seen, waiting] = [new Set<string>(), [...names]];
    for (const part of roots) if (!('gate' in part) || admits((part as Routine).gate, version)) waiting.push(...canonical(part).names);
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const part of named.get(name) ?? []) {
        if (!admits(part.gate, version)) continue;
        found.add(part);
        waiting.push(...canonical(part).names);
      }
    }
    return { functions: [...found].filter((part): part is Func => 'body' in part), tables: [...found].filter((part): part is OperationsTable => !('body' in part)) };
  }
}

type Named = Func | OperationsTable;

/** What of a kernel does not depend on the version: worked out once for it. */
interface Parts {
  readonly named: ReadonlyMap<string, readonly Named[]>;
  readonly roots: readonly object[];
  /** What is there whatever is called. Constants are in what uses them. */
  readonly rest: readonly object[];
}

const known = new WeakMap<KernelTree, Parts>();

function partsOf(kernel: KernelTree): Parts {
  let parts = known.get(kernel);
  if (!parts) {
    const roots = rootsOf(kernel);
    known.set(kernel, parts = { named: byName<Named>([...kernel.functions, ...kernel.tables]), roots, rest: [{ parts: roots }] });
  }
  return parts;
}

/** All that is there whatever is called. */
function rootsOf({ objects, extensions, globals, agents, invariants, boot, functionTypes, operations }: KernelTree): readonly object[] {
  return [...objects, ...extensions, ...globals, ...agents, ...invariants, ...boot, ...functionTypes, ...operations];
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const part of parts) {
    const others = found.get(part.name);
    if (others) others.push(part);
    else found.set(part.name, [part]);
  }
  return found;
}

/** Of each version at which something in the parts begins, ends or is decided: whether this one comes after it. */
function sidesOf(parts: readonly object[], version: Version): string {
  const changes = new Set<Version>();
  for (const part of parts) for (const change of versionChangesIn(part)) changes.add(change);
  return [...changes].sort((one, other) => one - other).map((change) => (version >= change ? `+${change}` : `-${change}`)).join(' ');
}
