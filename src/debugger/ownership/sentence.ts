import type { Cell, Snapshot } from '../../view/messages';

/** A stop for those who listen: what happened, what it did to which block, what is newly wrong, who now waits. */
export function sentenceOf({ event, position, scenario, kernel, devices, memory, alarms, waits }: Omit<Snapshot, 'sentence'>): string {
  const cells = [...devices.flatMap(({ blocks }) => blocks), ...memory];
  return [
    event ? `Event ${position}, ${event.task}: ${event.text}${/[.?!]$/.test(event.text) ? '' : '.'}` : `The beginning of ${scenario} on ${kernel}.`,
    ...cells.flatMap((cell) => changed(cell) ?? []),
    ...alarms.filter(({ isNew }) => isNew).map(({ text }) => text),
    ...waits.filter(({ isNew }) => isNew).map(({ task, text }) => `${task} ${text}.`),
  ].join(' ');
}

function changed(cell: Cell): string | undefined {
  const { change, refcount, pins, mappings, transfers, owner } = cell;
  const news = [
    change && (cell.state === 'owned' && owner ? `belongs to ${owner.name}` : `is ${cell.state}`),
    refcount.was !== undefined && `has ${refcount.now} ${refcount.now === 1 ? 'reference' : 'references'}`,
    ...pins.filter(({ isNew }) => isNew).map(({ holder }) => `is pinned by ${holder}`),
    ...mappings.filter(({ isNew }) => isNew).map(({ task }) => `is mapped by ${task}`),
    ...transfers.filter(({ isNew }) => isNew).map(({ device, direction, status }) =>
      `is ${status === 'running' ? '' : 'to be '}${direction === 'in' ? 'written' : 'read'} by ${device}`),
  ].filter(Boolean);
  if (news.length === 0) return undefined;
  return `${cell.title.replace(/^./, (first) => first.toUpperCase())} ${news.join(', ')}.`;
}
