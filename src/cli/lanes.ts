// An interleaving in lanes: a column a task, an event a row.
import type { Program } from '../compiler/program';
import { whyNot } from '../machine/blocking';
import type { Execution } from '../machine/execution';
import { taskLetter } from '../machine/schedule';
import { stuckVerdict } from '../machine/verdict';
import { padEnd, wrap, type Style } from './style';

const GUTTER = 6;
const SEPARATOR = ' │ ';
/** In narrower lanes nothing can be read; then every event names its task instead. */
const NARROWEST = 12;

interface Row {
  /** Empty for the row that says who sleeps at the end. */
  readonly number: string;
  readonly isWrong: boolean;
  readonly texts: ReadonlyMap<number, string>;
}

/** The whole execution, in lines of at most `width` columns. */
export function formatLanes(execution: Execution, width: number, style: Style): string[] {
  const { program } = execution;
  const rows = rowsOf(execution);
  const tasks = lanesOf(program, rows);
  if (tasks.length === 0) return [];
  const lane = Math.floor((width - GUTTER - SEPARATOR.length * (tasks.length - 1)) / tasks.length);
  if (lane < NARROWEST) return rows.flatMap((row) => listRow(program, row, width, style));

  const names = tasks.map((task) => `${style.bold(program.tasks[task]!.name)} (${taskLetter(task)})`);
  return [
    ...laneLines(names, lane, ' '.repeat(GUTTER), style),
    style.dim(`${'─'.repeat(GUTTER)}${tasks.map(() => '─'.repeat(lane)).join('─┼─')}`),
    ...rows.flatMap((row) => {
      const cells = tasks.map((task) => row.texts.get(task) ?? '');
      return laneLines(row.isWrong ? cells.map((cell) => style.red(cell)) : cells, lane, gutter(row, style), style);
    }),
  ];
}

function rowsOf(execution: Execution): Row[] {
  const functions = new Map<number, string>();
  const rows = Array.from({ length: execution.length }, (_, index): Row => {
    const { task, text, location, violation } = execution.eventAt(index);
    const name = location.frames[0]!.function;
    // A lane names its function only where it changes.
    const isNew = functions.get(task.index) !== name && name !== task.name;
    functions.set(task.index, name);
    return {
      number: String(index + 1), isWrong: violation !== undefined,
      texts: new Map([[task.index, isNew ? `${name}: ${text}` : text]]),
    };
  });
  const { program } = execution;
  const end = execution.stateAt(execution.length);
  const stuck = stuckVerdict(program, end);
  if (!stuck) return rows;
  const sleepers = stuck.tasks.map((task) => [task, whyNot(program, end, task)!] as const);
  return [...rows, { number: '', isWrong: true, texts: new Map(sleepers) }];
}

/** The tasks that take part, processes first. */
function lanesOf(program: Program, rows: readonly Row[]): number[] {
  const taking = new Set(rows.flatMap(({ texts }) => [...texts.keys()]));
  const of = (kind: 'process' | 'agent') => program.tasks.filter((task) => task.kind === kind && taking.has(task.index));
  return [...of('process'), ...of('agent')].map(({ index }) => index);
}

function laneLines(cells: readonly string[], lane: number, first: string, style: Style): string[] {
  const wrapped = cells.map((cell) => (cell === '' ? [] : wrap(cell, lane)));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = wrapped.map((lines) => padEnd(lines[line] ?? '', lane));
    return (line === 0 ? first : ' '.repeat(GUTTER)) + parts.join(style.dim(SEPARATOR)).trimEnd();
  });
}

function listRow(program: Program, row: Row, width: number, style: Style): string[] {
  return [...row.texts].flatMap(([task, text]) => {
    const [first = '', ...more] = wrap(`${style.bold(program.tasks[task]!.name)}: ${text}`, width - GUTTER);
    return [gutter(row, style) + first, ...more.map((line) => ' '.repeat(GUTTER) + line)];
  });
}

function gutter({ number, isWrong }: Row, style: Style): string {
  const text = `${number.padStart(GUTTER - 2)}${isWrong ? '!' : ' '} `;
  return isWrong ? style.red(text) : style.dim(text);
}
