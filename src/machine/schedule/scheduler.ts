// What *continue* follows: a pasted schedule, then the scenario's own, then a fair one drawn from a seed.
// Invariant: the answer is a function of the program, these inputs, the position and the events before it, so it is the
// same however one arrives.
import type { Program } from '../../compiler/program';
import { list, suggestion } from '../../language/suggest';
import type { Schedule } from '../../language/tree';
import type { Choice } from '../execution/choice';
import type { Execution } from '../execution/execution';
import { fmix32 } from '../fmix32';
import { followPlan, type PlanStep } from './plan';
import { parseSchedule, type ScheduleError } from './schedule';

/** Says what happens next. */
export interface Scheduler {
  /** The choice to make at the execution's position; undefined if no task is enabled. */
  next(execution: Execution): Choice | undefined;
}

export interface SchedulerOptions {
  /** Pasted; it comes before the scenario's own. `replay` tells whether it fits. */
  readonly schedule?: string;
  /** `ScenarioTree.schedules`. */
  readonly schedules?: readonly Schedule[];
  readonly seed?: number;
}

/** A scheduler, or what is wrong with one of the texts. `seed`: any integer; the same one draws the same choices. */
export function createScheduler(
  program: Program, { schedule, schedules = [], seed = 1 }: SchedulerOptions = {},
): { scheduler: Scheduler } | { error: ScheduleError } {
  const steps: PlanStep[] = [];
  const pasted: Schedule[] = schedule === undefined ? [] : [{ kind: 'string', string: schedule, span: [0, 0, 0, 0] }];
  for (const source of [...pasted, ...schedules]) {
    if (source.kind === 'string') {
      const parsed = parseSchedule(source.string);
      if ('error' in parsed) return parsed;
      // One by one: there may be more of them than a call has arguments.
      for (const { offset: _, ...run } of parsed.runs) steps.push({ kind: 'exact', ...run });
    } else {
      for (const { task: name, until, span } of source.directives) {
        const task = taskNamed(program, name);
        if (typeof task === 'string') return { error: { offset: 0, message: task, span } };
        steps.push({ kind: 'directive', task, until });
      }
    }
  }
  const draw = (execution: Execution, among: readonly Choice[]): Choice | undefined => pick(seed, execution.position, among);
  const planned = followPlan(steps, draw);
  return { scheduler: { next: (execution) => planned(execution) ?? draw(execution, execution.runnable()) } };
}

/** The task of this name, or the only one that runs this process or agent; else what is wrong. */
function taskNamed({ tasks }: Program, name: string): number | string {
  const named = tasks.find((task) => task.name === name);
  if (named) return named.index;
  const running = tasks.filter(({ routine }) => routine === name);
  if (running.length === 1) return running[0]!.index;
  if (running.length > 1) return `\`${name}\` is ${list(running.map((task) => `"${task.name}"`))}: \`run "${running[0]!.name}" …\``;
  return `there is no task \`${name}\`${suggestion(name, tasks.map((task) => task.name))}`;
}

/** Every task that can move is equally likely, and then each of its alternatives. */
function pick(seed: number, position: number, among: readonly Choice[]): Choice | undefined {
  const tasks = [...new Set(among.map(({ task }) => task))];
  const random = fmix32(fmix32(seed) ^ Math.imul(position + 1, 0x9e3779b1)) >>> 0;
  const task = tasks[random % tasks.length];
  const alternatives = among.filter((choice) => choice.task === task);
  return alternatives[(fmix32(random) >>> 0) % alternatives.length];
}
