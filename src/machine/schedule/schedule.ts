// Schedules as text: `a5b12c3` is five events of the first task, twelve of the second, three of the third.
// Tasks are lettered in program order: a … z, A … Z, then the same again after one more `_` each time: `_a`.
// `a/1` takes alternative 1 of a `choose` (the second member of a set, in the order of their ids), `a3/1` three times. White space means nothing.
// `{block 1.owner=other}` is no event but an edit, made by hand: path and value as the debugger prints them.
import { EDIT_TASK, packChoice, type Choice } from '../execution/choice';
import { EditTable } from '../execution/edit-table';

/** Equal choices in a row, or an edit. `offset` is where they stand in the text. */
export interface Run {
  readonly task: number;
  readonly alternative: number;
  readonly count: number;
  /** `block 1.owner=other`; then the task is NOBODY. */
  readonly edit?: string;
  readonly offset: number;
}

/** A text that is no schedule, or one that does not fit. */
export interface ScheduleError {
  readonly offset: number;
  readonly message: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The largest number that a schedule may contain; more is a slip of the hand. */
const LARGEST = 10_000_000;

export function taskLetter(task: number): string {
  return '_'.repeat(Math.floor(task / LETTERS.length)) + LETTERS[task % LETTERS.length]!;
}

/** Reads a schedule. Whether it fits a program is for `replay` to find out. */
export function parseSchedule(text: string): { runs: Run[] } | { error: ScheduleError } {
  const runs: Run[] = [];
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
    if (count !== '' && Number(count) === 0) return { error: { offset, message: `a count is at least 1, not \`${whole.trim()}\`` } };
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

/** The shortest text of a schedule. */
export function formatSchedule(choices: Iterable<Choice>): string {
  const edits = new EditTable();
  return formatPacked(Int32Array.from(choices, (choice) => packChoice(edits.own(choice))), edits);
}

/** The same of packed choices, of which there may be very many, and the edits among them. */
export function formatPacked(packed: Int32Array, edits: EditTable): string {
  let text = '';
  for (let start = 0; start < packed.length;) {
    const { task, alternative, edit } = edits.unpack(packed[start]!);
    let end = start + 1;
    while (!edit && end < packed.length && packed[end] === packed[start]) end++;
    text += edit ? `{${edit.text}}` : taskLetter(task);
    if (end - start > 1) text += end - start;
    if (alternative > 0 && !edit) text += `/${alternative}`;
    start = end;
  }
  return text;
}

/** What stands in braces; those of a set inside it belong to it. */
function readBraces(text: string, offset: number): { inside: string; end: number } | { error: ScheduleError } {
  const [whole] = /^\{(?:[^{}]|\{[^{}]*\})*/.exec(text.slice(offset))!;
  const end = offset + whole.length;
  if (text[end] !== '}') return { error: unexpected(text, end, 'the `}` of an edit') };
  const inside = whole.slice(1);
  if (/^\s*[^\s=].*=.*[^\s]/s.test(inside)) return { inside, end: end + 1 };
  return { error: { offset, message: `an edit is a path and a value, as in {victim.i_size=1}, not \`${whole}}\`` } };
}

function unexpected(text: string, offset: number, expected = 'the letter of a task'): ScheduleError {
  const found = offset < text.length ? `\`${String.fromCodePoint(text.codePointAt(offset)!)}\`` : 'the end';
  return { offset, message: `expected ${expected}, found ${found}` };
}
