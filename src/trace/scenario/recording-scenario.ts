// A scenario whose processes do what tasks of a recording did.
import { formatVersion } from '../../language/versions';
import type { Chain } from '../../hunt/workload';
import { workloadText } from '../../hunt/workload-text';
import { processName } from '../validation/task-assignment';
import { likelyCalls, type LikelyCalls, type Model } from './likely-calls';
import type { TaskCalls } from './recorded-tasks';

export interface ImportedTask extends LikelyCalls {
  readonly task: TaskCalls;
  /** Its name in the scenario. */
  readonly process: string;
}

/** A file has so many blocks at most: the model explores every one. */
const MOST_BLOCKS = 8;

/** How many blocks the file needs so that every page which was recorded is one of it. */
export function blocksOf(tasks: readonly TaskCalls[]): number {
  const pages = tasks.flatMap(({ calls }) => calls.all.flatMap((call) => [...call.pages]));
  return Math.min(MOST_BLOCKS, 1 + Math.max(0, ...pages));
}

/** Those of which the model has a call. */
export function importedTasks(tasks: readonly TaskCalls[], model: Model): ImportedTask[] {
  const hasSystemCalls = tasks.some(({ calls }) => calls.all.some(({ systemCall }) => systemCall !== undefined));
  return tasks.flatMap((task) => {
    const { chain, leftOut } = likelyCalls(task.calls, hasSystemCalls, model);
    const isShared = tasks.some((other) => other !== task && other.name === task.name);
    const isSomething = chain.slice(1).some(({ signature }) => !signature.isLast);
    return isSomething ? [{ task, process: processName(task, isShared), chain, leftOut }] : [];
  });
}

/** The same tasks, with a mapping of the file for each that uses one, or for each: nothing tells of one that was made before the recording. */
export function variantsOf(tasks: readonly ImportedTask[]): ImportedTask[][] {
  const fewest = tasks.map((task) => ({ ...task, chain: needed(task.chain) }));
  return fewest.some(({ chain }, i) => chain.length < tasks[i]!.chain.length) ? [fewest, [...tasks]] : [fewest];
}

/** `schedule`: what follows the recording. */
export function recordingScenario(file: string, tasks: readonly ImportedTask[], { version, ground, blocks }: Model, schedule?: string): string {
  const kernel = formatVersion(version);
  const workload = { files: [blocks], chains: tasks.map(({ chain }) => chain) };
  return [
    '/**',
    ...tasks.map(({ task: { name, pid }, process }) => ` * \`${process}\` is \`${name}\`${pid === undefined ? '' : `, pid ${pid}`}.`),
    ' * Guessed: that all of them use one file, how large it is, and the arguments which the recording does not have.',
    ' */',
    `scenario "${file.replace(/^.*[\\/]/, '').replace(/["\\{}]/g, '')}"`,
    `kernel ${kernel}`,
    '',
    workloadText(workload, ground, 1, tasks.map(({ process }) => process)),
    ...(schedule === undefined ? [] : ['', '// As it was recorded.', `schedule "${schedule}"`]),
    '',
  ].join('\n');
}

/** Without the mapping, if nothing uses it. */
function needed(chain: Chain): Chain {
  if (chain.some(({ args }) => args.some((arg) => arg.kind === 'variable' && arg.call === 0))) return chain;
  return chain.slice(1).map(({ signature, args }) => ({ signature, args: args.map((arg) => (arg.kind === 'variable' ? { ...arg, call: arg.call - 1 } : arg)) }));
}
