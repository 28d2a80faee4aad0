// `check --kernel all`: scenarios down, versions across. Where the verdict changes along the versions is the answer, so a verdict is written
// where it changes, and `=` where it stays.
import { formatVersion, KNOWN_VERSIONS } from '../../language/versions';
import { verdictText } from '../../explorer/verdict-words';
import type { CheckResult } from './check-result';
import type { Environment } from '../environment';
import { cut, hang, padEnd, styleOf, widthOf, type Style } from '../text/style';
import { headline, verdictColour } from '../text/verdict-text';

/** A scenario on a version: one result for each expectation. None: it cannot run there. */
type Cell = readonly CheckResult[];

interface Row {
  readonly file: string;
  /** By version, oldest first. */
  readonly cells: readonly Cell[];
}

const NO_SUCH = '–';
const SAME = '=';
/** Of a name. */
const WIDEST_NAME = 40;
const GAP = '  ';

/** The whole table, in blocks of as many versions as fit, with what its marks mean and what was not as expected. */
export function tableText(results: readonly CheckResult[], environment: Environment): void {
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (line: string): void => environment.out.write(`${line}\n`);
  const rows = rowsOf(results);
  if (rows.length === 0) return;
  const properties = [...new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => mainOf(cell)?.exploration.property ?? [])))];
  const texts = rows.map(({ cells }) => textsOf(cells, properties));
  const names = shortened(rows.map(({ file }) => file), Math.min(WIDEST_NAME, Math.floor(width / 2)));
  const nameWidth = Math.max(...names.map((name) => name.length));
  // A new block shows what it begins with.
  const begins = rows.map(({ cells }, at) => cells.map((cell, column) => (texts[at]![column] === SAME ? (cellText(cell, properties) ?? SAME) : texts[at]![column]!)));
  const [widths, starting] = [texts, begins].map((all) => KNOWN_VERSIONS.map((version, column) => Math.max(version.length, ...all.map((row) => row[column]!.length)))) as [number[], number[]];
  for (const [first, end] of blocks(widths, starting, width - nameWidth)) {
    const widthOfColumn = (column: number): number => (column === first ? starting : widths)[column]!;
    const columns = KNOWN_VERSIONS.map((_, column) => column).slice(first, end);
    const line = (name: string, cells: readonly string[]): string => `${padEnd(name, nameWidth)}${cells.map((cell) => GAP + cell).join('')}`.trimEnd();
    print(style.bold(line('', columns.map((column) => padEnd(KNOWN_VERSIONS[column]!, widthOfColumn(column))))));
    rows.forEach((row, at) => print(line(names[at]!, columns.map((column) => {
      const text = (column === first ? begins : texts)[at]![column]!;
      return coloured(padEnd(text, widthOfColumn(column)), row.cells[column]!, style);
    }))));
    print('');
  }
  // Whoever filters the lines wants all of each.
  legend(rows, properties, print, environment.out.isTerminal ? width : Infinity, width, style);
}

function rowsOf(results: readonly CheckResult[]): Row[] {
  return [...new Set(results.map(({ file }) => file))].map((file) => ({
    file, cells: KNOWN_VERSIONS.map((version) => results.filter((result) => result.file === file && formatVersion(result.kernel) === version)),
  }));
}

/** What is said of all properties together, if anything is. */
function mainOf(cell: Cell): CheckResult | undefined {
  return cell.find(({ expected: { verdict, property } }) => property === undefined || verdict === 'violates') ?? cell[0];
}

function textsOf(cells: readonly Cell[], properties: readonly string[]): string[] {
  let before: string | undefined;
  return cells.map((cell) => {
    const text = cellText(cell, properties);
    const isSame = text !== undefined && text === before;
    if (text !== undefined) before = text;
    return text === undefined ? NO_SUCH : isSame ? SAME : text;
  });
}

/** `violates 1`: the number stands for the property. `!` before it: not as expected. */
function cellText(cell: Cell, properties: readonly string[]): string | undefined {
  const main = mainOf(cell);
  if (!main) return undefined;
  const { verdict, property } = main.exploration;
  const text = property === null ? verdict : `${verdict} ${properties.indexOf(property) + 1}`;
  return cell.every(({ pass }) => pass) ? text : `!${text}`;
}

function coloured(text: string, cell: Cell, style: Style): string {
  const main = mainOf(cell);
  if (!main || text.trim() === SAME) return style.dim(text);
  return verdictColour(main.exploration.verdict, style)(text);
}

function legend(rows: readonly Row[], properties: readonly string[], print: (line: string) => void, lineWidth: number, width: number, style: Style): void {
  properties.forEach((property, at) => print(`${at + 1} ${property}`));
  const cells = rows.flatMap((row) => row.cells);
  const marks = [
    `${SAME} as on the version before`,
    ...(cells.some((cell) => cell.length === 0) ? [`${NO_SUCH} calls what this version does not have`] : []),
    ...(cells.some((cell) => cell.some(({ pass }) => !pass)) ? ['! not as expected'] : []),
  ];
  print(style.dim(hang(marks.join(', '), 0, width)));
  for (const { file, kernel, exploration: { verdict, property }, expected, pass } of cells.flat()) {
    if (pass) continue;
    const mark = verdict === 'unknown' ? style.yellow('????') : style.red('FAIL');
    print(hang(`${mark}  ${style.bold(file)}  ${formatVersion(kernel)}  ${headline(verdict, property, style)} (expected ${verdictText(expected)})`, 6, lineWidth));
  }
}

/** Ranges of columns that fit beside each other; at least one in each. `begins`: the widths where a range begins with the column. */
function blocks(widths: readonly number[], begins: readonly number[], room: number): (readonly [first: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  let first = 0;
  let taken = 0;
  widths.forEach((width, column) => {
    if (column > first && taken + GAP.length + width > room) {
      found.push([first, column]);
      [first, taken] = [column, 0];
    }
    taken += GAP.length + (column === first ? begins[column]! : width);
  });
  return [...found, [first, widths.length]];
}

/** Without the folder that all have in common and without the ending. */
function shortened(files: readonly string[], most: number): string[] {
  const folders = files.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  const common = folders.every((folder) => folder === folders[0]) ? folders[0]!.length : 0;
  return files.map((file) => file.slice(common).replace(/\.daxscn$/, '')).map((name) => (name.length <= most ? name : `${cut(name, most - 1)}…`));
}
