// Which functions of the model kernel a task enters, in order, from the call stacks of its events.
import type { FrameInfo } from '../../src/compiler/program';
import type { Execution } from '../../src/machine/execution/execution';

export function enteredFunctions(execution: Execution, task: number): string[] {
  const entered: string[] = [];
  let stack: readonly FrameInfo[] = [];
  for (let i = 0; i < execution.length; i++) {
    const event = execution.eventAt(i);
    if (event.choice.task !== task) continue;
    const frames = [...event.location.frames].reverse();
    const common = frames.findIndex((frame, depth) => frame.activation !== stack[depth]?.activation);
    if (common >= 0) entered.push(...frames.slice(common).map((frame) => frame.function));
    stack = frames;
  }
  return entered;
}
