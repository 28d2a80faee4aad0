// The picture of one moment: who owns, pins, maps and writes into every block. Made from the names of the model kernel's
// objects alone; what an event changed is found by comparing two pictures.
import type { State } from '../../compiler/program';
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Cell, Snapshot } from '../../view/messages';
import { alarmsOf } from './alarms';
import { CellMaker } from './cells';
import { markCell, markFile, markLock, markNew, paired } from './comparison';
import { nameFiles } from './file-names';
import { filesOf } from './files';
import { locksOf, waitsOf } from './locks';
import { Objects } from './objects';
import { sentenceOf } from './sentence';

type Run = Pick<Execution, 'program' | 'position' | 'length' | 'stateAt' | 'eventAt'>;

export function buildOwnership(execution: Run): Snapshot {
  const { program, position, length } = execution;
  const now = picture(execution, execution.stateAt(position));
  const before = position > 0 ? picture(execution, execution.stateAt(position - 1)) : undefined;
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

/** The task is named beside the text: "nvme0: writes word 0", not "nvme0: nvme0 writes word 0". */
function withoutSubject(text: string, task: string): string {
  return text.startsWith(`${task} `) ? text.slice(task.length + 1) : text;
}

function markCells(now: readonly Cell[], before: readonly Cell[] | undefined): Cell[] {
  return paired(now, before, ({ id }) => id, markCell);
}

function picture({ program }: Run, state: State) {
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
