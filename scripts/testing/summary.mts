import type { Result } from './part.mts';

/** Of why a test failed, in characters: the rest stands above, where it failed. */
const WHY = 600;

/** Prints what failed, a line for each part and the closing line; returns the exit status. */
export function summary(results: Result[]): number {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
  const width = Math.max(...results.map(({ name }) => name.length));
  // Once more, together: a long log is read from its end.
  for (const { name, failures = [] } of results) for (const failure of failures) console.log(`\nfailed, ${name}: ${failure.slice(0, WHY)}`);
  console.log();
  for (const result of results) console.log(`${result.name.padEnd(width)}  ${describe(result)}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 ? 1 : 0;
}

function describe({ passed, failed, skipped, leftOut, seconds }: Result): string {
  if (leftOut) return `left out${failed > 0 ? ' (a failure on CI)' : ''}: ${leftOut}`;
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])].join(', ');
  return `${counts}, ${Math.round(seconds ?? 0)} s`;
}
