// Breakpoint modes: in which context code runs. `put_page` runs in a process, in the interrupt and in the log, and a race
// is often about one of them. (For one certain thread there are conditions: `current == truncator`.)
// Invariant: a mode looks only at the task that performs the event, so it means the same at every position.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Task } from '../../compiler/program';
import { suggestion } from '../../language/suggest';
import { RequestError } from './request-error';

interface BreakpointMode extends DebugProtocol.BreakpointMode {
  /** Whether a breakpoint of this mode is about an event of the task. */
  admits(task: Task): boolean;
}

const everywhere: DebugProtocol.BreakpointModeApplicability[] = ['source', 'data', 'exception'];

const modes: readonly BreakpointMode[] = [
  { mode: 'any', label: 'Any Thread', appliesTo: everywhere, admits: () => true },
  {
    mode: 'process', label: 'Processes Only', description: 'Only when a process of the scenario is at it: process context.',
    appliesTo: everywhere, admits: ({ kind }) => kind === 'process',
  },
  {
    mode: 'agent', label: 'Kernel Agents Only', description: 'Only when a disk, the interrupt or the log of a file system is at it.',
    appliesTo: everywhere, admits: ({ kind }) => kind === 'agent',
  },
];

/** The modes as `initialize` declares them; a breakpoint without a mode has the first. */
export const breakpointModes: readonly DebugProtocol.BreakpointMode[] = modes.map(({ admits: _, ...mode }) => mode);

/** Whether a breakpoint of that mode is about the events of a task. Throws a RequestError if there is no such mode. */
export function readMode(name: string): (task: Task) => boolean {
  const found = modes.find(({ mode }) => mode === name);
  if (!found) throw new RequestError(`There is no breakpoint mode \`${name}\`${suggestion(name, modes.map(({ mode }) => mode))}`);
  return found.admits;
}
