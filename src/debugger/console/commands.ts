// The commands of the debug console, beside expressions: answers about the race in words.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { brief } from '../../language/brief';
import { suggestion } from '../../language/suggest';
import { formatVersion } from '../../language/versions';
import type { Atomicity } from '../../compiler/program';
import { joinNames, whyNot } from '../../machine/execution/blocking';
import { scheduleOfFork } from '../../machine/schedule/schedule';
import { objectNamesIn, type CompletionContext } from '../expressions/completions';
import { historyFunctions } from '../expressions/history-terms';
import { Items } from '../values/items';
import { buildOwnership } from '../ownership/ownership';
import { linesOf } from '../ownership/in-words';
import { RequestError } from '../protocol/request-error';
import { taskItems } from '../values/scopes';
import type { FrameReference } from '../values/stack';
import { listThreads } from '../protocol/threads';
import { toFork, toPosition } from '../motion/custom-movements';
import { waitingLines } from '../stops/waiting';
import type { Command, ConsoleAnswer, ConsoleSession } from './command';
import { passingCommand } from './passing';
import { who } from './who';

type Completion = DebugProtocol.CompletionItem;

/** By name. docs/debugging.md describes them. */
export const consoleCommands: Readonly<Record<string, Command>> = {
  why: { usage: 'why truncator', doc: 'what a thread waits for and who could wake it, or what it does next and why that is one event', answer: why, complete: threadsIn },
  who: {
    usage: 'who block 2', doc: 'who made an object or a field what it is: wrote, allocated, freed it, and when',
    answer: who, complete: objectNamesIn,
  },
  passing: {
    usage: 'passing', doc: 'whether it can still go right, by whose move and until which event; and the nearest run that goes right',
    answer: (session) => passingCommand(session),
  },
  threads: { usage: 'threads', doc: 'every thread, and why it cannot move', answer: threads },
  blocks: { usage: 'blocks', doc: 'whose every block is, who holds it, and what is the matter', answer: blocks },
  forks: { usage: 'forks', doc: 'the futures that were left behind, each with its schedule from the beginning', answer: forks },
  goto: {
    usage: 'goto 12', doc: 'to a position, as they are printed: after so many events',
    answer: (session, argument) => ({ text: `to position ${argument}`, after: toPosition(session, numberIn(argument, 'goto 12')) }),
  },
  switch: {
    usage: 'switch 1', doc: 'to where a fork begins; it becomes the recorded future',
    answer: (session, argument) => ({ text: `to fork ${argument}`, after: toFork(session, numberIn(argument, 'switch 1')) }),
  },
  schedule: { usage: 'schedule', doc: 'how one comes here again, to be pasted into a launch configuration', answer: schedule },
  help: { usage: 'help', doc: 'this list', answer: help },
};

/** The answer to a command; undefined if the text is none. Throws a RequestError that says what is wrong with its argument. */
export function answerCommand(session: ConsoleSession, text: string, at?: FrameReference): ConsoleAnswer | undefined {
  const match = /^\s*(\w+)(?:\s+(#?\w.*))?\s*$/s.exec(text);
  const name = match?.[1] ?? '';
  return Object.hasOwn(consoleCommands, name) ? consoleCommands[name]!.answer(session, match![2]?.trim() ?? '', at) : undefined;
}

/**
 * What can follow in the argument of a command; undefined if the text before the cursor is none, or is in it an expression.
 * `start` and `length`: of what is replaced, since names have blanks in them. `start` counts from zero.
 */
export function completeArgument(before: string, context: CompletionContext): Completion[] | undefined {
  const [, head, name, argument] = /^(\s*(\w+)\s+)(.*)$/s.exec(before) ?? [];
  const command = name !== undefined && Object.hasOwn(consoleCommands, name) ? consoleCommands[name] : undefined;
  if (!command || /[.[(]/.test(argument!)) return undefined;
  return (command.complete?.(context) ?? []).filter(({ label }) => label.startsWith(argument!))
    .map((completion) => ({ ...completion, start: head!.length, length: argument!.length }));
}

/** The number that an argument is. Throws a RequestError that shows how the command is used. */
function numberIn(argument: string, usage: string): number {
  const [, digits] = /^#?(\d+)$/.exec(argument) ?? [];
  if (digits === undefined) throw new RequestError(`Which one? A number: \`${usage}\`.`);
  return Number(digits);
}

function threadsIn({ program, state }: CompletionContext): Completion[] {
  return program.tasks.map(({ name, index }) => ({ label: name, type: 'value', detail: whyNot(program, state, index) ?? 'can move' }));
}

function why({ debuggee, moment }: ConsoleSession, argument: string): ConsoleAnswer {
  const { program, execution } = debuggee;
  const task = program.tasks.find(({ name }) => name === argument);
  const names = program.tasks.map(({ name }) => name);
  if (!task) throw new RequestError(argument === '' ? `Why who? There are ${names.join(', ')}.` : `There is no thread \`${brief(argument)}\`${suggestion(argument, names)}`);
  const lines = waitingLines(program, execution.state, task.index);
  const { atomicity } = program.location(execution.state, task.index);
  if (atomicity) lines[0] += ` (${atomicityText(atomicity)})`;
  const retries = debuggee.exceptions.retries(task.index, debuggee.position);
  if (retries > 0) lines.push(`${argument} has gone round ${retries === 1 ? 'once' : `${retries} times`}`);
  return { text: lines.join('\n'), children: () => taskItems(new Items(moment), task.index) };
}

/** `one event: bdev.free_lock is held over it` */
function atomicityText({ locks, reason }: Atomicity): string {
  const held = locks.length > 0 ? [`${joinNames(locks)} ${locks.length === 1 ? 'is' : 'are'} held over it`] : [];
  return `one event: ${[...held, reason ?? []].flat().join('; ') || 'the model does not say why'}`;
}

function threads({ debuggee: { program, execution } }: ConsoleSession): ConsoleAnswer {
  return { text: listThreads(program, execution.state).map(({ name }) => name).join('\n') };
}

function blocks({ debuggee: { execution } }: ConsoleSession): ConsoleAnswer {
  const lines = linesOf(buildOwnership(execution));
  return { text: lines.length > 0 ? lines.join('\n') : 'There are no blocks and no pages in memory.' };
}

function forks({ debuggee: { execution }, style }: ConsoleSession): ConsoleAnswer {
  const lines = execution.forks().map((fork) => `fork ${fork.id} leaves this future at position ${fork.at}: ${style.result(scheduleOfFork(execution, fork))}`);
  return { text: lines.length > 0 ? lines.join('\n') : 'There are none: nobody has chosen differently yet.' };
}

function schedule({ schedule: led, debuggee: { position, program, execution }, style }: ConsoleSession): ConsoleAnswer {
  const later = execution.length - position;
  const where = `position ${position}, ${formatVersion(program.kernel)}${later > 0 ? `, ${later} more recorded` : ''}`;
  return { text: `${led === '' ? '(nothing has happened)' : style.result(led)} (${where})` };
}

function help({ debuggee: { expressions }, style }: ConsoleSession): ConsoleAnswer {
  const commands = Object.values(consoleCommands).map(({ usage, doc }) => [usage, doc] as const);
  const functions = [...expressions.builtins.values()].map(({ func, doc }) =>
    [`${func.name}(${func.variables.map(({ name }) => name).join(', ')})`, doc] as const);
  const history = historyFunctions.map(({ usage, doc }) => [usage, doc] as const);
  const lines = [...commands, ...functions, ...history].map(([usage, doc]) => `${style.subject(usage.padEnd(20))} ${doc}`);
  return { text: [...lines, 'Anything else is an expression: block 2.owner == victim, reader in victim.i_rwsem.readers'].join('\n') };
}
