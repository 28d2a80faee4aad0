// Where generated code counts that it comes by, if it is asked to. The programs of any number of scenarios and versions can
// share the counters: a statement of the model kernel is one, wherever its function is expanded.
// Invariant: a statement counts with the first thing that it does, so an event counts when it happens, not when it is next.
import type { Stmt } from '../../language/tree';
import type { Op } from '../ir';

export class CoverageCounters {
  /** The value of each counter, by its number. Generated code adds to it. */
  readonly hits: number[] = [];
  readonly #statements = new Map<Stmt, number>();
  readonly #arms = new Map<Stmt, number[]>();

  /** The statement is carried out. For what may have to wait that is its first arm as well. */
  statement(stmt: Stmt): Op[] {
    if (!isCounted(stmt)) return [];
    let index = this.#statements.get(stmt);
    if (index === undefined) this.#statements.set(stmt, (index = this.#next()));
    return [{ kind: 'count', index }, ...(stmt.kind === 'await' || stmt.kind === 'chooseFrom' ? [this.arm(stmt, 0)] : [])];
  }

  /** Control goes this way; `armsOf` (statements.ts) says what the numbers mean. */
  arm(stmt: Stmt, arm: number): Op & { kind: 'count' } {
    let arms = this.#arms.get(stmt);
    if (!arms) this.#arms.set(stmt, (arms = []));
    return { kind: 'count', index: (arms[arm] ??= this.#next()) };
  }

  hitsOf(stmt: Stmt): number {
    return this.#hits(this.#statements.get(stmt));
  }

  hitsOfArm(stmt: Stmt, arm: number): number {
    return this.#hits(this.#arms.get(stmt)?.[arm]);
  }

  #next(): number {
    return this.hits.push(0) - 1;
  }

  /** 0 as well for what no program that was compiled contains. */
  #hits(index: number | undefined): number {
    return index === undefined ? 0 : this.hits[index]!;
  }
}

/** A block is what is in it. */
export function isCounted({ kind }: Stmt): boolean {
  return kind !== 'block' && kind !== 'empty';
}
