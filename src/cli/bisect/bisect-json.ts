// What `daxscn bisect --json` writes.
import type { Change } from '../../language/changes';
import { formatVersion } from '../../language/versions';
import { functionsOf, type Bisection } from './bisection';
import type { Examined } from './kernel-trials';

export function bisectDocument(bisection: Bisection): object {
  const { file, fault, between, older, newer, changes, turns: { turns, tried, size, isComplete }, examine } = bisection;
  return {
    version: 1, file, verdict: fault.verdict, property: fault.property ?? null,
    older: { kernel: formatVersion(between.older), ...examinedAsJson(older) }, newer: { kernel: formatVersion(between.newer), ...examinedAsJson(newer) },
    skipped: between.skipped.map(formatVersion), changes: changes.map(({ name }) => name),
    turns: turns.map((turn) => ({
      changes: turn.changes.map((change) => ({ constant: change.name, version: formatVersion(change.version), commits: change.commits, text: change.text, ...placeAsJson(change) })),
      functions: functionsOf(bisection, turn).map(({ name, source, span }) => ({ name, source, line: span[0] + 1 })),
      without: { turns: turn.directions.includes('without'), ...examinedAsJson(examine(turn, 'without')) },
      with: { turns: turn.directions.includes('with'), ...examinedAsJson(examine(turn, 'with')) },
    })),
    tried, size, complete: isComplete,
  };
}

function placeAsJson({ source, line }: Change): object {
  return { source, line };
}

function examinedAsJson({ answer, problem, counterexample }: Examined): object {
  return {
    hasFault: answer === 'undecided' ? null : answer === 'has', ...(problem !== undefined && { problem }),
    ...(counterexample && { schedule: counterexample.schedule, events: counterexample.events, reason: counterexample.reason }),
  };
}
