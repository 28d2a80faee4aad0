// Notices, while an execution goes on, that it has become a livelock.
import type { State } from '../../compiler/program';
import type { Execution } from '../execution/execution';
import { fmix32 } from '../fmix32';
import { livelockOf, type Livelock } from './livelock';

/** A longer execution is not watched any more. */
export const LONGEST_WATCHED = 10_000;

/**
 * Looks for livelocks at certain positions: where a state comes back for the first time and then, since a look takes as long as the
 * execution is, where one comes back after twice as many events as at the last look.
 *
 * Invariant: what it finds at a position is a function of the events before it, in whatever order it is asked.
 */
export class LivelockWatch {
  /** By hash the first position with such a state. Two states may share a hash: then one look is in vain. */
  readonly #seen = new Map<number, number>();
  readonly #looks: { readonly position: number; readonly found: Livelock | undefined }[] = [];
  /** The states before this position have been looked at. */
  #next = 0;

  constructor(private readonly execution: Execution) {}

  /** The livelock that closes at a position, if it is one at which a look is taken. */
  at(position: number): Livelock | undefined {
    if (position > LONGEST_WATCHED) return undefined;
    for (; this.#next <= position; this.#next++) this.#watch(this.#next);
    return this.#looks.find((look) => look.position === position)?.found;
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    if (position + 1 >= this.#next) return;
    this.#next = position + 1;
    for (const [hash, first] of this.#seen) if (first > position) this.#seen.delete(hash);
    while ((this.#looks.at(-1)?.position ?? 0) > position) this.#looks.pop();
  }

  #watch(position: number): void {
    const hash = hashOf(this.execution.stateAt(position));
    if (!this.#seen.has(hash)) this.#seen.set(hash, position);
    else if (position >= 2 * (this.#looks.at(-1)?.position ?? 0)) this.#looks.push({ position, found: livelockOf(this.execution, position) });
  }
}

function hashOf(state: State): number {
  let hash = 0;
  for (const value of state) hash = fmix32(hash ^ value);
  return hash;
}
