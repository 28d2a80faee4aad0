// Rule 1: the protocol's threads are the scenario's processes and the kernel's agents.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Program, State } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import { RequestError } from './request-error';

/** The protocol's `threadId` of a task, which is counted from 0. */
export function threadId(task: number): number {
  return task + 1;
}

/** The task of a `threadId`. Throws a RequestError if there is none. */
export function taskOf(thread: number, program: Program): number {
  if (program.tasks[thread - 1]) return thread - 1;
  const names = program.tasks.map(({ index, name }) => `${threadId(index)} (${name})`);
  throw new RequestError(`There is no thread ${thread}; there are ${names.join(', ')}.`);
}

/** The threads, processes first; after the name of a blocked one stands what it waits for. Answers `threads`. */
export function listThreads(program: Program, state: State): DebugProtocol.Thread[] {
  const tasks = [...program.tasks].sort((a, b) => Number(a.kind === 'agent') - Number(b.kind === 'agent') || a.index - b.index);
  return tasks.map(({ index, name }) => ({ id: threadId(index), name: `${name}${condition(program, state, index)}` }));
}

function condition(program: Program, state: State, task: number): string {
  const reason = whyNot(program, state, task);
  if (reason === undefined) return '';
  const { status } = program.location(state, task);
  return status === 'ready' ? ` — ${reason}` : ` (${status})`;
}
