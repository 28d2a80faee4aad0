// A cell in words: what a screen reader says of it, and what its details show.
import type { Cell, Pin, Transfer } from '../messages/ownership';

/** One sentence for everything that the picture of the cell shows. */
export function describeCell(cell: Cell): string {
  return [
    `${cell.title}: ${ownership(cell)}`,
    cell.danger && 'in danger',
    cell.change,
    isIdle(cell) ? undefined : describeReferences(cell),
    ...cell.pins.map((pin) => `pinned by ${holder(pin)}`),
    ...cell.mappings.map((mapping) => `mapped by ${mapping.task}${mapping.writable ? ', writable' : ', read-only'}`),
    ...cell.transfers.map(describeTransfer),
  ].filter(Boolean).join('. ');
}

/** `reader`, `reader (RDMA)`. */
export function holder(pin: Pin): string {
  return pin.use ? `${pin.holder} (${pin.use})` : pin.holder;
}

export function ownership({ state, owner, index, sharers }: Cell): string {
  const page = owner && index !== undefined ? `page ${index} of ${owner.name}` : owner?.name;
  switch (state) {
    case 'free': return 'free';
    case 'orphan': return owner ? `orphan, was ${page}` : 'orphan';
    case 'freed': return page ? `freed, was ${page}` : 'freed';
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
