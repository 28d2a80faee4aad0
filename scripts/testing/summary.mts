import type { Result } from './part.mts';

/** Prints a line for each part and the closing line; returns the exit status. */
export function summary(results: Result[]): number {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
  const width = Math.max(...results.map(({ name }) => name.length));
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
