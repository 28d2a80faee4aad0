// The snapshot that the ownership view draws: who owns, pins, maps and writes into every block at one position. It is made
// from the objects of the state, by the names of their types and fields; what an event changed is found by comparing two of them.
import type { State } from '../../compiler/program';
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Cell, Snapshot } from '../../view/messages/ownership';
import { CellMaker } from './cells';
import { markCell, markFile, markLock, markNew, paired } from './comparison';
import { filesOf, nameFiles } from './files';
import { alarmsOf, sentenceOf } from './in-words';
import { locksOf, waitsOf } from './locks';
import { Objects } from './objects';

type Recorded = Pick<Execution, 'program' | 'position' | 'length' | 'stateAt' | 'eventAt'>;

/** The snapshot at the present position; what the latest event changed is marked. Answers `daxscn/ownership`. */
export function buildOwnership(execution: Recorded): Snapshot {
  const { program, position, length } = execution;
  const now = contentsOf(execution, execution.stateAt(position));
  const before = position > 0 ? contentsOf(execution, execution.stateAt(position - 1)) : undefined;
  const event = position > 0 ? execution.eventAt(position - 1) : undefined;
  const snapshot = {
    scenario: program.scenario,
    kernel: formatVersion(program.kernel),
    position,
    length,
    ...(event && { event: { task: event.task.name, letter: event.task.index === EDIT_TASK ? '?' : taskLetter(event.task.index), text: withoutSubject(event.text, event.task.name) } }),
    alarms: paired(now.alarms, before?.alarms, ({ text }) => text, markNew),
    devices: now.devices.map(({ name, blocks }) =>
      ({ name, blocks: markCells(blocks, before?.devices.find((device) => device.name === name)?.blocks) })),
    memory: markCells(now.memory, before?.memory),
    files: paired(now.files, before?.files, ({ name }) => name, markFile),
    locks: paired(now.locks, before?.locks, ({ name }) => name, markLock),
    waits: paired(now.waits, before?.waits, ({ task, text }) => `${task} ${text}`, markNew),
  };
  return { ...snapshot, sentence: sentenceOf(snapshot) };
}

/** The view names the task beside the text: "nvme0: writes word 0", not "nvme0: nvme0 writes word 0". */
function withoutSubject(text: string, task: string): string {
  return text.startsWith(`${task} `) ? text.slice(task.length + 1) : text;
}

function markCells(now: readonly Cell[], before: readonly Cell[] | undefined): Cell[] {
  return paired(now, before, ({ id }) => id, markCell);
}

function contentsOf({ program }: Recorded, state: State) {
  const objects = new Objects(program, state);
  const fileName = nameFiles(objects);
  const maker = new CellMaker(objects, fileName);
  const isBlock = new Set(objects.all('block').map((block) => block.one('page')?.id));
  const devices = objects.all('block_device').map((device) => ({
    name: device.name,
    blocks: device.many('blocks').flatMap((block) => (block ? maker.block(block, device.name) : [])),
  })).filter(({ blocks }) => blocks.length > 0);
  return {
    devices,
    memory: objects.all('page').filter(({ id }) => !isBlock.has(id)).flatMap((page) => maker.page(page) ?? []),
    alarms: alarmsOf(devices.flatMap(({ blocks }) => blocks)),
    files: filesOf(objects, fileName),
    locks: locksOf(objects),
    waits: waitsOf(objects),
  };
}
