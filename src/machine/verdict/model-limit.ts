// What is said where the model has no room for the next event of a task: the limit, the number, and the place.
import type { ModelLimit, Program, State } from '../../compiler/program';

/**
 * "limit of the model: page.refcount holds 0 … 4; 5 does not fit (race.daxscn:9, reader; mm/gup.daxk:12)": the line of the scenario from which
 * the event comes, if it is a process that would perform it, and the statement of the kernel. `state`: the one before the event.
 */
export function limitText(program: Program, state: State, task: number, { message, source, span }: ModelLimit): string {
  const outermost = program.location(state, task).frames.at(-1)!;
  const isCall = outermost.source !== source && outermost.source === program.source;
  const places = [...(isCall ? [`${outermost.source}:${outermost.span[0] + 1}`] : []), program.tasks[task]!.name];
  return `limit of the model: ${message} (${places.join(', ')}; ${source}:${span[0] + 1})`;
}
