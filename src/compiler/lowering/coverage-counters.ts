// Counters of executed statements and branches. A statement of the model kernel has one counter, however often its function
// is expanded, and the programs of any number of scenarios and versions can share the counters.
// Invariant: a statement is counted with the first operation that it performs, so an event is counted when it happens.
import type { Stmt } from '../../language/tree';
import type { Op } from '../ir';

/** To be passed to `compile`, and read after executions (`hitsOf`, `hitsOfArm`). */
export class CoverageCounters {
  /** The value of each counter, by its number. Generated code adds to these. */
  readonly hits: number[] = [];
  readonly #statements = new Map<Stmt, number>();
  readonly #arms = new Map<Stmt, number[]>();

  /** The operations that count an execution of the statement. For a statement that can wait that is its first branch, too. */
  statement(stmt: Stmt): Op[] {
    if (!isCounted(stmt)) return [];
    let index = this.#statements.get(stmt);
    if (index === undefined) this.#statements.set(stmt, (index = this.#next()));
    return [{ kind: 'count', index }, ...(stmt.kind === 'await' || stmt.kind === 'chooseFrom' ? [this.arm(stmt, 0)] : [])];
  }

  /** The operation that counts that control takes a branch. `StatementCode.arms` says what the numbers mean. */
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

  /** 0 for code that no compiled program contains, too. */
  #hits(index: number | undefined): number {
    return index === undefined ? 0 : this.hits[index]!;
  }
}

/** A block has no counter of its own: what is in it has. */
export function isCounted({ kind }: Stmt): boolean {
  return kind !== 'block' && kind !== 'empty';
}
