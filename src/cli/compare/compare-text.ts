// Two executions for people: the sentence, then the rows, in two columns where there is room.
import type { Comparison, Row, Side } from '../../view/messages/compare';
import type { Environment } from '../environment';
import { overlayArguments } from '../text/verdict-text';
import { hang, padEnd, quote, styleOf, widthOf, type Style } from '../text/style';

/** With fewer columns there is one column of rows; more are of no use. */
const WIDE = 100;
const WIDEST = 200;
/** Rows alike that are not worth to be counted instead. */
const FEW = 2;
const NUMBER = 5;

/** Before a row, in the order of `RowKind`; colour only repeats it. */
const SIGNS = { same: ' ', moved: '~', different: '≠', left: '<', right: '>' } as const;

/** Behind the number of an event. */
const FLAGS = { violation: '!', lastChance: '◆', retry: '↻' } as const;

export function compareText(comparison: Comparison, file: string, environment: Environment): void {
  const { sentence, explanation, left, right, leftOut } = comparison;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (line: string): void => environment.out.write(`${line.trimEnd()}\n`);
  print(style.bold(hang(sentence, 0, width)));
  print('');
  const columns = Math.min(WIDEST, environment.out.columns);
  for (const line of columns < WIDE ? narrowRows(comparison, columns, style) : wideRows(comparison, columns, style)) print(line);
  if (leftOut !== undefined) print(`  … ${leftOut} events at the ends are not compared`);
  print('');
  if (explanation !== undefined) print(`  ${hang(explanation, 2, width)}`);
  for (const side of [left, right]) print(`  ${pasteable(file, side)}`);
}

function pasteable(file: string, { kernel, overlays, schedule }: Side): string {
  return `daxscn run ${quote(file)}${overlayArguments(overlays)} --kernel ${kernel} --schedule ${quote(schedule)}`;
}

/** A row, or the head, beside the other side's: what stands before a text, and the text. */
interface Cell {
  readonly before: string;
  readonly text: string;
}

const EMPTY: Cell = { before: '', text: '' };

function headOf({ title, outcome }: Side): Cell {
  return { before: ' '.repeat(NUMBER + 2), text: `${title}: ${outcome}` };
}

function wideRows(comparison: Comparison, columns: number, style: Style): string[] {
  const { left, right } = comparison;
  const width = Math.floor((columns - 4) / 2);
  const beside = (sign: string, cells: readonly [Cell, Cell], paint: (text: string) => string): string[] => {
    const [lefts, rights] = cells.map((cell) => linesOf(cell, width)) as [string[], string[]];
    return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, line) =>
      `${line === 0 ? sign : ' '} ${paint(padEnd(lefts[line] ?? '', width))}  ${paint(rights[line] ?? '')}`);
  };
  return [
    ...beside(' ', [headOf(left), headOf(right)], style.bold),
    ...folded(comparison, (row) => beside(SIGNS[row.kind], [cellOf(comparison, row, 'left'), cellOf(comparison, row, 'right')], paintOf(row, style))),
  ];
}

function narrowRows(comparison: Comparison, columns: number, style: Style): string[] {
  const { left, right } = comparison;
  const print = (sign: string, cell: Cell, paint: (text: string) => string): string[] => linesOf(cell, columns - 2).map((line, at) => `${at === 0 ? sign : ' '} ${paint(line)}`);
  return [
    ...print(SIGNS.left, headOf(left), style.bold), ...print(SIGNS.right, headOf(right), style.bold),
    ...folded(comparison, (row) => {
      const [paint, one, other] = [paintOf(row, style), cellOf(comparison, row, 'left'), cellOf(comparison, row, 'right')];
      switch (row.kind) {
        case 'same': return print(SIGNS.same, one, paint);
        case 'moved': return print(SIGNS.moved, { ...one, text: `${one.text} (event ${row.right!.event + 1} there)` }, paint);
        case 'different': return [...print(SIGNS.different, one, paint), ...print(SIGNS.right, other, paint)];
        case 'left': return print(SIGNS.left, one, paint);
        case 'right': return print(SIGNS.right, other, paint);
      }
    }),
  ];
}

function linesOf({ before, text }: Cell, width: number): string[] {
  return text === '' ? [] : `${before}${hang(text, before.length, width)}`.split('\n');
}

/** Rows that are alike are counted, but for those that break something, or after which nothing goes right any more. */
function folded({ rows }: Comparison, linesOf: (row: Row) => string[]): string[] {
  const lines: string[] = [];
  let alike: Row[] = [];
  const flush = (): void => {
    if (alike.length > FEW) lines.push(`  … ${alike.length} events alike`);
    else lines.push(...alike.flatMap(linesOf));
    alike = [];
  };
  for (const row of rows) {
    if (row.kind === 'same' && [row.left, row.right].every((event) => event?.mark !== 'violation' && event?.mark !== 'lastChance')) {
      alike.push(row);
      continue;
    }
    flush();
    lines.push(...linesOf(row));
  }
  flush();
  return lines;
}

/** `  28! truncator: pin_mapped_page: pin page 0, then sleeps until page 0 is idle, up to event 60` */
function cellOf(comparison: Comparison, row: Row, side: 'left' | 'right'): Cell {
  const event = row[side];
  const { length } = comparison[side];
  if (!event) return EMPTY;
  const { text, effect, mark, wait } = event;
  const flag = mark === undefined ? ' ' : FLAGS[mark];
  const changes = effect === undefined ? '' : `, changes ${effect}`;
  const then = wait ? `, then ${wait.cause}${wait.until < length ? `, up to event ${wait.until + 1}` : ' to the end'}` : '';
  return { before: `${String(event.event + 1).padStart(NUMBER)}${flag} `, text: `${comparison.lanes[row.lane]!.name}: ${text}${changes}${then}` };
}

function paintOf({ kind, left, right }: Row, style: Style): (text: string) => string {
  if (left?.mark === 'violation' || right?.mark === 'violation') return style.red;
  if (kind === 'same') return style.dim;
  return kind === 'moved' ? style.yellow : kind === 'different' ? style.magenta : style.cyan;
}
