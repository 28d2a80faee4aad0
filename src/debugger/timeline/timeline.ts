// What a timeline shows whatever part of it is looked at. Answers `daxscn/timeline`.
import { formatVersion } from '../../language/versions';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Timeline } from '../../view/messages/timeline';
import { choiceLabel } from '../motion/step-in-targets';
import type { TimelineIndex } from './timeline-index';

/** The number of theme colours of threads. */
const COLOURS = 8;

export function timelineOf(index: TimelineIndex): Timeline {
  index.follow();
  const { execution, revision, reader, counts, findings } = index;
  const { program, position, length } = execution;
  return {
    scenario: program.scenario, kernel: formatVersion(program.kernel), position, length, revision,
    lanes: program.tasks.map(({ index: task, name, kind }) => (
      { name, letter: taskLetter(task), colour: task % COLOURS + 1, isAgent: kind === 'agent', events: counts.total(task) })),
    bars: reader.bars,
    findings: findings.list(),
    branches: execution.forks().map((fork) => ({
      id: fork.id, position: fork.at, length: fork.length, lane: fork.first.task,
      label: `fork ${fork.id}: ${choiceLabel(program, execution.stateAt(fork.at), fork.first)}`,
    })),
  };
}
