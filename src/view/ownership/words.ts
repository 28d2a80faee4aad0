// A cell in words: what a screen reader says of it, and what its details show.
import type { Cell, Former, Pin, Transfer } from '../messages/ownership';

/** One sentence for everything that the picture of the cell shows. `ahead`: what the selected thread is about to make of it. */
export function describeCell(cell: Cell, ahead?: string): string {
  return [
    `${cell.title}: ${ownership(cell)}`,
    cell.danger && 'in danger',
    isLostNow(cell) ? undefined : cell.change,
    cell.former && former(cell.former),
    isIdle(cell) ? undefined : describeReferences(cell),
    ...cell.pins.map((pin) => `pinned by ${holder(pin)}`),
    ...cell.mappings.map((mapping) => `mapped by ${mapping.task}${mapping.writable ? ', writable' : ', read-only'}`),
    ...cell.transfers.map(describeTransfer),
    ...cell.waiters.map(({ task }) => `${task} waits for it`),
    ahead !== undefined && `next: ${ahead}`,
  ].filter(Boolean).join('. ');
}

/** Whether what this event took away is what `former` says: then it is said once. */
export function isLostNow({ change, former: before }: Cell): boolean {
  return before !== undefined && change === `was page ${before.index} of ${before.owner.name}`;
}

/** "was page 0 of victim until event 35, truncator". */
function former({ owner, index, until: { event, task } }: Former): string {
  return `was page ${index} of ${owner.name} until event ${event}, ${task}`;
}

/** `reader`, `reader (RDMA)`. */
export function holder(pin: Pin): string {
  return pin.use ? `${pin.holder} (${pin.use})` : pin.holder;
}

/** Whose it is. Where `former` says whose it was, that is not said twice. */
export function ownership({ state, owner, index, sharers, former: before }: Cell): string {
  const page = owner && index !== undefined ? `page ${index} of ${owner.name}` : owner?.name;
  switch (state) {
    case 'free': return 'free';
    case 'orphan': return owner && !before ? `orphan, was ${page}` : 'orphan';
    case 'freed': return page && !before ? `freed, was ${page}` : 'freed';
    case 'owned': return [page ?? 'owned', ...(sharers ?? []).map((place) => `page ${place.index} of ${place.owner.name}`)].join(' and ');
  }
}

export function describeTransfer({ device, direction, status, home }: Transfer): string {
  const verb = direction === 'in' ? 'writes into it' : 'reads from it';
  return `${device} ${verb}${home ? ` for ${home.name}` : ''} (${status})`;
}

/** "3 references: 1 of an idle page, 1 of a mapping, 1 pin of reader". */
export function describeReferences(cell: Cell): string {
  const { refcount, base, pins } = cell;
  const { mapped, rest } = holders(cell);
  const parts = [
    base > 0 && `${base} of ${cell.kind === 'page' ? 'the page cache' : 'an idle page'}`,
    mapped > 0 && `${mapped} of ${mapped === 1 ? 'a mapping' : 'mappings'}`,
    ...pins.map((pin) => `${pin.references === pin.count ? '' : `${pin.references} of `}${plural(pin.count, 'pin')} of ${pin.holder}`),
    rest > 0 && `${rest} held for a moment`,
  ].filter(Boolean);
  const total = plural(refcount.now, 'reference');
  return parts.length > 0 && rest >= 0 ? `${total}: ${parts.join(', ')}` : total;
}

/** What the references of a page are made of. A negative rest means that they do not add up. */
export function holders({ refcount, base, mapcount, pins }: Cell): { mapped: number; pinned: number; rest: number } {
  const mapped = mapcount?.now ?? 0;
  const held = pins.reduce((sum, pin) => sum + pin.references, 0);
  return { mapped, pinned: pins.reduce((sum, pin) => sum + pin.count, 0), rest: refcount.now - base - mapped - held };
}

/** Nothing but the allocator refers to the page. */
export function isIdle({ refcount, base }: Cell): boolean {
  return refcount.now === base && refcount.was === undefined;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
