// What devices do with the data of a page or a block. The state has no data: an event in which a device writes some is one that
// advances a transfer and reads the pin of the page.
import type { InstanceField, Program, State } from '../../compiler/program';
import { accessesOfEvent } from '../../machine/execution/event-accesses';
import type { Execution } from '../../machine/execution/execution';
import { nameFiles } from './files';
import { Objects } from './objects';
import { usages } from './pins';

const WRITES_INTO_MEMORY = 'DMA_FROM_DEVICE';
const TRANSFERS = 'BIO_TRANSFER';

/** The slots of a pin that belongs to a transfer. */
export interface DevicePin {
  /** The id of its object. */
  readonly id: number;
  readonly page: number;
  readonly status: number;
  readonly direction: number;
}

/** The id of the page that holds the data of an object: of a page itself, else of the page in its `own` field; undefined if it has none. */
export function dataPage(program: Program, type: string, id: number): number | undefined {
  if (type === 'page') return id;
  const fields = program.types.find(({ name }) => name === type)?.instances[id - 1]?.fields ?? [];
  const own = fields.find((field) => field.kind === 'own' && !field.array && field.type.kind === 'object' && field.type.name === 'page');
  return own?.kind === 'own' ? own.values[0] : undefined;
}

/** The index of the latest event from `from` to `position`, the latter excluded, in which a device wrote into the page. */
export function latestDeviceWrite(execution: Execution, page: number, position: number, from = 0): number | undefined {
  const { program } = execution;
  const pins = pinsOfDevices(program);
  const value = (name: string): number => [...program.enums.values()].find((members) => members.includes(name))?.indexOf(name) ?? -1;
  const [transfers, writes] = [value(TRANSFERS), value(WRITES_INTO_MEMORY)];
  const slots = pins.flatMap(({ page: pinned, status, direction }) => [pinned, status, direction]);
  // Between two changes of these slots a transfer goes on or not: only while one does can an event write.
  for (let end = position; end > from;) {
    const begin = execution.lastChange(slots, from, end) ?? from;
    const state = execution.stateAt(end);
    const active = pins.filter((pin) => state[pin.page] === page && state[pin.status] === transfers && state[pin.direction] === writes);
    for (let index = end - 1; index >= begin && active.length > 0; index--) {
      const { reads, writes: written } = accessesOfEvent(program, execution.stateAt(index), execution.choiceAt(index));
      if (active.some((pin) => reads.has(pin.page) && written.has(pin.status))) return index;
    }
    end = begin;
  }
  return undefined;
}

/** What devices do with the page in a state, a line for each transfer. */
export function deviceLines(program: Program, state: State, page: number): string[] {
  const objects = new Objects(program, state);
  return (usages(objects, nameFiles(objects)).get(page) ?? []).flatMap(({ transfer, holder }) => {
    if (!transfer) return [];
    const { device, status, direction, home } = transfer;
    const verb = direction === 'in' ? 'write into it' : 'read from it';
    const does = status === 'running' ? (direction === 'in' ? 'is writing into it' : 'is reading from it') : `is about to ${verb}`;
    return [`now ${device} ${does}${home ? ` for ${home.name}` : ''}, pinned by ${holder}`];
  });
}

/** Every pin that can belong to a transfer. An event in which a device accesses the page reads `page` and writes `status`. */
export function pinsOfDevices({ types }: Program): DevicePin[] {
  const instances = (type: string) => types.find(({ name }) => name === type)?.instances ?? [];
  const slot = (fields: readonly InstanceField[], name: string): number | undefined => {
    const field = fields.find((candidate) => candidate.name === name);
    return field?.kind === 'state' ? field.slots[0] : undefined;
  };
  return instances('bio_vec').flatMap(({ id, owner, fields }) => {
    const request = owner?.type === 'bio' ? instances('bio')[owner.id - 1]?.fields ?? [] : [];
    const [page, status, direction] = [slot(fields, 'page'), slot(request, 'status'), slot(request, 'direction')];
    return page !== undefined && status !== undefined && direction !== undefined ? [{ id, page, status, direction }] : [];
  });
}
