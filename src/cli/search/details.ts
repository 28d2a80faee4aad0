// What is told of a counterexample besides its explanation: until when it could have gone right, the nearest run that does, and where the events stand that should have
// waited for each other. Plain data, so that it is found where the program is, whatever thread that is in.
import type { Program } from '../../compiler/program';
import type { EventStack } from '../../explorer/check-messages';
import type { SearchedExploration } from '../../explorer/explore';
import { PassingSearch } from '../../explorer/passing/passing-search';
import type { KernelTree } from '../../language/tree';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { replay } from '../../machine/schedule/replay';
import type { PassingAnswer } from '../../machine/verdict/avoidable';

/** Empty if nothing went wrong, or before the first event. */
export interface Details {
  readonly passing?: PassingAnswer;
  /** For editors, which show the statements. */
  readonly stacks?: readonly EventStack[];
}

/** They may be asked for several times: for the terminal, the document, the channel, and for versions that do the same. */
const known = new WeakMap<SearchedExploration, Details>();

/** `program`: of the version that was explored, or of one that does the same. It may have to be compiled. */
export function detailsOf(exploration: SearchedExploration, program: () => Program, kernel: KernelTree): Details {
  let details = known.get(exploration);
  if (!details) known.set(exploration, details = find(exploration, program, kernel));
  return details;
}

function find(exploration: SearchedExploration, programOf: () => Program, kernel: KernelTree): Details {
  const { schedule, missingWait, states, verdict } = exploration;
  if (!schedule || !missingWait) return {};
  const program = programOf();
  const { execution } = replay(program, schedule);
  const stacks = stacksOf(execution, missingWait.events, kernel);
  return { stacks, passing: new PassingSearch(program).answer(execution, { states, isLivelock: verdict === 'livelock' || program.response !== undefined }) };
}

function stacksOf(execution: Execution, events: readonly number[], kernel: KernelTree): EventStack[] {
  const own = new Set([...kernel.functions, ...kernel.agents, ...kernel.invariants].map(({ source }) => source));
  return events.filter((index) => index < execution.length).flatMap((index) => {
    const { task, text, location } = execution.eventAt(index);
    if (task.index === EDIT_TASK) return [];
    const frames = location.frames.map(({ function: name, source, span: [line, column] }) => ({ function: name, source, isKernel: own.has(source), line: line + 1, column: column + 1 }));
    return [{ event: index + 1, task: task.name, text, frames }];
  });
}
