// How much of what is alike a run tries. `DAXSCN_TESTS=all npm test` tries everything; a usual run a sample, the same each time.
import process from 'node:process';

export const isComplete = process.env.DAXSCN_TESTS === 'all';

/** The first and every so many after it. */
export function sample<Each>(all: readonly Each[], every: number): readonly Each[] {
  return isComplete ? all : all.filter((_, index) => index % every === 0);
}
