// The snapshot that the ownership view draws: who owns, pins, maps and writes into every block at one position. It is made
// from the objects of the state, by the names of their types and fields; what an event changed is found by comparing two of them.
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Cell, Snapshot, StoryPart } from '../../view/messages/ownership';
import type { LastChance } from '../passing/last-chance';
import { markCell, markFile, markLock, markNew, paired } from './comparison';
import { contentsAt, contentsOfState } from './contents';
import { sentenceOf, withoutSubject } from './in-words';
import { nextOf } from './next';
import { wentWrongAt, type WentWrong } from './went-wrong';

interface Asked {
  /** The one that is selected, of which the snapshot says what it is about to do. */
  readonly task?: number | undefined;
  /** The fields at whose change the debugger stops because the picture was told so. */
  readonly breakpoints?: readonly string[];
  /** If it is known already: to find it out takes time. */
  readonly wentWrong?: WentWrong | undefined;
  readonly story?: readonly StoryPart[] | undefined;
  /** Without it nobody looks for the point of no return. */
  readonly lastChance?: LastChance | undefined;
}

/** The snapshot at the present position; what the latest event changed is marked. Answers `daxscn/ownership`. */
export function buildOwnership(execution: Execution, { task, breakpoints = [], wentWrong, story = [], lastChance }: Asked = {}): Snapshot {
  const { program, position, length } = execution;
  const now = contentsAt(execution, position);
  const before = position > 0 ? contentsOfState(execution, position - 1, execution.stateAt(position - 1)) : undefined;
  const event = position > 0 ? execution.eventAt(position - 1) : undefined;
  const wrong = wentWrong ?? wentWrongAt(execution, position);
  const lost = wrong.explanation === undefined ? lastChance?.lostBefore(position) : undefined;
  const snapshot = {
    scenario: program.scenario,
    kernel: formatVersion(program.kernel),
    position,
    length,
    ...(event && { event: { task: event.task.name, letter: event.task.index === EDIT_TASK ? '?' : taskLetter(event.task.index), text: withoutSubject(event.text, event.task.name) } }),
    ...(task !== undefined && { next: { ...nextOf(execution, task, now), ...(lastChance?.isLastFor(position, task) && { isPointOfNoReturn: true as const }) } }),
    ...wrong,
    ...(lost && { lost: { event: lost.event + 1, task: execution.eventAt(lost.event).task.name } }),
    ...(story.length > 0 && { story }),
    alarms: paired(now.alarms, before?.alarms, ({ text }) => text, markNew),
    devices: now.devices.map(({ name, blocks }) =>
      ({ name, blocks: markCells(blocks, before?.devices.find((device) => device.name === name)?.blocks) })),
    memory: markCells(now.memory, before?.memory),
    files: paired(now.files, before?.files, ({ name }) => name, markFile),
    locks: paired(now.locks, before?.locks, ({ name }) => name, markLock),
    waits: paired(now.waits, before?.waits, ({ task: name, text }) => `${name} ${text}`, markNew),
    breakpoints,
  };
  return { ...snapshot, sentence: sentenceOf(snapshot) };
}

function markCells(now: readonly Cell[], before: readonly Cell[] | undefined): Cell[] {
  return paired(now, before, ({ id }) => id, markCell);
}
