// What differs between two executions, in one sentence: where they part, and how each of them ends. It follows from the executions alone.
import type { Execution } from '../execution/execution';
import { briefly } from '../explain/phrases';
import type { Alignment } from './align';
import type { Ending } from './ending';

/** One of the two executions, and what it is called. */
export interface Told {
  readonly title: string;
  readonly execution: Execution;
  readonly ending: Ending;
}

export function sentenceOf(left: Told, right: Told, { rows, parting }: Alignment): string {
  if (parting === undefined) return `Both are alike, in all of their ${left.execution.length} events: ${left.ending.text}.`;
  const row = rows[parting]!;
  const [one, other] = [row.left ?? nextOf(rows.slice(parting), 'left'), row.kind === 'moved' ? nextOf(rows.slice(parting + 1), 'right') : row.right ?? nextOf(rows.slice(parting), 'right')];
  const at = Math.min(one ?? Infinity, other ?? Infinity) + 1;
  const ends = `${left.title}: ${left.ending.text}; ${right.title}: ${right.ending.text}`;
  return `They part at event ${at}: on ${left.title} ${doing(left.execution, one)}, on ${right.title} ${doing(right.execution, other)}. ${ends}.`;
}

function nextOf(rows: Alignment['rows'], side: 'left' | 'right'): number | undefined {
  return rows.find((row) => row[side] !== undefined && !(side === 'right' && row.kind === 'moved'))?.[side];
}

function doing(execution: Execution, index: number | undefined): string {
  if (index === undefined) return 'nothing more happens';
  const { task, text } = execution.eventAt(index);
  return `“${briefly(text)}” of ${task.name} comes next`;
}
