// Moving through the table, as in any grid: one stop of the tab key for all of it, then the arrows.
import { actionsOf, type Binding } from '../common/key-bindings';

export type Action = 'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'top' | 'bottom' | 'previousChange' | 'nextChange' | 'debug' | 'compare' | 'open' | 'fold' | 'legend' | 'escape';

export const bindings: readonly Binding<Action>[] = [
  { action: 'left', keys: ['ArrowLeft'], says: 'an older version' },
  { action: 'right', keys: ['ArrowRight'], says: 'a newer version' },
  { action: 'up', keys: ['ArrowUp'], says: 'the scenario above' },
  { action: 'down', keys: ['ArrowDown'], says: 'the scenario below' },
  { action: 'previousChange', keys: ['Ctrl+ArrowLeft', ','], says: 'back to where the verdict changes' },
  { action: 'nextChange', keys: ['Ctrl+ArrowRight', '.'], says: 'on to where the verdict changes' },
  { action: 'first', keys: ['Home'], says: 'the oldest version' },
  { action: 'last', keys: ['End'], says: 'the newest version' },
  { action: 'top', keys: ['Ctrl+Home'], says: 'the first scenario' },
  { action: 'bottom', keys: ['Ctrl+End'], says: 'the last scenario' },
  { action: 'debug', keys: ['Enter', ' '], says: 'debug it, where it goes wrong' },
  { action: 'compare', keys: ['c'], says: 'compare it with a run that goes right' },
  { action: 'open', keys: ['o'], says: 'open the scenario' },
  { action: 'fold', keys: ['f'], says: 'every version, or only where a verdict changes' },
  { action: 'legend', keys: ['?'], says: 'marks and keys' },
  { action: 'escape', keys: ['Escape'], says: 'close what is open' },
];

export const actionOf = actionsOf(bindings);

/** A cell, by row and column. */
export interface Place { readonly row: number; readonly column: number }

/** Where an action leads to; undefined if it does not move. `changes`: the columns of the row with which a stretch begins. */
export function move(action: Action, { row, column }: Place, rows: number, columns: number, changes: readonly number[]): Place | undefined {
  switch (action) {
    case 'left': return { row, column: Math.max(0, column - 1) };
    case 'right': return { row, column: Math.min(columns - 1, column + 1) };
    case 'up': return { row: Math.max(0, row - 1), column };
    case 'down': return { row: Math.min(rows - 1, row + 1), column };
    case 'first': return { row, column: 0 };
    case 'last': return { row, column: columns - 1 };
    case 'top': return { row: 0, column };
    case 'bottom': return { row: rows - 1, column };
    case 'previousChange': return { row, column: changes.findLast((at) => at < column) ?? 0 };
    case 'nextChange': return { row, column: changes.find((at) => at > column) ?? column };
    default: return undefined;
  }
}
