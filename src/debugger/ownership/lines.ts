import type { Cell, Snapshot } from '../../view/messages';

/** The picture for those who have none: a line for each block and page in memory, and what is the matter. */
export function linesOf({ devices, memory, alarms }: Pick<Snapshot, 'devices' | 'memory' | 'alarms'>): string[] {
  const blocks = devices.flatMap(({ name, blocks }) => blocks.map((cell) => `${name} ${line(cell)}`));
  return [...blocks, ...memory.map(line), ...alarms.map(({ text }) => `! ${text}`)];
}

function line({ title, state, owner, index, refcount, base, pins, mappings, transfers }: Cell): string {
  const place = owner && (index === undefined ? owner.name : `page ${index} of ${owner.name}`);
  const whose = state === 'owned' ? place ?? state : place === undefined ? state : `${state}, was ${place}`;
  return [
    `${title}: ${whose}`,
    ...(refcount.now !== base ? [`${refcount.now} ${refcount.now === 1 ? 'reference' : 'references'}`] : []),
    ...pins.map(({ holder, use }) => `pinned by ${holder}${use ? ` (${use})` : ''}`),
    ...mappings.map(({ task }) => `mapped by ${task}`),
    ...transfers.map(({ device, direction, home, status }) =>
      `${device} ${direction === 'in' ? 'writes into it' : 'reads from it'}${home ? ` for ${home.name}` : ''} (${status})`),
  ].join('; ');
}
