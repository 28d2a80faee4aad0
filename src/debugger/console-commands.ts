// What the debug console answers beyond expressions: questions about the race, in words.
import { whyNot } from '../machine/blocking';
import { suggestion } from '../language/suggest';
import { formatVersion } from '../language/versions';
import { formatSchedule } from '../machine/schedule';
import type { Adapter } from './adapter';
import { changeLine } from './console-text';
import { evaluate } from './evaluate';
import { Items, type Item } from './items';
import { lastChanges } from './last-changes';
import { buildOwnership } from './ownership';
import { linesOf } from './ownership/lines';
import { RequestError } from './request-error';
import { taskItems } from './scopes';
import type { FrameReference } from './stack';
import { listThreads } from './threads';

export interface ConsoleAnswer {
  readonly text: string;
  /** What opens under it. */
  readonly children?: (() => readonly Item[]) | undefined;
}

interface Command {
  readonly usage: string;
  readonly doc: string;
  answer(adapter: Adapter, argument: string, at?: FrameReference): ConsoleAnswer;
}

export const consoleCommands: Readonly<Record<string, Command>> = {
  why: { usage: 'why truncator', doc: 'what a thread waits for, and who could wake it', answer: why },
  who: { usage: 'who block 2', doc: 'who changed an object or a field last, and at which position', answer: who },
  threads: { usage: 'threads', doc: 'every thread, and why it cannot move', answer: threads },
  blocks: { usage: 'blocks', doc: 'whose every block is, who holds it, and what is the matter', answer: blocks },
  forks: { usage: 'forks', doc: 'the futures that were left behind, each with its schedule from the beginning', answer: forks },
  schedule: { usage: 'schedule', doc: 'how one comes here again, to be pasted into a launch configuration', answer: schedule },
  help: { usage: 'help', doc: 'this list', answer: help },
};

/** The answer, or undefined if the text is no command. Throws a RequestError that says what is wrong. */
export function answerCommand(adapter: Adapter, text: string, at?: FrameReference): ConsoleAnswer | undefined {
  const match = /^\s*(\w+)(?:\s+([A-Za-z_].*))?\s*$/s.exec(text);
  const name = match?.[1] ?? '';
  return Object.hasOwn(consoleCommands, name) ? consoleCommands[name]!.answer(adapter, match![2]?.trim() ?? '', at) : undefined;
}

function why({ debuggee, moment }: Adapter, argument: string): ConsoleAnswer {
  const { program, execution } = debuggee;
  const task = program.tasks.find(({ name }) => name === argument);
  const names = program.tasks.map(({ name }) => name);
  if (!task) throw new RequestError(argument === '' ? `Why who? There are ${names.join(', ')}.` : `There is no thread \`${argument}\`${suggestion(argument, names)}`);
  const lines: string[] = [];
  const seen = new Set<number>();
  const tell = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const { name } = program.tasks[index]!;
    const reason = whyNot(program, execution.state, index);
    lines.push(reason === undefined ? `${name} can move: ${program.describe(execution.state, index)}` : `${name} ${reason}`);
    for (const holder of program.blocked(execution.state, index)?.holders ?? []) tell(holder);
  };
  tell(task.index);
  const retries = debuggee.chronicle.retries(task.index, debuggee.position);
  if (retries > 0) lines.push(`${argument} has gone round ${retries === 1 ? 'once' : `${retries} times`}`);
  return { text: lines.join('\n'), children: () => taskItems(new Items(moment), task.index) };
}

function who({ debuggee: { execution, program, expressions, position }, moment, style }: Adapter, argument: string, at?: FrameReference): ConsoleAnswer {
  if (argument === '') throw new RequestError('Who did what? Name an object or a field: `who block 2`, `who victim.i_size`.');
  const item = evaluate(argument, moment, expressions, at);
  const slots = item.slots ?? item.children?.().flatMap((child) => child.slots ?? []) ?? [];
  if (slots.length === 0) throw new RequestError(`\`${argument}\` is no object and no field of one: nobody changes it.`);
  const changes = [...lastChanges(execution, slots, position)].sort(([, one], [, other]) => other - one);
  const lines = changes.map(([slot, index]) => {
    const event = execution.eventAt(index);
    return changeLine(event, event.changes.find((change) => change.slot === slot)!, style);
  });
  const untouched = slots.filter((slot) => !changes.some(([changed]) => changed === slot)).map((slot) => program.slots[slot]!.path);
  if (untouched.length > 0) lines.push(`as at the beginning: ${untouched.join(', ')}`);
  return { text: lines.join('\n'), children: item.children };
}

function threads({ debuggee: { program, execution } }: Adapter): ConsoleAnswer {
  return { text: listThreads(program, execution.state).map(({ name }) => name).join('\n') };
}

function blocks({ debuggee: { execution } }: Adapter): ConsoleAnswer {
  const lines = linesOf(buildOwnership(execution));
  return { text: lines.length > 0 ? lines.join('\n') : 'There are no blocks and no pages in memory.' };
}

function forks({ debuggee: { execution }, style }: Adapter): ConsoleAnswer {
  const lines = execution.forks().map(({ id, at, choices }) => {
    const whole = formatSchedule([...execution.choices.slice(0, at), ...choices]);
    return `fork ${id} leaves this future at position ${at}: ${style.result(whole)}`;
  });
  return { text: lines.length > 0 ? lines.join('\n') : 'There are none: nobody has chosen differently yet.' };
}

function schedule({ schedule: led, debuggee: { position, program, execution }, style }: Adapter): ConsoleAnswer {
  const later = execution.length - position;
  const where = `position ${position}, ${formatVersion(program.kernel)}${later > 0 ? `, ${later} more recorded` : ''}`;
  return { text: `${led === '' ? '(nothing has happened)' : style.result(led)} (${where})` };
}

function help({ debuggee: { expressions }, style }: Adapter): ConsoleAnswer {
  const commands = Object.values(consoleCommands).map(({ usage, doc }) => [usage, doc] as const);
  const functions = [...expressions.builtins.values()].map(({ func, doc }) =>
    [`${func.name}(${func.variables.map(({ name }) => name).join(', ')})`, doc] as const);
  const lines = [...commands, ...functions].map(([usage, doc]) => `${style.subject(usage.padEnd(20))} ${doc}`);
  return { text: [...lines, 'Anything else is an expression: block 2.owner == victim, reader in victim.i_rwsem.readers'].join('\n') };
}
