// Coverage as people read it: a table of the files, then every function with lines that nothing reaches.
import type { FileCoverage, LineCoverage } from '../../explorer/answers/coverage';
import type { CoverageResult } from './coverage';
import type { Environment } from '../environment';
import { hang, padEnd, styleOf, widthOf } from '../text/style';

const COLUMNS = ['lines', 'branches', 'functions'] as const;
const CELL = 16;

export function coverageText(result: CoverageResult, environment: Environment): void {
  const style = styleOf(environment);
  const width = widthOf(environment);
  const { files } = result;
  const print = (line: string): void => environment.out.write(`${line}\n`);
  const nameWidth = Math.max(12, ...files.map(({ source }) => source.length)) + 2;
  const row = (name: string, cells: readonly string[]): string =>
    (padEnd(name, nameWidth) + cells.map((cell) => cell.padStart(CELL)).join('')).trimEnd();

  print('');
  print(style.bold(row('coverage', COLUMNS)));
  for (const file of files) print(row(file.source, COLUMNS.map((column) => share(file[column]))));
  print(style.bold(row('all', COLUMNS.map((column) => share(files.flatMap((file): Counted[] => [...file[column]]))))));

  for (const why of result.unfinished) print(hang(style.yellow(`not everything was explored, so more may be reached: ${why}`), 0, width));
  const unreached = files.flatMap((file) => unreachedIn(file).map((each) => ({ ...each, position: `${result.pathOf(file)}:${each.first}` })));
  if (unreached.length === 0) return print('every line is reached');
  print('');
  print(style.bold(result.unfinished.length > 0 ? 'not reached so far' : 'never reached'));
  for (const { position, name, lines } of unreached) print(hang(`${position}  ${style.red(name)}  ${lines}`, 2, width));
}

interface Unreached {
  readonly name: string;
  readonly first: number;
  /** `the whole function`, `line 12`, `lines 12, 14-16`. */
  readonly lines: string;
}

/** The functions of a file with lines that nothing reaches. */
export function unreachedIn({ lines }: FileCoverage): Unreached[] {
  const runs: LineCoverage[][] = [];
  for (const line of lines) {
    const run = runs[runs.length - 1];
    if (run?.[0]!.function === line.function) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run): Unreached[] => {
    const unreached = run.filter(({ hits }) => hits === 0);
    if (unreached.length === 0) return [];
    const isWhole = unreached.length === run.length;
    const text = isWhole ? 'the whole function' : `line${unreached.length > 1 ? 's' : ''} ${ranges(run)}`;
    return [{ name: run[0]!.function, first: unreached[0]!.line, lines: text }];
  });
}

/** Lines that follow each other, with nothing reached between them, as one. */
function ranges(run: readonly LineCoverage[]): string {
  const parts: [from: number, to: number][] = [];
  let isOpen = false;
  for (const { line, hits } of run) {
    if (hits === 0 && isOpen) parts[parts.length - 1]![1] = line;
    else if (hits === 0) parts.push([line, line]);
    isOpen = hits === 0;
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

interface Counted {
  readonly hits: number | null;
}

/** `31/40  77 %`. */
function share(things: readonly Counted[]): string {
  if (things.length === 0) return '-';
  const hit = things.filter(({ hits }) => hits !== null && hits > 0).length;
  return `${hit}/${things.length}  ${String(Math.floor((100 * hit) / things.length)).padStart(3)} %`;
}
