// All workloads, the smallest first. The size is the sum of calls, processes, blocks of the device and files; of one size, those with the fewest calls come first,
// then those with the fewest processes, blocks and files. A call that does alone what another one does to the same files is a variant of it, and counts twice.
// Invariant: of workloads that are the same up to the names of processes and files one is made, once.
import { callsAfter } from './calls';
import type { CallSignature } from './signatures';
import { filesOf, renameFiles, type Chain, type Workload } from './workload';
import { chainText } from './workload-text';

/** How far to go. */
export interface Extent {
  readonly maxCalls: number;
  readonly maxProcesses: number;
  /** Of the device. */
  readonly maxBlocks: number;
  readonly maxFiles: number;
}

/** What a chain does when nobody else does anything. */
export interface Alone {
  /** Every call of it has returned, and not an error. */
  readonly succeeds: boolean;
  /** The events: in which functions, and which fields they touch. */
  readonly trace: string;
  /** How many of the events change something, wait for something or assert something. */
  readonly effects: number;
  /** Paths of the fields that are touched; of an object that another process may make, `others.` its type and the field. */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Fields of objects that the process makes itself, as `reads` of another one call them. */
  readonly own: ReadonlySet<string>;
}

/** Tries a chain with no other, on files of these sizes. */
export type DryRun = (files: readonly number[], chain: Chain) => Alone;

/** Of the extent, all that can race: every chain succeeds alone, and each of them has something to do with another one. `onSize`: told of each size that begins, and of the largest that there is. */
export function* compose(
  signatures: readonly CallSignature[], extent: Extent, dryRun: DryRun, onSize?: (size: number, most: number) => void,
): Generator<Workload, void, void> {
  const { maxCalls, maxProcesses, maxBlocks, maxFiles } = extent;
  const made = new Map<string, Chains>();
  const chainsOver = (files: readonly number[]): Chains => {
    const key = files.join();
    const chains = made.get(key) ?? new Chains(signatures, files, dryRun);
    made.set(key, chains);
    return chains;
  };
  const least = Math.min(LEAST_PROCESSES, maxProcesses);
  const most = VARIANT * maxCalls + maxProcesses + maxBlocks + maxFiles;
  for (let size = SMALLEST; size <= most; size++) {
    onSize?.(size, most);
    for (let weight = 1; weight <= VARIANT * maxCalls; weight++) {
      for (let processes = least; processes <= Math.min(weight, maxProcesses); processes++) {
        for (let blocks = 1; blocks <= maxBlocks; blocks++) {
          const files = size - weight - processes - blocks;
          if (files < 1 || files > maxFiles) continue;
          for (const sizes of filesOn(blocks, files)) yield* workloads(chainsOver(sizes), weight, processes, maxCalls);
        }
      }
    }
  }
}

/** A call of a process, and a file. */
const SMALLEST = 3;

/** What one process does alone is among what it does beside another one. */
const LEAST_PROCESSES = 2;

/** The blocks of each file on a device of which no block is free at the beginning; of one block that may be free. */
function filesOn(blocks: number, files: number): number[][] {
  return [...partitions(blocks, files, blocks, 0), ...(blocks === 1 ? partitions(0, files, 0, 0) : [])];
}

/** What a variant of another call counts; a call counts 1. */
const VARIANT = 2;

/** The chains over some files, by weight: what their calls count. */
class Chains {
  readonly #byWeight: Chain[][] = [[[]]];
  readonly #following = new Map<Chain, readonly { readonly chain: Chain; readonly weight: number }[]>();

  constructor(private readonly signatures: readonly CallSignature[], readonly files: readonly number[], private readonly dryRun: DryRun) {}

  /** Those that succeed, of up to `most` calls. */
  of(weight: number, most: number): readonly Chain[] {
    return this.#byWeight[weight] ??= Array.from({ length: Math.min(weight, VARIANT) }, (_, i) => i + 1).flatMap((last) => this.of(weight - last, most)
      .filter((chain) => chain.length < most)
      .flatMap((chain) => this.#after(chain).flatMap((next) => (next.weight === last ? [next.chain] : []))));
  }

  alone(chain: Chain): Alone {
    return this.dryRun(this.files, chain);
  }

  /** Those with one call more, and what that counts. A call that has no effect alone adds nothing. */
  #after(chain: Chain): readonly { readonly chain: Chain; readonly weight: number }[] {
    const known = this.#following.get(chain);
    if (known) return known;
    const effects = chain.length > 0 ? this.alone(chain).effects : 0;
    const traces = new Set<string>();
    const following = callsAfter(chain, this.signatures, this.files).map((call) => [...chain, call]).flatMap((next) => {
      const alone = this.alone(next);
      if (!alone.succeeds || alone.effects <= effects) return [];
      const what = `${filesOf(next.slice(-1)).join()} ${alone.trace}`;
      const weight = traces.has(what) ? VARIANT : 1;
      traces.add(what);
      return [{ chain: next, weight }];
    });
    this.#following.set(chain, following);
    return following;
  }
}

function* workloads(chains: Chains, weight: number, processes: number, maxCalls: number): Generator<Workload, void, void> {
  const { files } = chains;
  for (const weights of partitions(weight, processes, weight, 1)) {
    for (const chosen of multisets(weights, chains, maxCalls)) {
      const named = new Set(chosen.flatMap(filesOf));
      if (chosen.flat().length <= maxCalls && named.size === files.length && isCanonical(chosen, files) && canMeet(chosen, chains)) yield { files, chains: chosen };
    }
  }
}

/** One chain of each weight; of equal weights in the order of the list, since processes have no order. */
function* multisets(weights: readonly number[], chains: Chains, maxCalls: number, from = 0, before: readonly Chain[] = []): Generator<readonly Chain[], void, void> {
  const [weight, next] = weights;
  if (weight === undefined) return yield before;
  const all = chains.of(weight, maxCalls);
  for (let at = from; at < all.length; at++) yield* multisets(weights.slice(1), chains, maxCalls, next === weight ? at : 0, [...before, all[at]!]);
}

/** Of all that permutations of files of one size make of it, it is the first. */
function isCanonical(chains: readonly Chain[], files: readonly number[]): boolean {
  const form = (order: readonly number[]): string => chains.map((chain) => chainText(renameFiles(chain, order))).sort().join('\n');
  const own = form(files.map((_, i) => i));
  return permutations(files.map((_, i) => i)).every((order) => !order.every((to, i) => files[to] === files[i]) || own <= form(order));
}

/** Each process touches something that another one changes. */
function canMeet(chosen: readonly Chain[], chains: Chains): boolean {
  const alone = chosen.map((chain) => chains.alone(chain));
  const meet = (one: Alone, other: Alone): boolean => [...one.writes].some((path) => other.writes.has(path) || other.reads.has(path)) || [...one.own].some((path) => other.reads.has(path));
  return alone.length < 2 || alone.every((one, i) => alone.some((other, j) => i !== j && (meet(one, other) || meet(other, one))));
}

/** A number as a sum of so many parts, none larger than the one before nor smaller than `least`. */
export function partitions(sum: number, parts: number, most: number, least: number): number[][] {
  if (parts === 0) return sum === 0 ? [[]] : [];
  const all: number[][] = [];
  for (let first = Math.min(sum, most); first >= least; first--) {
    for (const rest of partitions(sum - first, parts - 1, first, least)) all.push([first, ...rest]);
  }
  return all;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
