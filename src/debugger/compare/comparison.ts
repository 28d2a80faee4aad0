// Two executions as the compare view draws them. Answers `daxscn/compare`.
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { align } from '../../machine/compare/align';
import { endingOf } from '../../machine/compare/ending';
import { sentenceOf, type Told } from '../../machine/compare/sentence';
import { scheduleOf, taskLetter } from '../../machine/schedule/schedule';
import type { CompareLane, Comparison, Row, Side } from '../../view/messages/compare';
import { colourOf } from '../timeline/timeline';
import { rowEvents } from './row-events';

/** What is compared. */
export interface Given {
  readonly execution: Execution;
  readonly title: string;
  /** As they were named. */
  readonly overlays: readonly string[];
}

export function comparisonOf(left: Given, right: Given): Comparison {
  const alignment = align(left.execution, right.execution);
  const [one, other] = [told(left), told(right)];
  const [lefts, rights] = [eventsOf(left.execution, alignment.rows, 'left'), eventsOf(right.execution, alignment.rows, 'right')];
  const rows = alignment.rows.map(({ kind, thread, left: a, right: b }): Row => (
    { kind, lane: thread, ...(a !== undefined && { left: lefts[a]! }), ...(b !== undefined && { right: rights[b]! }) }));
  return {
    scenario: left.execution.program.scenario,
    left: sideOf(left, one), right: sideOf(right, other),
    sentence: sentenceOf(one, other, alignment),
    lanes: alignment.threads.map((thread): CompareLane => {
      const task = thread.left ?? thread.right!;
      return { name: thread.name, letter: task === EDIT_TASK ? '?' : taskLetter(task), colour: colourOf(Math.max(0, task)) };
    }),
    rows,
    ...(alignment.parting !== undefined && { parting: alignment.parting }),
    ...(alignment.leftOut > 0 && { leftOut: alignment.leftOut }),
  };
}

function told({ execution, title }: Given): Told {
  return { execution, title, ending: endingOf(execution) };
}

function sideOf({ execution, title, overlays }: Given, { ending }: Told): Side {
  return {
    title, kernel: formatVersion(execution.program.kernel), overlays, schedule: scheduleOf(execution), length: execution.length,
    outcome: ending.text, isWrong: ending.isWrong,
  };
}

function eventsOf(execution: Execution, rows: ReturnType<typeof align>['rows'], side: 'left' | 'right') {
  return rowEvents(execution, rows.reduce((most, row) => Math.max(most, (row[side] ?? -1) + 1), 0));
}
