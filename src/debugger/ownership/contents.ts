// All that a snapshot shows of one state, before what an event changed is marked.
import type { State } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import type { Alarm, Cell, Device, File, FileName, Lock, PastEvent, Wait } from '../../view/messages/ownership';
import { CellMaker, type OwnersOf } from './cells';
import { filesOf, nameFiles } from './files';
import { alarmsOf } from './in-words';
import { locksOf, waitsOf, type LastEventOf } from './locks';
import { Objects, type ModelObject } from './objects';
import { ownersOf } from './owners';

/** What a snapshot is made from. */
export type Recorded = Pick<Execution, 'program' | 'position' | 'length' | 'stateAt' | 'eventAt' | 'lastChange' | 'lastEventBefore'>;

export interface Contents {
  readonly devices: readonly Device[];
  readonly memory: readonly Cell[];
  readonly alarms: readonly Alarm[];
  readonly files: readonly File[];
  readonly locks: readonly Lock[];
  readonly waits: readonly Wait[];
}

/** At a recorded position, with the history of each cell. */
export function contentsAt(execution: Recorded, position: number): Contents {
  const objects = new Objects(execution.program, execution.stateAt(position));
  const fileName = nameFiles(objects);
  return contentsOf(objects, fileName, (task) => execution.lastEventBefore(position, task), tenureOf(execution, position, objects, fileName));
}

/** Without the history of cells: of the state at a position, or of one that a task would reach from there. */
export function contentsOfState(execution: Recorded, position: number, state: State): Contents {
  const objects = new Objects(execution.program, state);
  return contentsOf(objects, nameFiles(objects), (task) => execution.lastEventBefore(position, task), () => ({}));
}

/** An event by its index. */
export function pastEvent(execution: Pick<Execution, 'eventAt'>, index: number): PastEvent {
  return { event: index + 1, task: execution.eventAt(index).task.name };
}

function contentsOf(objects: Objects, fileName: (file: ModelObject | undefined) => FileName | undefined, lastEventOf: LastEventOf, owners: OwnersOf): Contents {
  const maker = new CellMaker(objects, fileName, owners);
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
    locks: locksOf(objects, lastEventOf),
    waits: waitsOf(objects, lastEventOf),
  };
}

function tenureOf(execution: Recorded, position: number, objects: Objects, fileName: (file: ModelObject | undefined) => FileName | undefined): OwnersOf {
  const known = ownersOf(execution, position);
  return ({ type, id }) => {
    const { since, former } = known.get(`${type} ${id}`) ?? {};
    const owner = former && fileName(objects.get('inode', former.inode));
    return {
      ...(since !== undefined && { since: pastEvent(execution, since) }),
      ...(owner && { former: { owner, index: former.index, until: pastEvent(execution, former.until) } }),
    };
  };
}
