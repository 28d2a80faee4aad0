// An interleaving in lanes: a column a task, an event a row. Only one task moves in a row, so its text may run on to the
// right edge, across the lanes behind its own.
import { isReach } from '../../compiler/watched';
import type { Program } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import type { Execution } from '../../machine/execution/execution';
import { livelockOf, type Livelock } from '../../machine/verdict/livelock';
import { taskLetter } from '../../machine/schedule/schedule';
import { stuckVerdict } from '../../machine/verdict/verdict';
import { raceWindow, type RaceWindow } from './race-window';
import { padEnd, wrap } from './text-columns';

/** The number of the event, and a flag or the bracket around what repeats for ever. */
const GUTTER = 6;
const GAP = 2;
/** What the last lane has to be left with. */
const ROOM = 36;

/** How a terminal shows it; each leaves the text as wide as it is. */
export type LaneStyle = Readonly<Record<'bold' | 'dim' | 'red', (text: string) => string>>;

const asIs = (text: string): string => text;
export const plain: LaneStyle = { bold: asIs, dim: asIs, red: asIs };

interface Row {
  readonly task: number;
  readonly text: string;
  /** Empty where it says who sleeps at the end. */
  readonly number: string;
  /** In the margin, on the first line and on those below. */
  readonly margin: { readonly first: string; readonly below: string };
  readonly isWrong: boolean;
  /** Its part of the bracket around what repeats for ever. */
  readonly bracket?: string;
}

/** The events from `from` to `to`, excluded, in lines of at most `width` columns. At the end it says who sleeps for ever. */
export function formatLanes(execution: Execution, width: number, style: LaneStyle, from = 0, to = execution.length): string[] {
  const { program } = execution;
  const window = raceWindow(execution);
  const livelock = livelockOf(execution);
  const rows = [...eventRows(execution, window, from, to, livelock?.begin), ...to === execution.length ? sleeperRows(execution, window, livelock) : []];
  const tasks = lanesOf(program, rows);
  const names = tasks.map((task) => `${program.tasks[task]!.name} (${taskLetter(task)})`);
  const gutterWidth = GUTTER + window.width;
  const fit = gutterWidth + names.slice(0, -1).reduce((sum, name) => sum + name.length + GAP, 0) + ROOM <= width;
  const titles = fit ? names : tasks.map((task) => taskLetter(task));
  const legend = fit ? [] : wrap(tasks.map((task) => `${taskLetter(task)} = ${program.tasks[task]!.name}`).join(', '), width);

  const lane = (index: number): string => padEnd('│', titles[index]!.length + GAP);
  const head = titles.map((title, index) => (index < titles.length - 1 ? padEnd(title, title.length + GAP) : title)).join('');
  return [
    ...legend,
    ' '.repeat(gutterWidth) + style.bold(head),
    ...rows.flatMap((row) => {
      const before = titles.slice(0, tasks.indexOf(row.task)).map((_, index) => lane(index)).join('');
      const flag = `${row.number.padStart(GUTTER - 2)}${row.isWrong ? '!' : row.bracket ?? ' '} `;
      const below = `${(row.bracket === '╭' || row.bracket === '│' ? '│' : ' ').padStart(GUTTER - 1)} `;
      return wrap(row.text, width - gutterWidth - before.length).map((line, index) => {
        const gutter = index === 0 ? flag + row.margin.first : below + row.margin.below;
        return row.isWrong ? style.red(gutter) + style.dim(before) + style.red(line) : style.dim(gutter + before) + line;
      });
    }),
  ];
}

/** `begin`: the position from which on the events repeat for ever, if they do. */
function eventRows(execution: Execution, window: RaceWindow, from: number, to: number, begin?: number): Row[] {
  const functions = new Map<number, string>();
  const verb = isReach(execution.program.watched) ? 'reaches' : 'breaks';
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    const { task, text, location, violation } = execution.eventAt(index);
    const name = location.frames[0]!.function;
    // A lane names its function only where it changes.
    const where = functions.get(task.index) !== name && name !== task.name ? `${name}: ` : '';
    functions.set(task.index, name);
    const note = window.note(index) + (violation ? `  ← ${verb} ${violation.property}` : '');
    return {
      task: task.index, text: where + text + note, number: String(index + 1), margin: window.margin(index), isWrong: violation !== undefined,
      ...bracketAt(execution, index, begin),
    };
  });
}

/** Round the events that repeat: `╭`, `│`, `╰`; `↻` for one alone. */
function bracketAt({ length }: Execution, index: number, begin = length): Pick<Row, 'bracket'> {
  if (index < begin) return {};
  if (begin + 1 === length) return { bracket: '↻' };
  return { bracket: index === begin ? '╭' : index + 1 === length ? '╰' : '│' };
}

/** Who sleeps for ever: those that wait where no task is enabled at the end, or those that a livelock starves. */
function sleeperRows(execution: Execution, window: RaceWindow, livelock: Livelock | undefined): Row[] {
  const { program } = execution;
  const end = execution.stateAt(execution.length);
  const tasks = stuckVerdict(program, end)?.tasks ?? livelock?.starved ?? [];
  const margin = window.margin(execution.length);
  return tasks.map((task) => ({ task, text: whyNot(program, end, task) ?? 'goes round for ever', number: '', margin, isWrong: true }));
}

/** The tasks that take part, processes first. */
function lanesOf(program: Program, rows: readonly Row[]): number[] {
  const taking = new Set(rows.map(({ task }) => task));
  const of = (kind: 'process' | 'agent') => program.tasks.filter((task) => task.kind === kind && taking.has(task.index));
  return [...of('process'), ...of('agent')].map(({ index }) => index);
}
