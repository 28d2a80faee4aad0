// A scenario is searched once for all versions on which it is the same program.
import { oldestLike } from '../../language/alike';
import type { KernelTree, Version } from '../../language/tree';
import type { SearchOutcome } from './search-job';
import type { Searcher } from './searchers';

/** A thousand programs are gigabytes. */
function withoutProgram(outcome: SearchOutcome): SearchOutcome {
  if ('problem' in outcome) return outcome;
  const { program: _, ...plain } = outcome;
  return plain;
}

interface Begun {
  readonly version: Version;
  readonly outcome: Promise<SearchOutcome>;
}

export class SearchesAlike {
  /** By file and what is expected there. */
  readonly #begun = new Map<string, Begun[]>();

  constructor(private readonly kernel: () => KernelTree) { }

  /** Searches by `searcher`, unless the same was begun by any of them: then it waits for that. */
  by(searcher: Searcher): Searcher {
    return async (job, report) => {
      const { file, tree, expected: { verdict, property }, version = tree.kernel } = job;
      if (version === undefined) return searcher(job, report);
      const key = JSON.stringify([file, verdict, property]);
      const others = this.#begun.get(key) ?? [];
      // Asked only where there is something to compare with: it takes a look at all of the model kernel.
      const same = others.find((other) => oldestLike(other.version, this.kernel(), tree) === oldestLike(version, this.kernel(), tree));
      if (!same) {
        const outcome = searcher(job, report);
        const kept = outcome.then(withoutProgram);
        // Whoever began it hears of an error, and whoever waits for it, too; nobody need wait.
        kept.catch(() => {});
        this.#begun.set(key, [...others, { version, outcome: kept }]);
        return outcome;
      }
      const outcome = await same.outcome;
      // What is wrong is said of each version in its own words.
      if ('problem' in outcome) return searcher(job, report);
      return { kernel: version, exploration: outcome.exploration, seconds: 0, sameAs: same.version };
    };
  }
}
