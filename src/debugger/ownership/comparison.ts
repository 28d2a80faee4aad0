// Marks what an event changed by comparing the snapshots before and after it, so that no event has to be known here.
import type { Cell, File, Lock, Value } from '../../view/messages/ownership';

/** Marks every part of a cell that the event changed. `before` is undefined where there was no such cell: then nothing is marked. */
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
    waiters: now.waiters.map((waiter) => ({ ...waiter, isNew: !before.waiters.some(({ task }) => task === waiter.task) })),
    transfers: now.transfers.map((transfer) =>
      ({ ...transfer, isNew: !before.transfers.some((old) => old.device === transfer.device && old.status === transfer.status) })),
  };
}

/** Marks the size of a file if the event changed it, and the entries that the event made what they are. */
export function markFile(now: File, before: File | undefined): File {
  if (!before) return now;
  const entries = paired(now.entries, before.entries, ({ index }) => String(index), (entry, old) =>
    ({ ...entry, isNew: old?.text !== entry.text || old.locker !== entry.locker || old.isDirty !== entry.isDirty }));
  return { ...now, size: value(now.size, before.size), entries };
}

/** Marks a lock as new if the event changed who holds it or waits for it. */
export function markLock(now: Lock, before: Lock | undefined): Lock {
  return {
    ...now,
    isNew: before?.writer !== now.writer || before?.readers.join() !== now.readers.join() || before?.queue.join() !== now.queue.join(),
  };
}

/** Marks as new what was not there before. */
export function markNew<T extends { readonly isNew: boolean }>(now: T, before: T | undefined): T {
  return { ...now, isNew: before === undefined };
}

/** Marks each entry with its counterpart in an earlier list, which has the same key. */
export function paired<T, R>(now: readonly T[], before: readonly T[] | undefined, key: (thing: T) => string, mark: (now: T, before?: T) => R): R[] {
  const old = new Map((before ?? []).map((thing) => [key(thing), thing]));
  return now.map((thing) => mark(thing, old.get(key(thing))));
}

function value(now: Value<number>, before: Value<number> | undefined): Value<number> {
  return before === undefined || before.now === now.now ? now : { now: now.now, was: before.now };
}

function sharersOf({ sharers = [] }: Cell): string {
  return sharers.map(({ owner, index }) => `page ${index} of ${owner.name}`).join(' and ');
}

function changeOf(now: Cell, before: Cell): string | undefined {
  const isWhere = now.state === before.state && now.owner?.name === before.owner?.name && now.index === before.index;
  const [shared, sharedBefore] = [sharersOf(now), sharersOf(before)];
  if (isWhere && shared === sharedBefore) return undefined;
  if (isWhere) return sharedBefore === '' ? 'was not shared' : `was shared with ${sharedBefore}`;
  if (now.state === 'orphan') return 'its file does not know it any more';
  const { state, owner, index } = before;
  if (state === 'owned' && owner) return `was ${index === undefined ? owner.name : `page ${index} of ${owner.name}`}`;
  return `was ${state}`;
}
