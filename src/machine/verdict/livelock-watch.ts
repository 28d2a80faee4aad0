// Notices, while an execution goes on, that it has become a livelock.
import type { State } from '../../compiler/program';
import type { Execution } from '../execution/execution';
import { fmix32 } from '../fmix32';
import { livelockOf, type Livelock } from './livelock';

export class LivelockWatch {
  /** Hashes of the states so far. Two states may share one: then one look is in vain. */
  readonly #seen = new Set<number>();
  #next = 0;

  /** Looks at the states from the present one on. */
  constructor(private readonly execution: Execution) {
    this.#seen.add(hashOf(execution.state));
  }

  /**
   * To be asked after each event, at the end of the recorded events. The time for all looks grows with the number of events
   * only: after one in vain the next is made when there are twice as many.
   */
  look(): Livelock | undefined {
    const { state, length } = this.execution;
    const hash = hashOf(state);
    const isBack = this.#seen.has(hash);
    this.#seen.add(hash);
    if (!isBack || length < this.#next) return undefined;
    this.#next = 2 * length;
    return livelockOf(this.execution);
  }
}

function hashOf(state: State): number {
  let hash = 0;
  for (const value of state) hash = fmix32(hash ^ value);
  return hash;
}
