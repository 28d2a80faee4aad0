import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CellDetail, CellName, FromResults, Results, ToResults } from '../messages/results';
import { columnOf, columnsOf, rangeText, stretchesOf, type Span } from './columns';
import { Detail } from './detail';
import { EmptyResults } from './empty';
import { Head } from './head';
import type { Host } from './host';
import { actionOf, move, type Action, type Place } from './keys';
import { Legend } from './legend';
import { List, type Line } from './list';
import { Table } from './table';
import { isWrong, progressText, summaryOf } from './words';

/** In pixels: a narrower page has a list instead of the table. */
const NARROW = 500;

export function App({ host }: { host: Host }) {
  const [results, setResults] = useState<Results>();
  const [detail, setDetail] = useState<CellDetail>();
  const post = (message: FromResults) => host.postMessage(message);
  useEffect(() => {
    const receive = ({ data }: MessageEvent<ToResults>) => {
      if (data.kind === 'results') setResults(data.results);
      else setDetail(data.detail);
    };
    window.addEventListener('message', receive);
    post({ kind: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, [host]);
  if (!results) return null;
  if (results.rows.length === 0) return <EmptyResults note={results.note} onCheck={() => post({ kind: 'check' })} />;
  return <Verdicts host={host} results={results} detail={detail} post={post} />;
}

interface VerdictsProps { host: Host; results: Results; detail: CellDetail | undefined; post: (message: FromResults) => void }

function Verdicts({ host, results, detail, post }: VerdictsProps) {
  const { versions, rows, run } = results;
  const saved = host.getState();
  const [current, setCurrent] = useState<CellName | undefined>(saved?.current);
  const [showsAll, setShowsAll] = useState(saved?.showsAll ?? false);
  const [hasLegend, setLegend] = useState(false);
  const root = useRef<HTMLElement>(null);
  const isNarrow = useNarrow(root);
  const isKnown = current !== undefined && rows.some(({ program }) => program === current.program) && versions.includes(current.kernel);

  useEffect(() => host.setState({ ...(current && { current }), showsAll }), [host, current, showsAll]);
  useEffect(() => { if (isKnown) post({ kind: 'select', ...current }); }, [current?.program, current?.kernel, isKnown, run === undefined]);
  // Who has selected nothing sees the first answer when all is over.
  useEffect(() => { if (!run && !isKnown) setCurrent(firstAnswer(results)); }, [run === undefined, isKnown]);

  // While verdicts come in, columns do not move.
  const isFolded = !run && !showsAll;
  const columns = columnsOf(results, isFolded);
  const lines = rows.flatMap((row): Line[] => stretchesOf(row, columnsOf(results, false)).filter(({ from }) => row.cells[from]!.state !== 'none').map((span) => ({ row, span })));
  const shown = isKnown && detail?.program === current.program && detail.kernel === current.kernel ? detail : undefined;

  function select(cell: CellName, withFocus = false) {
    setCurrent(cell);
    if (withFocus) root.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${cell.program} ${cell.kernel}`)}"]`)?.focus();
  }

  function debug(cell: CellName, schedule?: string, events?: number) {
    const { program, kernel } = cell;
    const run = schedule === undefined && program === shown?.program && kernel === shown.kernel ? shown.results.find(({ runs }) => runs.length > 0)?.runs[0] : undefined;
    post({ kind: 'debug', program, kernel, ...(schedule !== undefined ? { schedule, ...(events !== undefined && { events }) } : run && { schedule: run.schedule, events: run.events }) });
  }

  function perform(action: Action): boolean {
    const goal = current && isKnown ? (isNarrow ? nextLine(action, current) : nextCell(action, current)) : undefined;
    if (goal) select(goal, true);
    else if (action === 'debug' && isKnown) debug(current);
    else if (action === 'compare' && isKnown) {
      const offer = shown?.results.flatMap((result) => [...result.runs.flatMap((each) => each.comparisons), ...result.comparisons])[0];
      if (offer) post({ kind: 'compare', ...current, offer });
    } else if (action === 'open' && isKnown) post({ kind: 'open', program: current.program });
    else if (action === 'fold') setShowsAll((before) => !before);
    else if (action === 'legend') setLegend((before) => !before);
    else if (action === 'escape' && hasLegend) setLegend(false);
    else return false;
    return true;
  }

  function nextCell(action: Action, { program, kernel }: CellName): CellName | undefined {
    const place: Place = { row: rows.findIndex((row) => row.program === program), column: columnOf(columns, versions.indexOf(kernel)) };
    const goal = move(action, place, rows.length, columns.length, stretchesOf(rows[place.row]!, columns).map(({ from }) => from));
    return goal && { program: rows[goal.row]!.program, kernel: versions[columns[goal.column]!.from]! };
  }

  function nextLine(action: Action, cell: CellName): CellName | undefined {
    const at = lines.findIndex((line) => line.row.program === cell.program && isIn(line.span, versions.indexOf(cell.kernel)));
    const vertical = ({ left: 'up', right: 'down', first: 'top', last: 'bottom' } as Partial<Record<Action, Action>>)[action] ?? action;
    const goal = move(vertical, { row: at, column: 0 }, lines.length, 1, []);
    const line = goal && lines[goal.row];
    return line && { program: line.row.program, kernel: versions[line.span.from]! };
  }

  function onKeyDown(event: KeyboardEvent) {
    const isCell = (event.target as Element).hasAttribute('data-cell');
    const action = actionOf(event);
    // On buttons keys have their usual meaning.
    if (!action || (!isCell && action !== 'escape' && action !== 'legend') || !perform(action)) return;
    event.preventDefault();
  }

  const common = { results, current: isKnown ? current : undefined, onSelect: select, onDebug: (cell: CellName) => debug(cell), onOpen: (program: string) => post({ kind: 'open', program }) };
  return (
    <main ref={root} class={isNarrow ? 'narrow' : 'wide'} data-running={run !== undefined} onKeyDown={onKeyDown}>
      <Head results={results} showsAll={!isFolded} canFold={!run && !isNarrow && columnsOf(results, true).length < versions.length} hasLegend={hasLegend}
        onFold={() => perform('fold')} onLegend={() => perform('legend')} onCheck={() => post({ kind: 'check' })} onCancel={() => post({ kind: 'cancel' })} />
      {hasLegend && <Legend id="legend" />}
      <div class="body">
        <div class="table">{isNarrow ? <List {...common} lines={lines} /> : <Table {...common} columns={columns} />}</div>
        {shown && <Detail detail={shown} alike={alikeText(results, shown)} steps={{
          debug: (schedule, events) => debug(shown, schedule, events),
          compare: (offer) => post({ kind: 'compare', program: shown.program, kernel: shown.kernel, offer }),
          more: () => post({ kind: 'more', program: shown.program, kernel: shown.kernel }),
          check: () => post({ kind: 'check', program: shown.program }),
        }} />}
      </div>
      <p class="unseen" aria-live="polite">{run ? `Checking ${run.title}` : `${results.note ?? 'Checked'}: ${summaryOf(results)}`}</p>
      <p class="unseen">{run && progressText(run)}</p>
    </main>
  );
}

/** The first cell where something is not as expected, else where something goes wrong, else the first one that has a verdict. */
function firstAnswer({ versions, rows }: Results): CellName | undefined {
  const all = rows.flatMap(({ program, cells }) => cells.map((cell, at) => ({ cell, name: { program, kernel: versions[at]! } }))).filter(({ cell }) => cell.state === 'done');
  return (all.find(({ cell }) => cell.isUnexpected) ?? all.find(({ cell }) => isWrong(cell)) ?? all[0])?.name;
}

/** The other versions beside it that have the same verdict. */
function alikeText(results: Results, { program, kernel }: CellName): string | undefined {
  const row = results.rows.find((each) => each.program === program);
  const index = results.versions.indexOf(kernel);
  const stretch = row && stretchesOf(row, columnsOf(results, false)).find((span) => isIn(span, index));
  if (!stretch || stretch.from === stretch.to) return undefined;
  const parts: Span[] = [{ from: stretch.from, to: index - 1 }, { from: index + 1, to: stretch.to }];
  return parts.filter(({ from, to }) => from <= to).map((span) => rangeText(results.versions, span)).join(', ');
}

function isIn({ from, to }: Span, index: number): boolean {
  return from <= index && index <= to;
}

function useNarrow(root: { current: HTMLElement | null }): boolean {
  const [isNarrow, setNarrow] = useState(() => document.documentElement.clientWidth < NARROW);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setNarrow(document.documentElement.clientWidth < NARROW));
    observer.observe(root.current!);
    return () => observer.disconnect();
  }, []);
  return isNarrow;
}
