// The snapshot in words: alarms, the sentence for screen readers, and the lines of the console's `blocks`.
import { capitalized } from '../../machine/explain/phrases';
import type { Alarm, Cell, Former, Snapshot } from '../../view/messages/ownership';

/** A sentence for each block that a device may reach on behalf of a file that does not own it. */
export function alarmsOf(cells: readonly Cell[]): Alarm[] {
  return cells.flatMap((cell) => {
    const text = cell.danger && alarmText(cell);
    return text ? [{ text, cell: cell.id, isNew: false }] : [];
  });
}

function alarmText(cell: Cell): string {
  const title = capitalized(cell.title);
  const fate = cell.state === 'owned' && cell.owner ? `belongs to ${cell.owner.name} now` : cell.state === 'free' ? 'is free' : 'was freed';
  const running = cell.transfers.find(({ status }) => status === 'running');
  if (running) {
    const verb = running.direction === 'in' ? 'still writing into it' : 'still reading from it';
    return `${title} ${fate}, and ${running.device} is ${verb}${onBehalfOf(running.home?.name)}.`;
  }
  const [waiting] = cell.transfers;
  if (waiting) {
    const verb = waiting.direction === 'in' ? 'write into it' : 'read from it';
    return `${title} ${fate}, and ${waiting.device} is about to ${verb}${onBehalfOf(waiting.home?.name)}.`;
  }
  const [pin] = cell.pins;
  if (pin?.use === 'RDMA') return `${title} ${fate}, and a network card may still write into it${onBehalfOf(pin.home?.name)}.`;
  return `${title} ${fate}, and ${pin?.holder ?? 'somebody'} still has it pinned${onBehalfOf(pin?.home?.name)}.`;
}

function onBehalfOf(file: string | undefined): string {
  return file ? ` for ${file}` : '';
}

/** A stop for a screen reader: what happened, which blocks it changed and how, which alarms are new, which threads wait now. */
export function sentenceOf({ event, position, scenario, kernel, headline, devices, memory, alarms, waits, lost }: Omit<Snapshot, 'sentence'>): string {
  const cells = [...devices.flatMap(({ blocks }) => blocks), ...memory];
  return [
    ...(headline === undefined ? [] : [`${headline}${/[.?!]$/.test(headline) ? '' : '.'}`]),
    event ? `Event ${position}, ${event.task}: ${event.text}${/[.?!]$/.test(event.text) ? '' : '.'}` : `The beginning of ${scenario} on ${kernel}.`,
    ...cells.flatMap((cell) => changeSentence(cell) ?? []),
    ...alarms.filter(({ isNew }) => isNew).map(({ text }) => text),
    ...waits.filter(({ isNew }) => isNew).map(({ task, text }) => `${task} ${text}.`),
    ...(lost?.event === position ? ['From here on no order of events goes right.'] : []),
  ].join(' ');
}

function changeSentence(cell: Cell): string | undefined {
  const news = newsOf(cell);
  return news === undefined ? undefined : `${capitalized(cell.title)} ${news}.`;
}

/** What is marked in a cell, in words: "is freed, has 1 reference". Undefined if nothing is. */
export function newsOf(cell: Cell): string | undefined {
  const { change, refcount, pins, mappings, transfers, owner } = cell;
  const news = [
    change && (cell.state === 'owned' && owner ? `belongs to ${owner.name}` : cell.state === 'orphan' ? 'has no file any more' : `is ${cell.state}`),
    refcount.was !== undefined && `has ${refcount.now} ${refcount.now === 1 ? 'reference' : 'references'}`,
    ...pins.filter(({ isNew }) => isNew).map(({ holder }) => `is pinned by ${holder}`),
    ...mappings.filter(({ isNew }) => isNew).map(({ task }) => `is mapped by ${task}`),
    ...transfers.filter(({ isNew }) => isNew).map(({ device, direction, status }) =>
      `is ${status === 'running' ? '' : 'to be '}${direction === 'in' ? 'written' : 'read'} by ${device}`),
  ].filter(Boolean);
  return news.length === 0 ? undefined : news.join(', ');
}

/** Who shows the task beside the text: "nvme0: writes word 0", not "nvme0: nvme0 writes word 0". */
export function withoutSubject(text: string, task: string): string {
  return text.startsWith(`${task} `) ? text.slice(task.length + 1) : text;
}

/** The snapshot as text: a line for each block, for each page in memory and, with `!` before it, for each alarm. */
export function linesOf({ devices, memory, alarms }: Pick<Snapshot, 'devices' | 'memory' | 'alarms'>): string[] {
  const blocks = devices.flatMap(({ name, blocks }) => blocks.map((cell) => `${name} ${cellLine(cell)}`));
  return [...blocks, ...memory.map(cellLine), ...alarms.map(({ text }) => `! ${text}`)];
}

function cellLine({ title, state, owner, index, sharers, former, refcount, base, pins, mappings, transfers, waiters }: Cell): string {
  const home = owner && (index === undefined ? owner.name : `page ${index} of ${owner.name}`);
  const shared = (sharers ?? []).map((place) => ` and page ${place.index} of ${place.owner.name}`).join('');
  const whose = state === 'owned' ? `${home ?? state}${shared}` : home === undefined || former ? state : `${state}, was ${home}`;
  return [
    `${title}: ${whose}${former ? `, ${formerText(former)}` : ''}`,
    ...(refcount.now !== base ? [`${refcount.now} ${refcount.now === 1 ? 'reference' : 'references'}`] : []),
    ...pins.map(({ holder, use }) => `pinned by ${holder}${use ? ` (${use})` : ''}`),
    ...mappings.map(({ task }) => `mapped by ${task}`),
    ...waiters.map(({ task }) => `${task} waits for it`),
    ...transfers.map(({ device, direction, home, status }) =>
      `${device} ${direction === 'in' ? 'writes into it' : 'reads from it'}${home ? ` for ${home.name}` : ''} (${status})`),
  ].join('; ');
}

/** "was page 0 of victim until event 35, truncator". */
function formerText({ owner, index, until: { event, task } }: Former): string {
  return `was page ${index} of ${owner.name} until event ${event}, ${task}`;
}
