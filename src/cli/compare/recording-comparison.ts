// A recording and the execution that follows it, side by side, as the compare view draws two executions. Rows are those events of the model in which something passes that was recorded; the left side's
// are numbered like the right side's, since an execution of the model is all that can be debugged.
import { formatVersion } from '../../language/versions';
import type { Program } from '../../compiler/program';
import { colourOf } from '../../debugger/timeline/timeline';
import { formatSchedule, taskLetter } from '../../machine/schedule/schedule';
import { callText, choicesTo, type Difference } from '../../trace/validation/differences';
import { observedText } from '../../trace/validation/in-words';
import type { Observation } from '../../trace/validation/observation';
import type { Followed } from '../../trace/validation/recorded-model';
import type { Validation } from '../../trace/validation/validate';
import type { Comparison, Row, Side } from '../../view/messages/compare';

/** What was recorded behind the point at which they part, as far as it is told. */
const MOST_BEHIND = 200;

export function recordingComparison(program: Program, { order, whole, prefixes, gaveUp }: Validation, [difference]: readonly Difference[], overlays: readonly string[]): Comparison {
  const end = whole ?? prefixes[0]?.ends[0]?.followed;
  const lanes = program.tasks.map(({ name, index }) => ({ name, letter: taskLetter(index), colour: colourOf(index) }));
  const laneOf = (observation: Observation): number => Math.max(0, lanes.findIndex(({ name }) => name === (observation.task ?? 'interrupt')));
  const textOf = (observation: Observation): string => `${observedText(observation, callText(program)).replace(`${observation.task} `, '')} (line ${observation.line})`;
  const choices = end ? choicesTo(end) : [];
  const rows = end ? passedRows(program, order.sequences, end, laneOf, textOf) : [];
  const parting = whole || !difference ? undefined : rows.length;
  if (end && difference) rows.push(...behind(order.sequences, end, choices.length, difference, laneOf, textOf));
  const outcome = whole ? 'does all that was recorded' : `${gaveUp ? 'was followed for' : 'can do'} ${difference?.passed ?? 0} of ${order.size} observations`;
  const side = (title: string, length: number): Side => ({ title, kernel: formatVersion(program.kernel), overlays, schedule: formatSchedule(choices), length, outcome: title === 'model' ? outcome : 'as it was recorded', isWrong: title === 'model' && !whole });
  const [next] = difference?.next ?? [];
  return {
    scenario: program.scenario, lanes, rows, left: side('recording', choices.length), right: side('model', choices.length),
    sentence: next ? `Recorded: ${next.recorded.text}, at line ${next.recorded.line}; the model: ${next.model[0]?.text ?? 'nothing that follows'}.` : 'The model does all that was recorded.',
    ...(parting !== undefined && { parting }),
  };
}

function passedRows(program: Program, sequences: readonly (readonly Observation[])[], end: Followed, laneOf: (observation: Observation) => number, textOf: (observation: Observation) => string): Row[] {
  const path: Followed[] = [];
  for (let at: Followed | undefined = end; at; at = at.before?.followed) path.unshift(at);
  return path.flatMap((followed, event): Row[] => {
    const after = path[event + 1];
    if (!after?.before) return [];
    const { task } = after.before.choice;
    const passed = sequences.flatMap((sequence, i) => sequence.slice(followed.at[i], after.at[i]));
    if (passed.length === 0) return [];
    // What has passed without an event of its task is alike all the same: a function that the model passes through, or in which it waits.
    const lane = passed.some((each) => laneOf(each) === task) ? task : laneOf(passed[0]!);
    const { frames } = program.location(followed.state, task);
    const text = lane === task ? `${frames[0]!.function}: ${program.describe(followed.state, task)}` : 'does so without an event';
    return [{ kind: 'same', lane, left: { event, text: passed.map(textOf).join('; ') }, right: { event, text } }];
  });
}

/** Where they part, and what else was recorded. */
function behind(sequences: readonly (readonly Observation[])[], end: Followed, length: number, { next: [next] }: Difference, laneOf: (observation: Observation) => number, textOf: (observation: Observation) => string): Row[] {
  const left = sequences.flatMap((sequence, i) => sequence.slice(end.at[i])).sort((one, other) => one.time - other.time);
  const parting = left.find(({ line, time }) => line === next?.recorded.line && time === next.recorded.time) ?? left[0];
  if (!parting) return [];
  const instead = next?.model[0];
  return [
    { kind: instead ? 'different' : 'left', lane: laneOf(parting), left: { event: length, text: textOf(parting) }, ...(instead && { right: { event: length, text: instead.text } }) },
    ...left.filter((each) => each !== parting).slice(0, MOST_BEHIND).map((each): Row => ({ kind: 'left', lane: laneOf(each), left: { event: length, text: textOf(each) } })),
  ];
}
