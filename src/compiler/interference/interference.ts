// The analysis of interference: from the local state graphs of all tasks, what the event of each local state touches of what others
// touch, too, and the guards of its transitions, numbered and as sets of bits.
import type { Parts } from '../codegen/parts';
import type { State } from '../program';
import { AbstractOps } from './abstract-ops';
import { TooHard } from './abstract-values';
import { bitSet, type BitSet } from '../bit-set';
import { LocalGraphs, type AbstractState, type AbstractTransition } from './local-graphs';
import { Conjuncts } from './conjuncts';
import type { Guard, Interference } from '../local-state';
import type { ValueSet } from './value-sets';

/** Undefined for a program that is too hard to analyse. `initial`: the state before the first event. */
export function interference(parts: Parts, initial: State): Interference | undefined {
  try {
    return analysed(parts, initial);
  } catch (error) {
    if (error instanceof TooHard) return undefined;
    throw error;
  }
}

function analysed(parts: Parts, initial: State): Interference {
  const graphs = LocalGraphs.of(parts, initial);
  const { memory } = graphs;
  const conjuncts = new Conjuncts(memory, new AbstractOps(memory), parts.invariants.map(({ ops }) => ops));
  const bits = sharedCells(graphs);
  const cells = (of: Iterable<number>): BitSet => bitSet(bits.size, [...of].flatMap((cell) => bits.get(cell) ?? []));
  const guards = new Guards(graphs);
  const transitionOf = ({ end, needs, stores, tests, accesses: { reads, writes, increments, decrements, slots } }: AbstractTransition) => {
    return {
      reads: cells([...reads, ...[...slots].flatMap((slot) => memory.cellsOf(slot))]),
      tests: bitSet(guards.all.length, guards.needed(new Map([...needs].filter(([slot]) => tests.has(slot))))),
      falsifies: bitSet(guards.all.length, guards.falsifiedBy(stores)), writes: cells(writes), increments: cells(increments), decrements: cells(decrements),
      end, guards: guards.needed(needs), enables: bitSet(guards.all.length, guards.enabledBy(stores)),
      stores: [...stores].map(([slot, values]) => ({
        slot, values, cells: cells(memory.cellsOf(slot).filter((cell) => writes.has(cell))),
        falsifies: bitSet(guards.all.length, guards.falsifiedBy(new Map([[slot, values]]))), isVisible: conjuncts.isVisible(slot),
        isWhole: memory.cellsOf(slot).every((cell) => writes.has(cell)),
      })),
    };
  };
  return {
    cells: bits.size, guards: guards.all,
    tasks: graphs.tasks.map((states) => states.map(({ pc, transitions }) => ({ pc, transitions: transitions.map(transitionOf) }))),
    localState: localStateFinder(parts, graphs),
    conjuncts: conjuncts.all, conjunctsOn: (slot) => conjuncts.conjunctsOn(slot),
  };
}

/** What transitions need, each guard once. */
class Guards {
  readonly all: Guard[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #of = new Map<number, number[]>();

  constructor({ tasks, memory }: LocalGraphs) {
    for (const { needs } of tasks.flat().flatMap(({ transitions }) => transitions)) {
      for (const [slot, values] of needs) {
        const possible = memory.at(slot);
        if (values === 'any' || (possible !== 'any' && possible.every((value) => values.includes(value)))) continue;
        const key = `${slot}=${String(values)}`;
        if (this.#byKey.has(key)) continue;
        this.#byKey.set(key, this.all.length);
        this.#of.set(slot, [...this.#of.get(slot) ?? [], this.all.length]);
        this.all.push({ slot, values });
      }
    }
  }

  needed(needs: ReadonlyMap<number, ValueSet>): number[] {
    return [...needs].flatMap(([slot, values]) => this.#byKey.get(`${slot}=${String(values)}`) ?? []);
  }

  enabledBy(stores: ReadonlyMap<number, ValueSet>): number[] {
    return [...stores].flatMap(([slot, stored]) => (this.#of.get(slot) ?? []).filter((guard) =>
      stored === 'any' || this.all[guard]!.values.some((value) => stored.includes(value))));
  }

  falsifiedBy(stores: ReadonlyMap<number, ValueSet>): number[] {
    return [...stores].flatMap(([slot, stored]) => (this.#of.get(slot) ?? []).filter((guard) =>
      stored === 'any' || stored.some((value) => !this.all[guard]!.values.includes(value))));
  }
}

/** The cells that two tasks touch and one of them changes, numbered. */
function sharedCells({ tasks, memory }: LocalGraphs): Map<number, number> {
  const touching = new Map<number, Set<number>>();
  const changed = new Set<number>();
  for (const { task, transitions } of tasks.flat()) {
    for (const { accesses: { reads, writes, increments, decrements, slots } } of transitions) {
      const whole = [...slots].flatMap((slot) => memory.cellsOf(slot));
      for (const cell of [...reads, ...whole, ...writes, ...increments, ...decrements]) {
        let known = touching.get(cell);
        if (!known) touching.set(cell, known = new Set());
        known.add(task);
      }
      for (const cell of [...writes, ...increments, ...decrements]) changed.add(cell);
    }
  }
  const shared = [...touching].filter(([cell, by]) => by.size > 1 && changed.has(cell));
  return new Map(shared.map(([cell], bit) => [cell, bit]));
}

/** Finds the local state of a task, by its program counter and the locals that tell those with the same one apart. */
function localStateFinder({ layout, codes }: Parts, graphs: LocalGraphs): (state: State, task: number) => number {
  const byCounter = codes.map((code, task) => code.locations.map((_, pc) => {
    const slots = graphs.offsets(task, pc).map((offset) => layout.areas[task]! + offset);
    const states = graphs.tasks[task]!.filter((each) => each.pc === pc);
    const keyed = slots.filter((slot) => new Set(states.map((each) => String(each.locals[slot - layout.areas[task]!]))).size > 1);
    const valueOf = (each: AbstractState, slot: number): number => (each.locals[slot - layout.areas[task]!] as readonly number[])[0]!;
    const least = keyed.map((slot) => Math.min(...states.map((each) => valueOf(each, slot))));
    const sizes = keyed.map((slot, at) => Math.max(...states.map((each) => valueOf(each, slot))) - least[at]! + 1);
    const indices = new Map(states.map((each) => [keyed.reduce((key, slot, at) => key * sizes[at]! + valueOf(each, slot) - least[at]!, 0), each.index]));
    return { keyed: Int32Array.from(keyed), least, sizes, indices, first: states[0]?.index ?? -1 };
  }));
  return (state, task) => {
    const { keyed, least, sizes, indices, first } = byCounter[task]![state[layout.pcs[task]!]!]!;
    if (keyed.length === 0) return first;
    let key = 0;
    for (let at = 0; at < keyed.length; at++) key = key * sizes[at]! + state[keyed[at]!]! - least[at]!;
    return indices.get(key) ?? -1;
  };
}

