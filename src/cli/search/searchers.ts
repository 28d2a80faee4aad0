// Who does the searches: this thread, and as many others as help.
import { setImmediate } from 'node:timers/promises';
import type { Pool } from 'workerpool';
import type { Progress } from '../../explorer/explore';
import type { Trial, TrialJob } from '../../hunt/fault';
import type { Environment, Threads } from '../environment';
import { Families } from './families';
import type { Saving } from './saving';
import { search, type SearchJob, type SearchOutcome } from './search-job';
import type { SearchThread, TrialThread } from './search-thread';

/** Does one search at a time. */
export type Searcher = (job: SearchJob, report: (progress: Progress) => void) => Promise<SearchOutcome>;

/** Milliseconds between two looks at timers and messages. */
const YIELD_INTERVAL = 40;

/** Searches in this thread, which goes on doing other things now and then. */
export function searchHere({ kernelTree, now, cancellation }: Environment, saving?: Saving): Searcher {
  // A search that goes on where another one was interrupted is one.
  const use = saving ? { saving } : { families: new Families() };
  return async (job, report) => {
    const searching = search(job, { kernel: kernelTree(), now, isCancelled: () => cancellation.isCancelled, ...use });
    for (let yielded = now(); ;) {
      const { done, value } = searching.next();
      if (done) return value;
      report(value);
      saving?.tick();
      if (now() - yielded < YIELD_INTERVAL) continue;
      await setImmediate();
      yielded = now();
    }
  };
}

/** Searches in other threads; there are none before the first job. */
export class SearchThreads {
  /** How many at the same time. */
  readonly most: number;
  readonly #environment: Environment;
  #pool: Promise<Pool> | undefined;

  constructor(environment: Environment, { workers, maxMemory }: { readonly workers?: number; readonly maxMemory: number }) {
    const { threads } = environment;
    this.most = threads ? (workers ?? searchersFor(threads, maxMemory)) - 1 : 0;
    this.#environment = environment;
  }

  readonly search: Searcher = async (job, report) => {
    const pool = await (this.#pool ??= this.#start());
    return pool.exec<SearchThread>('search', [job, this.#environment.cancellation.memory], { on: report });
  };

  /** Tries a workload of a hunt. */
  readonly try = async (job: TrialJob): Promise<Trial> => {
    const pool = await (this.#pool ??= this.#start());
    return pool.exec<TrialThread>('try', [job, this.#environment.cancellation.memory]);
  };

  /** They would keep the process from ending. */
  async close(): Promise<void> {
    await (await this.#pool)?.terminate(true);
  }

  async #start(): Promise<Pool> {
    const { startPool } = await import('./search-pool');
    return startPool(this.#environment.threads!.script, this.most);
  }
}

/**
 * Searches at the same time, unless the user says how many: one a core, as many as could all take `maxMemory` (MiB). The bound
 * is one on each search, so that what a search finds does not depend on which others run.
 */
function searchersFor({ cores, memory }: Threads, maxMemory: number): number {
  return Math.max(1, Math.min(cores, Math.floor(memory / maxMemory)));
}
