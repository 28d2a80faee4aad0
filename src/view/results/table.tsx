import { columnOf, rangeText, stretchesOf, type Span } from './columns';
import { beforeOf, cellSentence, cellText, isWrong } from './words';
import { VerdictIcon } from './verdict-icon';
import type { CellName, ResultCell, Results } from '../messages/results';

interface Props {
  results: Results;
  columns: readonly Span[];
  current: CellName | undefined;
  onSelect: (cell: CellName) => void;
  onDebug: (cell: CellName) => void;
  onOpen: (program: string) => void;
}

/** Scenarios down, versions across. A verdict is written where a stretch of it begins. */
export function Table({ results, columns, current, onSelect, onDebug, onOpen }: Props) {
  const { versions, rows } = results;
  const tabbable = current ?? (rows[0] && { program: rows[0].program, kernel: versions[columns[0]?.from ?? 0] ?? '' });
  return (
    <div class="grid" role="grid" aria-label="Verdicts: scenarios down, kernel versions across" aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1}
      style={{ '--columns': columns.length }}>
      <div class="row heads" role="row">
        <span class="corner" role="columnheader">Scenario</span>
        {columns.map((span) => (
          <span key={span.from} class="version" role="columnheader" title={rangeText(versions, span)}>
            {versions[span.from]}{span.to > span.from && <><i> – </i>{versions[span.to]}</>}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div class="row" role="row" key={row.program}>
          <span class="name" role="rowheader" title={row.title ?? row.name}>
            <button class="link plain" tabIndex={-1} onClick={() => onOpen(row.program)}>{row.name}</button>
            {beforeOf(row) !== undefined && <em class="before" title={`before ${beforeOf(row)}`}>before the edit</em>}
          </span>
          {row.problem !== undefined
            ? <span class="problem" role="gridcell" aria-colspan={columns.length} title={row.problem}><VerdictIcon of="refused" /><span>{row.problem}</span></span>
            : stretchesOf(row, columns).map((stretch) => (
              <Stretch key={stretch.from} cell={row.cells[columns[stretch.from]!.from]!} length={stretch.to - stretch.from + 1}>
                {columns.slice(stretch.from, stretch.to + 1).map((span, at) => {
                  const kernel = versions[span.from]!;
                  const name = { program: row.program, kernel };
                  const isTabbable = tabbable?.program === row.program && columnOf(columns, versions.indexOf(tabbable.kernel)) === stretch.from + at;
                  return (
                    <span key={kernel} class="cell" style={{ gridColumn: at + 1 }} role="gridcell" tabIndex={isTabbable ? 0 : -1} aria-selected={current !== undefined && isTabbable}
                      data-cell={`${row.program} ${kernel}`} aria-label={cellSentence(row.cells[span.from]!, rangeText(versions, span))}
                      title={cellSentence(row.cells[span.from]!, rangeText(versions, span))}
                      onClick={() => onSelect(name)} onFocus={() => { if (!isTabbable || !current) onSelect(name); }} onDblClick={() => onDebug(name)} />
                  );
                })}
              </Stretch>
            ))}
        </div>
      ))}
    </div>
  );
}

/** Neighbouring cells that say the same, and what they say. */
function Stretch({ cell, length, children }: { cell: ResultCell; length: number; children: preact.ComponentChildren }) {
  return (
    <span class={`stretch ${lookOf(cell)}`} role="presentation" style={{ '--length': length }}>
      {children}
      <Said cell={cell} />
    </span>
  );
}

/** What a cell says, for the eye: those who listen have it in the name of the cell. */
export function Said({ cell }: { cell: ResultCell }) {
  const { state, verdict } = cell;
  return (
    <span class="said" aria-hidden="true">
      {cell.isUnexpected && <b class="unexpected">!</b>}
      <VerdictIcon of={state === 'done' && verdict ? verdict : state} />
      <span class="word">{cellText(cell)}</span>
    </span>
  );
}

/** Classes of a cell. */
export function lookOf(cell: ResultCell): string {
  const { state, verdict, isUnexpected, before } = cell;
  const kind = state !== 'done' ? state : verdict === 'violates' ? 'wrong' : isWrong(cell) ? 'stuck' : verdict === 'unknown' ? 'unknown' : 'right';
  return [kind, ...(isUnexpected ? ['not-expected'] : []), ...(before === undefined ? [] : ['old'])].join(' ');
}
