// The loop of a lasso: a short cycle through a fair component that is fair by itself, made by walking to what fairness still demands.
import { unpackChoice } from '../../machine/execution/choice';
import type { Starvation } from './starvation';

/** The packed choices of a cycle that begins and ends in the state, in which every task moves that is enabled somewhere on it. */
export function fairCycle(starvation: Starvation, start: number): number[] {
  return new CycleBuilder(starvation, start).build();
}

/** Walks on to the nearest event that is still owed, until none is, and then home. */
class CycleBuilder {
  readonly #cycle: number[] = [];
  #at: number;
  #enabled: number;
  #moved = 0;
  /** The edges of decisions that were made on the way, and those taken. */
  readonly #owed = new Set<number>();
  readonly #taken = new Set<number>();

  constructor(private readonly starvation: Starvation, private readonly start: number) {
    this.#at = start;
    this.#enabled = starvation.part.enabled[start]!;
  }

  build(): number[] {
    do {
      if (this.#owes()) this.#walk((edge, task) => this.#isOwed(edge, task));
      else this.#walk((_, __, target) => target === this.start);
    } while (this.#owes() || this.#at !== this.start);
    return this.#cycle;
  }

  #isOwed(edge: number, task: number): boolean {
    return (this.#enabled & ~this.#moved & 1 << task) !== 0 || (this.#owed.has(edge) && !this.#taken.has(edge));
  }

  #owes(): boolean {
    return (this.#enabled & ~this.#moved) !== 0 || this.#owed.size > this.#taken.size;
  }

  /** Goes the shortest way to an edge that is wanted, and along it. */
  #walk(isWanted: (edge: number, task: number, target: number) => boolean): void {
    const { starvation } = this;
    const origins = new Map<number, { edge: number; from: number } | undefined>([[this.#at, undefined]]);
    for (const state of origins.keys()) {
      let last: number | undefined;
      starvation.edges(state, (edge, task, target) => {
        if (last === undefined && isWanted(edge, task, target)) last = edge;
        else if (!origins.has(target)) origins.set(target, { edge, from: state });
      });
      if (last === undefined) continue;
      const edges = [last];
      for (let origin = origins.get(state); origin; origin = origins.get(origin.from)) edges.push(origin.edge);
      edges.reverse().forEach((edge) => this.#go(edge));
      return;
    }
    throw new Error('a component is connected');
  }

  #go(edge: number): void {
    const { part } = this.starvation;
    const { task } = unpackChoice(part.choices[edge]!);
    this.#moved |= 1 << task;
    const siblings: number[] = [];
    this.starvation.edges(this.#at, (other, mover) => {
      if (mover === task) siblings.push(other);
    });
    if (siblings.length > 1) {
      for (const sibling of siblings) this.#owed.add(sibling);
      this.#taken.add(edge);
    }
    this.#cycle.push(part.choices[edge]!);
    this.#at = part.targets[edge]!;
    this.#enabled |= part.enabled[this.#at]!;
  }
}
