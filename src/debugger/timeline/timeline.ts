// What a timeline shows whatever part of it is looked at. Answers `daxscn/timeline`.
import { formatVersion } from '../../language/versions';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Bar, Timeline } from '../../view/messages/timeline';
import { choiceLabel } from '../motion/step-in-targets';
import { lastChanceSentences } from '../passing/in-words';
import type { LastChance } from '../passing/last-chance';
import type { TimelineIndex } from './timeline-index';

/** The number of theme colours of threads. */
const COLOURS = 8;

/** Of a thread, by its task. */
export function colourOf(task: number): number {
  return task % COLOURS + 1;
}

/** Without `lastChance` nobody looks for the point of no return. */
export function timelineOf(index: TimelineIndex, lastChance?: LastChance): Timeline {
  index.follow();
  const unread = index.read(0, index.execution.length + 1, 1);
  const { execution, revision, reader, counts, findings } = index;
  const { program, position, length } = execution;
  const lost = lastChance?.find();
  return {
    scenario: program.scenario, kernel: formatVersion(program.kernel), position, length, revision,
    lanes: program.tasks.map(({ index: task, name, kind }) => (
      { name, letter: taskLetter(task), colour: colourOf(task), isAgent: kind === 'agent', events: counts.total(task) })),
    bars: reader.bars.map((bar, number) => ({ ...bar, ...usageOf(index, number, unread > 0) })),
    findings: findings.list(),
    ...(lost && { lastChance: { event: lost.event, lane: execution.choiceAt(lost.event).task, text: lastChanceSentences(execution, lastChance!, lost).join(' ') } }),
    branches: execution.forks().map((fork) => ({
      id: fork.id, position: fork.at, length: fork.length, lane: fork.first.task,
      label: `fork ${fork.id}: ${choiceLabel(program, execution.stateAt(fork.at), fork.first)}`,
    })),
  };
}

/** A page in memory is told as unused until a use of it has been read. What else is not read yet is not known. */
function usageOf({ chunks, tracks, reader }: TimelineIndex, bar: number, isOpen: boolean): Partial<Bar> {
  const shown = [...tracks.ofUses(bar)].filter((track) => chunks.shows(track)).map((track) => tracks.all.at(track).kind);
  return {
    ...(reader.bars[bar]!.kind === 'page' && !chunks.shows(tracks.ownership[bar]!) && { isUsed: false }),
    ...(!isOpen && !shown.includes('mapping') && { isMapped: false }),
    ...(!isOpen && !shown.includes('pin') && { isPinned: false }),
    ...(!isOpen && !shown.includes('transfer') && { isTransferred: false }),
  };
}
