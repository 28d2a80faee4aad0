import { rangeText, type Span } from './columns';
import { Said, lookOf } from './table';
import { beforeOf, cellSentence } from './words';
import type { CellName, ResultRow, Results } from '../messages/results';

interface Props {
  results: Results;
  /** One for each line. */
  lines: readonly Line[];
  current: CellName | undefined;
  onSelect: (cell: CellName) => void;
  onDebug: (cell: CellName) => void;
  onOpen: (program: string) => void;
}

/** A stretch of versions on which a scenario has one verdict. */
export interface Line {
  readonly row: ResultRow;
  /** Of versions. */
  readonly span: Span;
}

/** The table where there is no room for it: under each scenario its verdicts, a line for each stretch of versions. */
export function List({ results: { versions, rows }, lines, current, onSelect, onDebug, onOpen }: Props) {
  const isIn = ({ row, span }: Line, cell: CellName): boolean => row.program === cell.program && span.from <= versions.indexOf(cell.kernel) && versions.indexOf(cell.kernel) <= span.to;
  const tabbable = current ? lines.find((line) => isIn(line, current)) : lines[0];
  return (
    <div class="list">
      {rows.map((row) => (
        <section key={row.program}>
          <h2><button class="link plain" title={row.title} onClick={() => onOpen(row.program)}>{row.name}</button>
            {beforeOf(row) !== undefined && <em class="before"> before the edit</em>}</h2>
          {row.problem !== undefined && <p class="problem">{row.problem}</p>}
          {row.problem === undefined && <div role="grid" aria-label={`Verdicts on ${row.name}`}>
            {lines.filter((line) => line.row === row).map((line) => {
              const { span } = line;
              const cell = row.cells[span.from]!;
              const name = { program: row.program, kernel: versions[span.from]! };
              return (
                <div role="row" key={span.from}>
                  <span class={`line ${lookOf(cell)}`} role="gridcell" tabIndex={line === tabbable ? 0 : -1} aria-selected={current !== undefined && line === tabbable}
                    data-cell={`${name.program} ${name.kernel}`}
                    onClick={() => onSelect(name)} onFocus={() => { if (line !== tabbable || !current) onSelect(name); }} onDblClick={() => onDebug(name)}>
                    <span class="versions" aria-hidden="true">{rangeText(versions, span)}</span><Said cell={cell} />
                    <span class="unseen">{cellSentence(cell, rangeText(versions, span))}</span>
                  </span>
                </div>
              );
            })}
          </div>}
        </section>
      ))}
    </div>
  );
}
