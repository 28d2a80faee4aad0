// What the debug console answers beyond expressions: questions about the race, in words.
import { suggestion } from '../language/suggest';
import { formatVersion } from '../language/versions';
import type { Adapter } from './adapter';
import { evaluate } from './evaluate';
import { historyFunctions } from './expressions/history';
import { lastChanges } from './last-changes';
import { RequestError } from './request-error';
import type { FrameReference } from './stack';
import { waitingLines } from './waiting';

interface Command {
  readonly usage: string;
  readonly doc: string;
  answer(adapter: Adapter, argument: string, at?: FrameReference): string;
}

export const consoleCommands: Readonly<Record<string, Command>> = {
  why: { usage: 'why truncator', doc: 'what a thread waits for, and who could wake it', answer: why },
  who: { usage: 'who block 2', doc: 'who changed an object or a field last, and at which position', answer: who },
  schedule: { usage: 'schedule', doc: 'how one comes here again, to be pasted into a launch configuration', answer: schedule },
  help: { usage: 'help', doc: 'this list', answer: help },
};

/** The answer, or undefined if the text is no command. Throws a RequestError that says what is wrong. */
export function answerCommand(adapter: Adapter, text: string, at?: FrameReference): string | undefined {
  const match = /^\s*(\w+)(?:\s+([A-Za-z_].*))?\s*$/s.exec(text);
  const name = match?.[1] ?? '';
  return Object.hasOwn(consoleCommands, name) ? consoleCommands[name]!.answer(adapter, match![2]?.trim() ?? '', at) : undefined;
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

function who({ debuggee: { execution, program, expressions, position }, moment }: Adapter, argument: string, at?: FrameReference): string {
  if (argument === '') throw new RequestError('Who did what? Name an object or a field: `who block 2`, `who victim.i_size`.');
  const item = evaluate(argument, moment, expressions, at);
  const slots = item.slots ?? item.children?.().flatMap((child) => child.slots ?? []) ?? [];
  if (slots.length === 0) throw new RequestError(`\`${argument}\` is no object and no field of one: nobody changes it.`);
  const changes = [...lastChanges(execution, slots, position)].sort(([, one], [, other]) => other - one);
  const lines = changes.map(([slot, index]) => {
    const { task, text, changes: all } = execution.eventAt(index);
    const { path, fromText, toText } = all.find((change) => change.slot === slot)!;
    return `#${index + 1} ${task.name}: ${text} (${path} ${fromText} → ${toText})`;
  });
  const untouched = slots.filter((slot) => !changes.some(([changed]) => changed === slot)).map((slot) => program.slots[slot]!.path);
  if (untouched.length > 0) lines.push(`as at the beginning: ${untouched.join(', ')}`);
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
