// A scenario is searched once for all versions on which it is the same program.
import { oldestLike } from '../language/alike';
import type { KernelTree } from '../language/tree';
import type { SearchJob, SearchOutcome } from './search-job';
import type { Searcher } from './searchers';

export class SearchesAlike {
  readonly #begun = new Map<string, { readonly version: number; readonly outcome: Promise<SearchOutcome> }>();

  constructor(private readonly kernel: () => KernelTree) { }

  /** Searches by `searcher`, unless the same was begun by any of them: then it waits for that. */
  by(searcher: Searcher): Searcher {
    return async (job, report) => {
      const { version = job.tree.kernel } = job;
      if (version === undefined) return searcher(job, report);
      const key = this.#keyOf(job, version);
      const begun = this.#begun.get(key);
      if (!begun) {
        const outcome = searcher(job, report);
        this.#begun.set(key, { version, outcome });
        return outcome;
      }
      const outcome = await begun.outcome;
      // What is wrong is said of each version in its own words.
      if ('problem' in outcome) return searcher(job, report);
      return { kernel: version, exploration: outcome.exploration, seconds: 0, sameAs: begun.version };
    };
  }

  #keyOf({ file, tree, expected }: SearchJob, version: number): string {
    return JSON.stringify([file, expected.verdict, expected.property, oldestLike(version, this.kernel(), tree)]);
  }
}
