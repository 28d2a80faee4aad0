// Where each task can be, by itself: its program counters with the values of its locals, and what its event may do there to what tasks
// share, if that can hold whatever any task may ever have stored. This is thread-modular abstract interpretation with interferences
// (Miné, "Static Analysis of Run-Time Errors in Embedded Critical Parallel C Programs", ESOP 2011): tasks know of each other only the
// values that each stores in shared slots (memory.ts), and all are analysed again until no more values come.
// Invariant: every state that the program can reach is, for each task, one of its local states; what the event of a task
// touches there, and the local states that it leads to, are among those noted. (Proof: by induction over events. Values in
// shared slots are in the memory's sets; locals are followed exactly, or are known to be anything.)
import type { TaskCode } from '../codegen/task-code';
import type { Node } from '../ir';
import type { Parts } from '../codegen/parts';
import { AbstractOps } from './abstract-ops';
import { TooHard } from './abstract-values';
import { Accesses, Env } from './env';
import { Memory } from './memory';
import { only, single, union, type ValueSet } from './value-sets';

/** Local states with one program counter; with more, the locals are not told apart there. */
const MOST_AT_A_PC = 256;

/** A local state of a task, with what its locals may hold. */
export interface AbstractState {
  readonly task: number;
  readonly index: number;
  readonly pc: number;
  readonly locals: readonly ValueSet[];
  /** The paths that its event can take. */
  transitions: AbstractTransition[];
}

/** Where an event may lead, and what it touches then. */
export interface AbstractTransition {
  /** The index of the local state that it leads to; -1 if the model fails. */
  readonly end: number;
  /** Where shared slots hold none of these values before the event, it does not lead there. */
  readonly needs: ReadonlyMap<number, ValueSet>;
  /** What shared slots that it changes may hold afterwards. */
  readonly stores: ReadonlyMap<number, ValueSet>;
  readonly accesses: Accesses;
  /** The slots of which it only matters that they hold what is needed. */
  readonly tests: Set<number>;
}

/** Locals that may be anything and are not told apart, by task and program counter: a bit for each offset. */
type WidenedLocals = bigint[][];

/** More has been widened: the analysis begins anew. */
class Widened extends Error {}

export class LocalGraphs {
  readonly memory: Memory;
  readonly tasks: AbstractState[][];
  readonly #byKey: Map<string, AbstractState>[];
  readonly #countAt: number[][];
  readonly #pending = new Set<AbstractState>();
  readonly #readers: Set<AbstractState>[] = [];
  /** Slots that can hold more since the current exploration began. */
  readonly #grown = new Set<number>();
  readonly #ops: AbstractOps;

  /** Throws TooHard. */
  static of(parts: Parts, initial: Int32Array): LocalGraphs {
    const widened: WidenedLocals = parts.codes.map((code) => code.locations.map(() => 0n));
    for (;;) {
      try {
        return new LocalGraphs(parts, initial, widened);
      } catch (error) {
        if (!(error instanceof Widened)) throw error;
      }
    }
  }

  private constructor(private readonly parts: Parts, initial: Int32Array, private readonly widened: WidenedLocals) {
    this.memory = new Memory(parts, initial, (slot) => {
      this.#grown.add(slot);
      for (const reader of this.#readers[slot] ?? []) this.#pending.add(reader);
    });
    this.#ops = new AbstractOps(this.memory);
    this.tasks = parts.codes.map(() => []);
    this.#byKey = parts.codes.map(() => new Map());
    this.#countAt = parts.codes.map(() => []);
    parts.codes.forEach((code, task) => {
      const area = parts.layout.areas[task]!;
      const locals = Array.from({ length: parts.tasks[task]!.graph.area }, (_, offset) => single(initial[area + offset]!));
      this.#arrive(task, code, code.locations[initial[parts.layout.pcs[task]!]!]!, locals);
    });
    for (const state of this.#pending) {
      this.#pending.delete(state);
      this.#explore(state);
    }
  }

  /** The offsets of the locals that tell the local states with this program counter apart. */
  offsets(task: number, pc: number): number[] {
    const code = this.parts.codes[task]!;
    const live = code.live.before[code.locations[pc]!.id]! & ~this.widened[task]![pc]!;
    return Array.from({ length: this.parts.tasks[task]!.graph.area }, (_, offset) => offset).filter((offset) => (live >> BigInt(offset)) & 1n);
  }

  #explore(state: AbstractState): void {
    const code = this.parts.codes[state.task]!;
    const node = code.locations[state.pc]!;
    if (node.location?.ended) return;
    const asked = this.memory.asked = new Set();
    this.#grown.clear();
    this.#ops.failures = [];
    const env = new Env(new Map(), state.locals.slice());
    // A set of alternatives that is empty is nothing to go on with, as a condition that does not hold.
    const waits = node.location?.guard ?? node.location?.members;
    const begun = waits ? this.#ops.values.test(waits, env).yes : [env];
    const transitions = new Map<string, AbstractTransition>();
    const seen = new Set<string>();
    for (const each of begun) this.#follow(state.task, code, node, each, seen, transitions);
    for (const { needs, needsKey, accesses, tests } of this.#ops.failures) {
      const key = `fails|${needsKey}`;
      const known = transitions.get(key);
      if (known) known.accesses.add(accesses);
      else transitions.set(key, { end: -1, needs, stores: new Map(), tests: new Set(tests), accesses: new Accesses(new Set(accesses.reads), new Set(), new Set(), new Set(), new Set(accesses.slots)) });
    }
    state.transitions = [...transitions.values()];
    for (const slot of asked) {
      (this.#readers[slot] ??= new Set()).add(state);
      // Perhaps it was asked for before the event itself stored something new.
      if (this.#grown.has(slot)) this.#pending.add(state);
    }
  }

  /** Performs the node's operations, and what folds into the event after them. */
  #follow(task: number, code: TaskCode, node: Node, env: Env, seen: Set<string>, transitions: Map<string, AbstractTransition>): void {
    const go = (target: Node | undefined, end: Env): void => {
      if (!target) return;
      if (target.location) {
        const { needs, needsKey, stores, accesses, tests } = end;
        const index = this.#arrive(task, code, target, end.locals);
        const key = `${index}|${needsKey}`;
        const known = transitions.get(key);
        if (!known) transitions.set(key, { end: index, needs: new Map(needs), stores: new Map(stores), tests: new Set(tests), accesses: accesses.copy() });
        else {
          known.accesses.add(accesses);
          for (const slot of tests) known.tests.add(slot);
          for (const [slot, values] of stores) (known.stores as Map<number, ValueSet>).set(slot, union(known.stores.get(slot) ?? [], values));
        }
        return;
      }
      const key = `${target.id}/${end.key}/${end.needsKey}`;
      if (seen.has(key)) return;
      if (seen.size > 10_000) throw new TooHard('local computation');
      seen.add(key);
      this.#follow(task, code, target, end, seen, transitions);
    };
    for (const end of this.#ops.run(node.ops, [env])) {
      if (node.options) for (const option of node.options) go(option, end.copy());
      else if (node.branch) {
        const { yes, no } = this.#ops.values.test(node.branch.condition, end);
        for (const each of yes) go(node.branch.then, each);
        for (const each of no) go(node.branch.else, each);
      } else go(node.next, end);
    }
  }

  #arrive(task: number, code: TaskCode, node: Node, values: readonly ValueSet[]): number {
    const pc = code.locations.indexOf(node);
    const live = code.live.before[node.id]!;
    const widened = this.widened[task]!;
    const locals = values.map((value, offset): ValueSet => {
      const bit = 1n << BigInt(offset);
      if (!(live & bit)) return single(0);
      if (widened[pc]! & bit) return 'any';
      if (only(value) === undefined) {
        widened[pc]! |= bit;
        throw new Widened();
      }
      return value;
    });
    const key = `${pc}:${locals.join()}`;
    const known = this.#byKey[task]!.get(key);
    if (known) return known.index;
    const count = this.#countAt[task]![pc] = (this.#countAt[task]![pc] ?? 0) + 1;
    if (count > MOST_AT_A_PC) {
      widened[pc] = live;
      throw new Widened();
    }
    const state: AbstractState = { task, pc, locals, index: this.tasks[task]!.length, transitions: [] };
    this.#byKey[task]!.set(key, state);
    this.tasks[task]!.push(state);
    this.#pending.add(state);
    return state.index;
  }
}
