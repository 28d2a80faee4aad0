// Where the model and a recording part: what was recorded next, and what keeps the model from it.
import { ModelError, type FrameInfo, type Program } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import type { Choice } from '../../machine/execution/choice';
import { formatSchedule } from '../../machine/schedule/schedule';
import { observedText } from './in-words';
import type { Observation } from './observation';
import type { Followed, Refused } from './recorded-model';
import type { End, Prefix, Validation } from './validate';

/** A point from which no execution follows the recording any further. */
export interface Difference {
  /** How many observations come before. */
  readonly passed: number;
  /** Leads the model there. */
  readonly schedule: string;
  /** What was recorded next, of each task that has more; what was recorded first is the first. */
  readonly next: readonly Parting[];
}

export interface Parting {
  readonly recorded: { readonly text: string; readonly line: number; readonly time: number };
  /** What the model has there instead: each that some execution has which comes so far. */
  readonly model: readonly Instead[];
}

export interface Instead {
  readonly text: string;
  /** In the source of the model kernel; lines from 1. */
  readonly source: string;
  readonly line: number;
}

/** There may be as many as there are interleavings. */
const MOST_INSTEAD = 5;

export function differencesOf(program: Program, { order, prefixes }: Validation): Difference[] {
  return prefixes.map((prefix): Difference => {
    const next = order.owners.flatMap((_, sequence) => order.next(prefix.at, sequence) ?? []);
    return {
      passed: prefix.at.reduce((sum, each) => sum + each, 0),
      schedule: formatSchedule(choicesTo(prefix.ends[0]!.followed)),
      next: next.sort((one, other) => one.time - other.time).map((observation) => parting(program, prefix, observation)),
    };
  });
}

/** From the first event on. */
export function choicesTo(followed: Followed): Choice[] {
  const choices: Choice[] = [];
  for (let at = followed; at.before; at = at.before.followed) choices.push(at.before.choice);
  return choices.reverse();
}

export function callText({ historyVariables, tasks }: Program): (process: string, index: number) => string {
  return (process, index) => historyVariables.filter(({ kind, task }) => kind === 'call' && tasks[task]!.name === process)[index]?.name ?? `call ${index + 1}`;
}

function parting(program: Program, { ends }: Prefix, observation: Observation): Parting {
  const task = program.tasks.findIndex(({ name }) => name === observation.task);
  const all = ends.flatMap((end) => insteadOf(program, end, task) ?? []);
  const distinct = new Map(all.map((each) => [JSON.stringify(each), each]));
  return { recorded: { text: observedText(observation, callText(program)), line: observation.line, time: observation.time }, model: [...distinct.values()].slice(0, MOST_INSTEAD) };
}

/** Undefined if the task could go on there, which comes to nothing else: another end has more of it. */
function insteadOf(program: Program, { followed: { state }, refused }: End, task: number): Instead | undefined {
  if (task < 0) return undefined;
  const [frame] = program.location(state, task).frames as [FrameInfo];
  const at = { source: frame.source, line: frame.span[0] + 1 };
  const other = refused.find(({ choice }) => choice.task === task);
  if (other) return { ...at, text: `${refusedText(program, other)}: ${program.describe(state, task)}` };
  const reason = whyNot(program, state, task);
  return reason === undefined ? undefined : { ...at, text: `${program.tasks[task]!.name} ${reason}` };
}

function refusedText(program: Program, { because }: Refused): string {
  return because instanceof ModelError ? `the model has no room for it: ${because.message}` : observedText(because, callText(program));
}
