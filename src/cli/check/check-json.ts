import type { CheckedResult, CheckError } from '../../explorer/check-messages';
import { formatVersion } from '../../language/versions';
import { verdictText } from '../../explorer/verdict-words';
import type { CheckResult } from './check-result';
import type { CoverageResult } from '../coverage/coverage';
import { missingWaitDocument } from '../text/missing-wait-json';
import { detailsOf } from '../search/details';
import { outcomesDocument } from './outcomes-json';

/** The document of `check --json`. `errors`: why something was not checked, as on the error output. */
export function checkDocument(results: readonly CheckResult[], errors: readonly CheckError[], coverage?: CoverageResult): object {
  return { version: 1, results: results.map(resultDocument), errors, ...(coverage && { coverage: coverageDocument(coverage) }) };
}

/** Of one result, for the document and for the channel. */
export function resultDocument(result: CheckResult): CheckedResult {
  const { file, scenario, kernel, expected, exploration, seconds, sameAs, pass, outcomes, counterexamples } = result;
  const { passing, stacks } = result.details ?? detailsOf(result.exploration, () => result.program, result.loaded.kernel);
  const { verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait } = exploration;
  return {
    file, scenario, kernel: formatVersion(kernel), expected: verdictText(expected),
    verdict, property, pass, states, transitions, seconds, complete, bound, schedule, events, reason,
    ...missingWaitDocument(missingWait),
    ...(stacks && { stacks }),
    ...(passing && { passing }),
    ...(sameAs !== undefined && { sameProgramAs: formatVersion(sameAs) }),
    ...(counterexamples && {
      counterexamples: counterexamples.found.map(({ missingWait: missing, ...found }) => ({ ...found, ...missingWaitDocument(missing) })),
      counterexamplesComplete: counterexamples.bound === null && !counterexamples.error,
    }),
    ...(outcomes && outcomesDocument(outcomes)),
  };
}

/** What `check --json --coverage` adds to the document: numbers, and every line that nothing reaches. */
function coverageDocument(result: CoverageResult): object {
  const { files, unfinished } = result;
  return {
    complete: unfinished.length === 0, unfinished,
    files: files.map((file) => ({
      file: result.pathOf(file), lines: counted(file.lines), branches: counted(file.branches), functions: counted(file.functions),
    })),
    neverReached: files.flatMap((file) => file.lines.filter(({ hits }) => hits === 0)
      .map(({ line, function: name }) => ({ file: result.pathOf(file), line, function: name }))),
  };
}

function counted(things: readonly { readonly hits: number | null }[]): { found: number; hit: number } {
  return { found: things.length, hit: things.filter(({ hits }) => hits !== null && hits > 0).length };
}
