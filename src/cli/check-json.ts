import { formatVersion } from '../language/versions';
import type { CheckResult } from './check';
import { coverageDocument } from './coverage-json';
import type { CoverageResult } from './coverage';
import { outcomesDocument } from './outcomes-json';

/** The document of `check --json`. `errors`: why files were not checked, as on the error output. */
export function checkDocument(results: readonly CheckResult[], errors: readonly string[], coverage?: CoverageResult): object {
  return { version: 1, results: results.map(resultDocument), errors, ...(coverage && { coverage: coverageDocument(coverage) }) };
}

function resultDocument({ file, scenario, kernel, expected, exploration, seconds, pass, outcomes }: CheckResult): object {
  const { verdict, property, states, transitions, complete, bound, schedule, events, reason } = exploration;
  return {
    file, scenario, kernel: formatVersion(kernel), expected: expectationText(expected),
    verdict, property, pass, states, transitions, seconds, complete, bound, schedule, events, reason,
    ...(outcomes && outcomesDocument(outcomes)),
  };
}

/** `violates dma_lands_at_home`, as a scenario writes it. */
export function expectationText({ verdict, property }: CheckResult['expected']): string {
  return property === undefined ? verdict : `${verdict} ${property}`;
}
