// What the debug console answers beyond expressions: questions about the race, in words.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { suggestion } from '../language/suggest';
import { formatVersion } from '../language/versions';
import { whyNot } from '../machine/blocking';
import type { Adapter } from './adapter';
import { objectNamesIn, type Asking } from './expressions/completions';
import { historyFunctions } from './expressions/history';
import { RequestError } from './request-error';
import type { FrameReference } from './stack';
import { waitingLines } from './waiting';
import { who } from './who';

interface Command {
  readonly usage: string;
  readonly doc: string;
  answer(adapter: Adapter, argument: string, at?: FrameReference): string;
  /** What its argument can be; none if it takes none. */
  complete?(asking: Asking): readonly Completion[];
}

type Completion = DebugProtocol.CompletionItem;

export const consoleCommands: Readonly<Record<string, Command>> = {
  why: { usage: 'why truncator', doc: 'what a thread waits for, and who could wake it', answer: why, complete: threads },
  who: {
    usage: 'who block 2', doc: 'who made an object or a field what it is: wrote, allocated, freed it, and when',
    answer: ({ debuggee: { execution, expressions }, moment }, argument, at) => who(argument, { execution, expressions, moment, at }).join('\n'),
    complete: objectNamesIn,
  },
  schedule: { usage: 'schedule', doc: 'how one comes here again, to be pasted into a launch configuration', answer: schedule },
  help: { usage: 'help', doc: 'this list', answer: help },
};

/** The answer, or undefined if the text is no command. Throws a RequestError that says what is wrong. */
export function answerCommand(adapter: Adapter, text: string, at?: FrameReference): string | undefined {
  const match = /^\s*(\w+)(?:\s+([A-Za-z_].*))?\s*$/s.exec(text);
  const name = match?.[1] ?? '';
  return Object.hasOwn(consoleCommands, name) ? consoleCommands[name]!.answer(adapter, match![2]?.trim() ?? '', at) : undefined;
}

/**
 * What can follow in the argument of a command; undefined if the text before the cursor is none, or is in it an expression.
 * `start` and `length`: of what is replaced, since names have blanks in them. `start` counts from zero.
 */
export function completeArgument(before: string, asking: Asking): Completion[] | undefined {
  const [, head, name, argument] = /^(\s*(\w+)\s+)(.*)$/s.exec(before) ?? [];
  const command = name !== undefined && Object.hasOwn(consoleCommands, name) ? consoleCommands[name] : undefined;
  if (!command || /[.[(]/.test(argument!)) return undefined;
  return (command.complete?.(asking) ?? []).filter(({ label }) => label.startsWith(argument!))
    .map((completion) => ({ ...completion, start: head!.length, length: argument!.length }));
}

function threads({ program, state }: Asking): Completion[] {
  return program.tasks.map(({ name, index }) => ({ label: name, type: 'value', detail: whyNot(program, state, index) ?? 'can move' }));
}

function why({ debuggee }: Adapter, argument: string): string {
  const { program, execution } = debuggee;
  const task = program.tasks.find(({ name }) => name === argument);
  const names = program.tasks.map(({ name }) => name);
  if (!task) throw new RequestError(argument === '' ? `Why who? There are ${names.join(', ')}.` : `There is no thread \`${argument}\`${suggestion(argument, names)}`);
  const lines = waitingLines(program, execution.state, task.index);
  const retries = debuggee.chronicle.retries(task.index, debuggee.position);
  if (retries > 0) lines.push(`${argument} has gone round ${retries === 1 ? 'once' : `${retries} times`}`);
  return lines.join('\n');
}

function schedule({ schedule: led, debuggee: { position, program, execution } }: Adapter): string {
  const later = execution.length - position;
  return `${led === '' ? '(nothing has happened)' : led} (position ${position}, ${formatVersion(program.kernel)}${later > 0 ? `, ${later} more recorded` : ''})`;
}

function help({ debuggee: { expressions } }: Adapter): string {
  const commands = Object.values(consoleCommands).map(({ usage, doc }) => [usage, doc] as const);
  const functions = [...expressions.builtins.values()].map(({ func, doc }) =>
    [`${func.name}(${func.variables.map(({ name }) => name).join(', ')})`, doc] as const);
  const history = historyFunctions.map(({ usage, doc }) => [usage, doc] as const);
  const lines = [...commands, ...functions, ...history].map(([usage, doc]) => `${usage.padEnd(20)} ${doc}`);
  return [...lines, 'Anything else is an expression: block 2.owner == victim, reader in victim.i_rwsem.readers'].join('\n');
}
