// Schedules as text: `a5b12c3` is five events of the first task, twelve of the second, three of the third.
// Tasks are lettered in program order: a … z, A … Z, then the same again after one more `_` each time: `_a`.
// `a/1` takes alternative 1 of a `choose` (the second member of a set, in the order of their ids), `a3/1` three times. White space means nothing.
// `{other.i_extents[0]=block 1}` is no event but an edit, made by hand: path and value as the debugger prints them.
import { brief } from '../../language/brief';
import type { Span } from '../../language/tree';
import { EDIT_TASK, type Choice, type ChoiceRun } from '../execution/choice';
import type { Execution, Fork } from '../execution/execution';

/** Equal choices in a row, or an edit. `offset` is where they stand in the text. */
export interface ScheduleRun {
  readonly task: number;
  readonly alternative: number;
  readonly count: number;
  /** `other.i_extents[0]=block 1`; then the task is `EDIT_TASK`. */
  readonly edit?: string;
  readonly offset: number;
}

/** A text that is no schedule, or one that does not fit. */
export interface ScheduleError {
  readonly offset: number;
  readonly message: string;
  /** In the scenario, for a directive that means no task. */
  readonly span?: Span;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The largest number that a schedule may contain; more is a slip of the hand. */
const LARGEST = 10_000_000;

/** The most characters of an edit: a path and a value. */
const MOST_EDIT = 1_000;

/** How a schedule names a task: `a` for the first. */
export function taskLetter(task: number): string {
  return '_'.repeat(Math.floor(task / LETTERS.length)) + LETTERS[task % LETTERS.length]!;
}

/** Reads a schedule. Whether it fits a program is for `replay` to find out. */
export function parseSchedule(text: string): { runs: ScheduleRun[] } | { error: ScheduleError } {
  const runs: ScheduleRun[] = [];
  const token = /\s*(?:(_*)([A-Za-z])(\d*)(?:\/(\d+))?)?/y;
  while (token.lastIndex < text.length) {
    const begin = token.lastIndex;
    const match = token.exec(text)!;
    const [whole, prefix = '', letter, count = '', alternative = '0'] = match;
    const offset = begin + whole.length - whole.trimStart().length;
    if (letter === undefined) {
      if (token.lastIndex === text.length) break;
      if (text[offset] === '{') {
        const found = readBraces(text, offset);
        if ('error' in found) return found;
        runs.push({ task: EDIT_TASK, alternative: 0, count: 1, edit: found.inside, offset });
        token.lastIndex = found.end;
        continue;
      }
      return { error: unexpected(text, offset) };
    }
    if (text[token.lastIndex] === '/') return { error: unexpected(text, token.lastIndex + 1, 'the number of an alternative') };
    if (count !== '' && Number(count) === 0) return { error: { offset, message: `a count is at least 1, not \`${brief(whole.trim())}\`` } };
    if (Number(count) > LARGEST || Number(alternative) > LARGEST) {
      return { error: { offset, message: `no number in a schedule is larger than ${LARGEST}` } };
    }
    runs.push({
      task: prefix.length * LETTERS.length + LETTERS.indexOf(letter),
      alternative: Number(alternative),
      count: count === '' ? 1 : Number(count),
      offset,
    });
  }
  return { runs };
}

/** The shortest text of a schedule, from the initial state on. */
export function formatSchedule(choices: Iterable<Choice>): string {
  return formatRuns(runsOf(choices));
}

/** The choices that an execution has recorded before a position, as text. */
export function scheduleOf(execution: Execution, end = execution.length): string {
  return formatRuns(execution.runs(end));
}

/** What comes before a fork and what it has, as text. */
export function scheduleOfFork({ choices: recorded }: Execution, { at, choices }: Fork): string {
  return formatSchedule([...recorded.slice(0, at), ...choices]);
}

function formatRuns(runs: Iterable<ChoiceRun>): string {
  let text = '';
  for (const { choice: { task, alternative, edit }, count } of runs) {
    text += edit ? `{${edit.text}}` : taskLetter(task);
    if (count > 1) text += count;
    if (alternative > 0 && !edit) text += `/${alternative}`;
  }
  return text;
}

function* runsOf(choices: Iterable<Choice>): Generator<ChoiceRun> {
  let run: { choice: Choice; count: number } | undefined;
  for (const choice of choices) {
    if (run && !choice.edit && choice.task === run.choice.task && choice.alternative === run.choice.alternative) {
      run.count++;
      continue;
    }
    if (run) yield run;
    run = { choice, count: 1 };
  }
  if (run) yield run;
}

/** What stands in braces; those of a set inside it belong to it. */
function readBraces(text: string, offset: number): { inside: string; end: number } | { error: ScheduleError } {
  const [whole] = /^\{(?:[^{}]+|\{[^{}]*\})*/.exec(text.slice(offset, offset + MOST_EDIT))!;
  const end = offset + whole.length;
  if (text[end] !== '}') return { error: unexpected(text, end, 'the `}` of an edit') };
  const inside = whole.slice(1);
  if (/^\s*[^\s=].*=.*[^\s]/s.test(inside)) return { inside, end: end + 1 };
  return { error: { offset, message: `an edit is a path and a value, as in {victim.i_size=1}, not \`${brief(`${whole}}`)}\`` } };
}

function unexpected(text: string, offset: number, expected = 'the letter of a task'): ScheduleError {
  const found = offset < text.length ? `\`${String.fromCodePoint(text.codePointAt(offset)!)}\`` : 'the end';
  return { offset, message: `expected ${expected}, found ${found}` };
}
