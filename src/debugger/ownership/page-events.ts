// Who did what to a block or a page: found by comparing its cell before and after each event that changed what refers to it.
import type { Program } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import type { Cell } from '../../view/messages/ownership';
import { CellMaker } from './cells';
import { latestDeviceWrite } from './device-writes';
import { nameFiles } from './files';
import { Objects } from './objects';

/** How many events that changed what refers to some page are looked at, at most: about a third of a second. */
export const MOST_EVENTS = 600;

/** What an event did to a page: "pinned it", "took it from victim". */
export interface PageEvent {
  readonly index: number;
  readonly said: readonly string[];
}

export interface PageEvents {
  /** The latest first: of each task the latest of each kind. */
  readonly events: readonly PageEvent[];
  /** The events before this index have not been looked at. */
  readonly from: number;
}

/**
 * What happened to a page before a position, and to the block that it is the page of. `page`: its id. `isPatient`: the latest write of a device
 * is looked for in all events, however many there are.
 */
export function pageEventsOf(execution: Execution, page: number, position: number, isPatient = false): PageEvents {
  const { program } = execution;
  const { slots, concerns } = slotsAbout(program, page);
  const known = new Set<string>();
  const events = new Map<number, readonly string[]>();
  let index = execution.lastChange(slots, 0, position);
  for (let looked = 0; index !== undefined && looked < MOST_EVENTS; looked++, index = execution.lastChange(slots, 0, index)) {
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    if (!slots.some((slot) => before[slot] !== after[slot] && concerns(slot, before[slot]!, after[slot]!))) continue;
    const [was, now] = [before, after].map((state) => cellOf(new Objects(program, state), page)) as [Cell | undefined, Cell | undefined];
    const { task } = execution.choiceAt(index);
    const said = saidOf(was, now).filter((text) => !known.has(`${task} ${text}`));
    for (const text of said) known.add(`${task} ${text}`);
    if (said.length > 0) events.set(index, said);
  }
  const from = index === undefined ? 0 : index + 1;
  const written = latestDeviceWrite(execution, page, position, isPatient ? 0 : from);
  if (written !== undefined) events.set(written, [...events.get(written) ?? [], 'wrote its data']);
  return { events: [...events].map(([at, said]) => ({ index: at, said })).sort((one, other) => other.index - one.index), from };
}

/** A page in memory that nobody uses has no cell. */
function cellOf(objects: Objects, id: number): Cell | undefined {
  const page = objects.get('page', id)!;
  const maker = new CellMaker(objects, nameFiles(objects));
  const block = page.owner?.type === 'block' ? page.owner : undefined;
  return block ? maker.block(block, block.owner?.name ?? '') : maker.page(page);
}

/** What became of a cell, each with the words for it. */
function saidOf(was: Cell | undefined, now: Cell | undefined): string[] {
  const places = (cell: Cell | undefined) => (cell?.state !== 'owned' || !cell.owner ? [] : [{ owner: cell.owner, index: cell.index }, ...cell.sharers ?? []])
    .map(({ owner, index }) => ({ name: owner.name, text: `${owner.name} as page ${index ?? 0}` }));
  const [had, has] = [places(was), places(now)];
  const gone = <T>(some: readonly T[], others: readonly T[], key: (thing: T) => string): T[] => some.filter((thing) => !others.some((other) => key(other) === key(thing)));
  const { pins: pinsBefore = [], mappings: mapsBefore = [], transfers: dmaBefore = [] } = was ?? {};
  const { pins = [], mappings: maps = [], transfers: dma = [] } = now ?? {};
  const count = (all: Cell['pins'], holder: string): number => all.reduce((sum, pin) => sum + (pin.holder === holder ? pin.count : 0), 0);
  const holders = [...new Set([...pinsBefore, ...pins].map(({ holder }) => holder))];
  return [
    ...gone(had, has, ({ text }) => text).map(({ name }) => `took it from ${name}`),
    ...gone(has, had, ({ text }) => text).map(({ text }) => `gave it to ${text}`),
    ...(was && now && was.state !== now.state && now.state === 'free' ? ['made it free'] : []),
    ...holders.filter((holder) => count(pins, holder) > count(pinsBefore, holder)).map((holder) => `pinned it for ${holder}`),
    ...holders.filter((holder) => count(pins, holder) < count(pinsBefore, holder)).map((holder) => `unpinned it for ${holder}`),
    ...gone(maps, mapsBefore, ({ task }) => task).map(({ task }) => `mapped it into ${task}`),
    ...gone(mapsBefore, maps, ({ task }) => task).map(({ task }) => `unmapped it from ${task}`),
    ...gone(dma, dmaBefore, ({ device, direction }) => `${device} ${direction}`)
      .map(({ device, direction }) => `told ${device} to ${direction === 'in' ? 'write into it' : 'read from it'}`),
  ];
}

/** The slots that can be about a page or its block, and whether a change of one is: a reference to another page or block is not. */
function slotsAbout({ slots, types }: Program, page: number): { slots: readonly number[]; concerns: (slot: number, was: number, now: number) => boolean } {
  const block = types.find(({ name }) => name === 'page')?.instances[page - 1]?.owner;
  const ids = new Map([['page', page], ['block', block?.type === 'block' ? block.id : 0]]);
  const own = new Set<number>();
  const referring = new Map<number, number>();
  slots.forEach(({ field, type }, slot) => {
    if (!field) return;
    if (field.id === ids.get(field.type) || field.type === 'pmd') own.add(slot);
    else if (type.kind === 'object' && ids.has(type.name)) referring.set(slot, ids.get(type.name)!);
    // What a request with the page does.
    else if (field.type === 'bio' && field.name === 'status') own.add(slot);
  });
  return {
    slots: [...own, ...referring.keys()],
    concerns: (slot, was, now) => own.has(slot) || was === referring.get(slot) || now === referring.get(slot),
  };
}
