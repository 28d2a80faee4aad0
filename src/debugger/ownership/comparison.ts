// Marks what an event changed: two pictures are compared, so nothing has to be told what an event does.
import type { Cell, File, Lock, Value } from '../../view/messages';

export function markCell(now: Cell, before: Cell | undefined): Cell {
  if (!before) return now;
  const change = changeOf(now, before);
  return {
    ...now,
    ...(change && { change }),
    refcount: value(now.refcount, before.refcount),
    ...(now.mapcount && { mapcount: value(now.mapcount, before.mapcount) }),
    pins: now.pins.map((pin) => ({ ...pin, isNew: !before.pins.some((old) => old.holder === pin.holder && old.count === pin.count) })),
    mappings: now.mappings.map((mapping) =>
      ({ ...mapping, isNew: !before.mappings.some((old) => old.task === mapping.task && old.writable === mapping.writable) })),
    transfers: now.transfers.map((transfer) =>
      ({ ...transfer, isNew: !before.transfers.some((old) => old.device === transfer.device && old.status === transfer.status) })),
  };
}

export function markFile(now: File, before: File | undefined): File {
  return before ? { ...now, size: value(now.size, before.size) } : now;
}

export function markLock(now: Lock, before: Lock | undefined): Lock {
  return { ...now, isNew: before?.writer !== now.writer || before?.readers.join() !== now.readers.join() };
}

/** For what is only there or not. */
export function markNew<T extends { readonly isNew: boolean }>(now: T, before: T | undefined): T {
  return { ...now, isNew: before === undefined };
}

/** Pairs things of two moments by what identifies them. */
export function paired<T, R>(now: readonly T[], before: readonly T[] | undefined, key: (thing: T) => string, mark: (now: T, before?: T) => R): R[] {
  const old = new Map((before ?? []).map((thing) => [key(thing), thing]));
  return now.map((thing) => mark(thing, old.get(key(thing))));
}

function value(now: Value<number>, before: Value<number> | undefined): Value<number> {
  return before === undefined || before.now === now.now ? now : { now: now.now, was: before.now };
}

function changeOf(now: Cell, before: Cell): string | undefined {
  if (now.state === before.state && now.owner?.name === before.owner?.name && now.index === before.index) return undefined;
  if (now.state === 'orphan') return 'its file does not know it any more';
  const { state, owner, index } = before;
  if (state === 'owned' && owner) return `was ${index === undefined ? owner.name : `page ${index} of ${owner.name}`}`;
  return `was ${state}`;
}
