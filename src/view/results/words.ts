// What the table says, in words: for the cells, and for those who listen.
import type { CellState, ResultCell, ResultRow, Results, RunProgress, VerdictName } from '../messages/results';

const WRONG: readonly (VerdictName | undefined)[] = ['violates', 'deadlock', 'hang', 'livelock'];

export function isWrong({ verdict }: Pick<ResultCell, 'verdict'>): boolean {
  return WRONG.includes(verdict);
}

const STATES: Readonly<Record<Exclude<CellState, 'done'>, string>> = {
  none: '', waiting: 'waiting', running: 'running', refused: 'cannot run', cancelled: 'cancelled',
};

/** `violates dma_lands_at_home`, `unknown: cancelled`, `running`. */
export function cellText({ state, verdict, property, bound }: ResultCell): string {
  if (state !== 'done' || verdict === undefined) return STATES[state as keyof typeof STATES] ?? '';
  if (verdict === 'unknown') return bound === undefined ? verdict : `${verdict}: ${bound}`;
  return property === undefined ? verdict : `${verdict} ${property}`;
}

/** For the name of a cell: its row and its column are announced as such. */
export function cellSentence(cell: ResultCell, versions: string): string {
  const { state, isUnexpected, before } = cell;
  if (state === 'none') return `${versions}: not checked`;
  const parts = [state === 'refused' ? 'cannot run: it calls what this version does not have' : cellText(cell)];
  if (state === 'done' && cell.verdict !== 'unknown') parts.push(isUnexpected ? 'not as expected' : 'as expected');
  if (before !== undefined) parts.push(`before ${before}`);
  return `${versions}: ${parts.join(', ')}`;
}

/** `1 scenario on 26 versions: 24 hold, 2 go wrong, all as expected`. Empty while nothing is done. */
export function summaryOf({ rows, versions }: Results): string {
  const cells = rows.flatMap(({ cells: all }) => all).filter(({ state }) => state === 'done');
  const tell = (number: number, one: string, several: string): string[] => (number === 0 ? [] : [`${count(number)} ${number === 1 ? one : several}`]);
  const right = (cell: ResultCell): boolean => !isWrong(cell) && cell.verdict !== 'unknown';
  if (cells.length === 0) return '';
  const unexpected = cells.filter(({ isUnexpected }) => isUnexpected).length;
  const size = `${tell(rows.length, 'scenario', 'scenarios')[0]} on ${tell(versions.length, 'version', 'versions')[0]}`;
  return `${size}: ${[
    ...tell(cells.filter(right).length, 'holds', 'hold'),
    ...tell(cells.filter(isWrong).length, 'goes wrong', 'go wrong'),
    ...tell(cells.filter(({ verdict }) => verdict === 'unknown').length, 'is unknown', 'are unknown'),
    ...(unexpected > 0 ? [`${count(unexpected)} not as expected`] : cells.every(({ verdict }) => verdict !== 'unknown') ? ['all as expected'] : []),
  ].join(', ')}`;
}

/** `12 of 26 done, 120,000 states, 40,000 a second`. */
export function progressText({ done, total, states, rate, isEnding }: RunProgress): string {
  const parts = [total === undefined ? `${count(done)} done` : `${count(done)} of ${count(total)} done`];
  if (isEnding) parts.push('being cancelled');
  else if (states > 0) parts.push(`${count(states)} states at the moment`, `${count(rate)} a second`);
  return parts.join(', ');
}

/** What the oldest verdicts of a row are older than. */
export function beforeOf({ cells }: ResultRow): string | undefined {
  return cells.find(({ before }) => before !== undefined)?.before;
}

export function count(number: number): string {
  return number.toLocaleString('en');
}

/** `0.12 s`, `95 s`. */
export function secondsText(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${count(Math.round(seconds))} s`;
}
