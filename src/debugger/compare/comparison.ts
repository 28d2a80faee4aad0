// Two executions as the compare view draws them. Answers `daxscn/compare`.
import { list } from '../../language/suggest';
import { formatVersion } from '../../language/versions';
import type { Program } from '../../compiler/program';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { align } from '../../machine/compare/align';
import { EffectComparer, type Effect } from '../../machine/compare/effects';
import { endingOf } from '../../machine/compare/ending';
import { explanationOf } from '../../machine/compare/explanation';
import { changesText } from '../../machine/compare/phrases';
import { sentenceOf, type Told } from '../../machine/compare/sentence';
import { scheduleOf, taskLetter } from '../../machine/schedule/schedule';
import type { CompareLane, Comparison, Row, RowEvent, Side } from '../../view/messages/compare';
import type { LastChance } from '../passing/last-chance';
import { colourOf } from '../timeline/timeline';
import { rowEvents } from './row-events';

/** What is compared. */
export interface Given {
  readonly execution: Execution;
  readonly title: string;
  /** As they were named. */
  readonly overlays: readonly string[];
  /** Asked if the execution goes wrong. */
  readonly lastChance: LastChance;
}

/** `v4.17`, `v4.17 with my-patch.daxk`: what tells one kernel from another. */
export function kernelTitle({ kernel }: Program, overlays: readonly string[]): string {
  const names = overlays.map((path) => path.replace(/^.*[\\/]/, ''));
  return `${formatVersion(kernel)}${names.length > 0 ? ` with ${list(names)}` : ''}`;
}

export function comparisonOf(left: Given, right: Given): Comparison {
  const alignment = align(left.execution, right.execution);
  const [one, other] = [told(left), told(right)];
  const explanation = explanationOf(one, other, alignment);
  const [lefts, rights] = [eventsOf(left, one, alignment.rows, 'left'), eventsOf(right, other, alignment.rows, 'right')];
  const effects = new EffectComparer(left.execution, right.execution);
  const rows = alignment.rows.map(({ kind, thread, left: a, right: b, isPair }): Row => {
    const only = kind === 'different' && isPair ? effects.differences(a!, b!) : { left: [], right: [] };
    return { kind, lane: thread, ...(a !== undefined && { left: withEffect(lefts[a]!, only.left) }), ...(b !== undefined && { right: withEffect(rights[b]!, only.right) }) };
  });
  return {
    scenario: left.execution.program.scenario,
    left: sideOf(left, one), right: sideOf(right, other),
    sentence: sentenceOf(one, other, alignment),
    ...(explanation !== undefined && { explanation }),
    lanes: alignment.threads.map((thread): CompareLane => {
      const task = thread.left ?? thread.right!;
      return { name: thread.name, letter: task === EDIT_TASK ? '?' : taskLetter(task), colour: colourOf(Math.max(0, task)) };
    }),
    rows,
    ...(alignment.parting !== undefined && { parting: alignment.parting }),
    ...(alignment.leftOut > 0 && { leftOut: alignment.leftOut }),
  };
}

function withEffect(event: RowEvent, changes: readonly Effect[]): RowEvent {
  return changes.length === 0 ? event : { ...event, effect: changesText(changes) };
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

function eventsOf({ execution, lastChance }: Given, { ending }: Told, rows: ReturnType<typeof align>['rows'], side: 'left' | 'right'): RowEvent[] {
  const events = rowEvents(execution, rows.reduce((most, row) => Math.max(most, (row[side] ?? -1) + 1), 0));
  const lost = ending.isWrong ? lastChance.find()?.event : undefined;
  // How it goes wrong in the end is said of that event, if it is the same.
  if (lost !== undefined && lost < events.length && lost !== ending.event) events[lost] = { ...events[lost]!, mark: 'lastChance' };
  return events;
}
