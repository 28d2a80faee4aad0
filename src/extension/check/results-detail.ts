// All about a scenario on a version, for the verdicts view, made of what `daxscn check` says. Pure.
import type { CheckedResult, OutcomeDocument } from '../../explorer/check-messages';
import { callText, markText } from '../../explorer/answers/outcome-words';
import { boundText, isFault, verdictText } from '../../explorer/verdict-words';
import type { ComparisonOffer, OfferedSide, OutcomeDetail, ResultDetail, RunDetail } from '../../view/messages/results';

/** A version on which it goes right, or wrong, if there is one: the nearest. `schedule` where it goes wrong. */
export interface Neighbour {
  readonly kernel: string;
  readonly schedule?: string;
}

/** `other`: the nearest version on which it holds if it goes wrong here, and the reverse. */
export function resultDetail(result: CheckedResult, other: Neighbour | undefined): ResultDetail {
  const { verdict, property, expected, pass, bound, states, transitions, seconds, sameProgramAs, reason, counterexamples, counterexamplesComplete, outcomes } = result;
  const runs = runsOf(result, other);
  return {
    verdict, expected, pass, states, transitions, seconds, runs,
    ...(property !== null && { property }), ...(bound !== null && { bound: boundText(bound) }), ...(sameProgramAs !== undefined && { sameAs: sameProgramAs }),
    ...(runs.length === 0 && reason !== null && { reason }),
    comparisons: isFault(result.verdict) || !other ? [] : [offer(other.kernel, { title: other.kernel, ...other }, { title: result.kernel, kernel: result.kernel })],
    mayHaveMore: counterexamples !== undefined && counterexamplesComplete === false,
    ...(outcomes && {
      outcomes: { classes: outcomes.map((each, at) => outcomeDetail(each, at, result, outcomes[0]!)), isComplete: result.outcomesComplete ?? false, never: result.neverDone ?? [] },
    }),
  };
}

function runsOf(result: CheckedResult, other: Neighbour | undefined): RunDetail[] {
  const { kernel, schedule, events, passing, counterexamples = [] } = result;
  if (schedule === null) return [];
  const run = (found: Found): RunDetail => {
    const here = { kernel, schedule: found.schedule };
    const known = found.schedule === schedule ? passing : undefined;
    return {
      title: verdictText(found), verdict: found.verdict, ...(found.property !== null && { property: found.property }),
      functions: found.functions, schedule: found.schedule, events: found.events,
      ...(found.missingWait && { sentence: found.missingWait.sentence }), ...(found.reason !== null && { reason: found.reason }),
      ...(known && { lastChance: known.lastChance }), ...(known?.nearest !== undefined && { nearest: known.nearest }),
      comparisons: [
        ...(known && known.schedule !== null ? [offer('nearest passing run', { title: 'counterexample', ...here }, { title: 'nearest passing run', kernel, schedule: known.schedule })] : []),
        ...(other && isFault(found.verdict) ? [offer(other.kernel, { title: kernel, ...here }, { title: other.kernel, kernel: other.kernel })] : []),
      ],
    };
  };
  const decisive = counterexamples.find((each) => each.schedule === schedule);
  return [
    run({ ...result, schedule, events: events ?? 0, functions: decisive?.functions ?? [] }),
    ...counterexamples.filter((each) => each !== decisive).map(run),
  ];
}

interface Found extends Pick<CheckedResult, 'verdict' | 'property' | 'reason' | 'missingWait'> {
  readonly schedule: string;
  readonly events: number;
  readonly functions: readonly string[];
}

/** Beside the counterexample, else beside the first class. */
function outcomeDetail({ outcome, endStates, schedule, events }: OutcomeDocument, at: number, { kernel, ...result }: CheckedResult, first: OutcomeDocument): OutcomeDetail {
  const { verdict, property, tasks } = outcome;
  const against = isFault(result.verdict) && result.schedule !== null ? { schedule: result.schedule, title: 'counterexample' } : { schedule: first.schedule, title: 'outcome 1' };
  return {
    verdict, ...(property !== null && { property }), tasks: tasks.flatMap(taskText), endStates, schedule, events,
    comparisons: against.schedule === schedule ? [] : [offer(against.title, { kernel, ...against }, { title: `outcome ${at + 1}`, kernel, schedule })],
  };
}

/** `truncator: ftruncate(victim, 0) = 0; layout_retry 2 times`. */
function taskText({ task, calls, marks }: OutcomeDocument['outcome']['tasks'][number]): string[] {
  const told = [
    ...calls.map(({ call, ...count }) => callText(call, count)),
    ...Object.entries(marks).filter(([, times]) => times > 0).map(([mark, times]) => markText(mark, times)),
  ];
  return told.length > 0 ? [`${task}: ${told.join('; ')}`] : [];
}

function offer(what: string, left: OfferedSide, right: OfferedSide): ComparisonOffer {
  return { label: `Compare with ${what}`, left, right };
}
