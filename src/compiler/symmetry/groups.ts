// Finds the tasks that can be exchanged. Two tasks that are alike name different objects; exchanging these has to leave
// everything else as it is: the code of all other tasks, pure functions and invariants, what is fixed, and the state after boot.
// Ip and Dill ("Better Verification through Symmetry") let authors declare such types as scalarsets, and restrict what can be done
// with their values. Here nobody declares anything: candidates are found by comparing code, and then checked against all
// code, as SymmExtractor does for Promela (Donaldson and Miller, "Automatic Symmetry Detection for Model Checking Using Computational Group
// Theory", FM 2005). Only groups are looked for in which any two members can be exchanged.
// Invariant: each exchange is an automorphism of the state graph. Where that is in doubt, there is no group.
import { FAILED_SLOT } from '../codegen/layout';
import { instanceName } from '../lowering/instance-names';
import type { Parts } from '../codegen/parts';
import type { NamingSlot, Symmetry, TaskGroup } from '../analyses';
import type { State } from '../state';
import { Code } from './code';
import type { Fingerprint } from './fingerprint';
import { fixedDifference } from './fixed-parts';
import { localNames } from './local-names';
import { permute } from './permute';
import { Renaming } from './renaming';
import { wideSets } from '../set-words';

/** The type name under which assertions count as objects. */
const FAILED = 'failed assertion';

/** Members so far, and what the first one exchanges with each of the others. */
interface Candidate {
  readonly tasks: number[];
  readonly renamings: Renaming[];
}

/** The groups of tasks that can be exchanged, and why others that are alike cannot. `initial`: the state before the first event. */
export function findSymmetry(parts: Parts, initial: State): Symmetry {
  const sizes = parts.tasks.flatMap(({ kind, graph }) => (kind === 'process' ? [graph.nodes.length] : []));
  // Comparing all code takes longer than many a search, so first what is cheap to compare.
  if (new Set(sizes).size === sizes.length) return { groups: [], refusals: [], counters: parts.layout.pcs, fields: [], locals: () => [] };
  return new Finder(parts, initial).find();
}

class Finder {
  readonly #code: Code;
  readonly #refusals: string[] = [];
  /** By task: the locals that name objects where it rests at a node. */
  readonly #locals: readonly ReturnType<typeof localNames>[];

  constructor(private readonly parts: Parts, private readonly initial: State) {
    this.#code = new Code(parts);
    this.#locals = parts.tasks.map(({ graph }) => localNames(graph));
  }

  find(): Symmetry {
    const candidates: Candidate[] = [];
    for (const [task, { kind }] of this.parts.tasks.entries()) {
      if (kind !== 'process') continue;
      const alike = candidates.filter(({ tasks: [first] }) => this.#code.tasks[first!]!.text === this.#code.tasks[task]!.text);
      if (!alike.some((candidate) => this.#join(candidate, task))) candidates.push({ tasks: [task], renamings: [] });
    }
    return this.#symmetry(candidates.filter(({ tasks }) => tasks.length > 1).map((candidate) => this.#group(candidate)));
  }

  #join(candidate: Candidate, task: number): boolean {
    const first = candidate.tasks[0]!;
    const renaming = new Renaming(this.parts.world);
    const obstacle = this.#pair(renaming, first, task) ?? this.#obstacle(renaming, first, task) ?? differenceFrom(candidate, renaming)
      ?? this.#bootDifference({ tasks: [first, task], renamings: [renaming] });
    if (obstacle === undefined) {
      candidate.tasks.push(task);
      candidate.renamings.push(renaming);
      return true;
    }
    this.#refusals.push(`${this.#name(first)} and ${this.#name(task)} are alike, but cannot be exchanged: ${obstacle}`);
    return false;
  }

  /** Exchanges what the two name at corresponding points of their code. */
  #pair(renaming: Renaming, first: number, second: number): string | undefined {
    const { tasks, kernel } = this.parts;
    const type = kernel.objects.find(({ declares }) => declares === 'process')!.name;
    const mine = this.#code.tasks[first]!;
    const theirs = this.#code.tasks[second]!;
    const pairs = [
      [type, tasks[first]!.object, tasks[second]!.object] as const,
      ...mine.constants.flatMap(({ type: named, value }, at) => (named.kind === 'object' ? [[named.name, value, theirs.constants[at]!.value] as const] : [])),
      ...mine.assertions.map((assertion, at) => [FAILED, assertion + 1, theirs.assertions[at]! + 1] as const),
    ];
    for (const [name, one, other] of pairs) {
      const conflict = one === other ? undefined : renaming.exchange(name, one, other);
      if (conflict !== undefined) return conflict;
    }
    return undefined;
  }

  /** What the exchange would change. */
  #obstacle(renaming: Renaming, first: number, second: number): string | undefined {
    const { world, kernel } = this.parts;
    const wide = wideSets(kernel, world).find((type) => renaming.renames(type));
    if (wide !== undefined) return `there are sets of ${wide}, and ${world.pool(wide).length} of them`;
    const code = [
      ...this.#code.tasks.map((mine, task) => ({ name: this.#name(task), mine, theirs: this.#code.tasks[task === first ? second : task === second ? first : task]! })),
      ...this.#code.common.map(({ name, fingerprint }) => ({ name, mine: fingerprint, theirs: fingerprint })),
    ];
    for (const { name, mine, theirs } of code) {
      const named = this.#changedName(renaming, mine, theirs);
      if (named !== undefined) return `${name} names ${named}`;
    }
    const loop = this.#code.orderedLoop((type) => renaming.renames(type));
    return loop ? `${loop.position} goes over all ${loop.type} in one order` : fixedDifference(world, renaming);
  }

  /** An object named in `mine` that the exchange does not make into what is named in `theirs`. */
  #changedName(renaming: Renaming, mine: Fingerprint, theirs: Fingerprint): string | undefined {
    const at = mine.constants.findIndex(({ type, value }, index) => renaming.value(value, type) !== theirs.constants[index]!.value);
    if (at < 0) return undefined;
    const { type, value } = mine.constants[at]!;
    const instance = type.kind === 'object' ? this.parts.world.instance(type.name, value) : undefined;
    return instance ? instanceName(this.parts.world, instance) : 'a set of them';
  }

  #bootDifference(candidate: Candidate): string | undefined {
    const group = this.#group(candidate);
    const exchanged = permute(this.#symmetry([group]), group, [1, 0], this.initial);
    const slot = exchanged.findIndex((value, at) => value !== this.initial[at]);
    return slot < 0 ? undefined : `${this.parts.layout.slots[slot]!.path} would be another before the first event`;
  }

  #name(task: number): string {
    return this.parts.tasks[task]!.name;
  }

  #group({ tasks, renamings }: Candidate): TaskGroup {
    const { layout: { pcs, areas, pools }, tasks: lowered } = this.parts;
    const lists = [renamings[0]!.mine, ...renamings.map(({ theirs }) => theirs)];
    return {
      members: tasks.map((task, member) => ({
        task, objects: lists[member]!,
        slots: [
          pcs[task]!, ...range(areas[task]!, lowered[task]!.graph.area),
          ...lists[member]!.flatMap(({ type, id }) => {
            const pool = pools.get(type);
            return pool ? range(pool.base + (id - 1) * pool.stride, pool.stride) : [];
          }),
        ],
      })),
    };
  }

  #symmetry(groups: readonly TaskGroup[]): Symmetry {
    const { layout: { slots, pcs, areas }, tasks, codes } = this.parts;
    const renamed = new Set(groups.flatMap(({ members }) => members[0]!.objects.map(({ type }) => type)));
    const fields = slots.flatMap(({ type, field }, slot): NamingSlot[] => (
      field && (type.kind === 'object' || type.kind === 'set') && renamed.has(type.name) ? [{ slot, type: type.name, isSet: type.kind === 'set' }] : []));
    if (renamed.has(FAILED)) fields.push({ slot: FAILED_SLOT, type: FAILED, isSet: false });
    const known = tasks.map((): (readonly NamingSlot[])[] => []);
    return {
      groups, fields, counters: pcs, refusals: this.#refusals,
      locals: (task, pc) => (known[task]![pc] ??= this.#locals[task]!(codes[task]!.locations[pc]!)
        .flatMap(({ offset, type: { kind, name } }) => (renamed.has(name) ? [{ slot: areas[task]! + offset, type: name, isSet: kind === 'set' }] : []))),
    };
  }
}

/** What keeps a task out of a group: every member exchanges the same of the first one's objects, for objects that no other member has. */
function differenceFrom({ renamings }: Candidate, renaming: Renaming): string | undefined {
  const key = ({ type, id }: { type: string; id: number }): string => `${type} ${id}`;
  const [known] = renamings;
  if (known && String(known.mine.map(key)) !== String(renaming.mine.map(key))) return 'others of the kind exchange other objects';
  const taken = new Set(renamings.flatMap(({ theirs }) => theirs.map(key)));
  return renaming.theirs.some((each) => taken.has(key(each))) ? 'it shares an object with another one of the kind' : undefined;
}

function range(from: number, length: number): number[] {
  return Array.from({ length }, (_, index) => from + index);
}
