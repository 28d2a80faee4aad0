// When an event can happen and what it does, put together for each place where a task can rest.
import type { TaskCode } from './generate-steps';
import type { EventCode } from '../program';
import type { Generated } from './runtime';

export function eventCodes({ rests }: TaskCode, generated: Generated, task: number): EventCode[] {
  return rests.map(({ rest, options }, pc): EventCode => {
    const step = generated.steps[task]![pc] ?? ((): never => { throw new Error(`task ${task} has ended`); });
    const guard = generated.guards[task]![pc];
    const alternatives = rest?.ended ? 0 : options ? options.length : 1;
    return { step, enabled: guard ?? (() => alternatives) };
  });
}
