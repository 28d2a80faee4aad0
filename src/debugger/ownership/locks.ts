// Locks that are held, and threads that wait.
import { blockedReason } from '../../machine/execution/blocking';
import type { Lock, Wait } from '../../view/messages/ownership';
import type { ModelObject, Objects } from './objects';

/** The read-write semaphores and the bit locks of pages and entries that a task holds. */
export function locksOf(objects: Objects): Lock[] {
  const names = (tasks: readonly ModelObject[]) => tasks.map((task) => objects.taskName(task));
  const semaphores = objects.all('rw_semaphore').map((lock) => {
    const writer = lock.one('writer');
    return { name: lock.name, readers: names(lock.members('readers')), isNew: false, ...(writer && { writer: objects.taskName(writer) }) };
  });
  const bits = ['page', 'dax_entry'].flatMap((type) => objects.all(type)).flatMap((thing) => {
    const writer = thing.one('locker');
    return writer ? [{ name: `lock of ${thing.name}`, readers: [], isNew: false, writer: objects.taskName(writer) }] : [];
  });
  return [...semaphores.filter(({ writer, readers }) => writer !== undefined || readers.length > 0), ...bits];
}

/** The blocked threads, and those that could release each. */
export function waitsOf({ program, state }: Objects): Wait[] {
  return program.tasks.flatMap(({ index, name }) => {
    const blocked = program.location(state, index).status === 'ready' ? program.blocked(state, index) : undefined;
    if (!blocked) return [];
    return [{
      isNew: false, task: name, text: blockedReason(program, { ...blocked, holders: [] }),
      holders: blocked.holders.map((holder) => program.tasks[holder]?.name ?? '?'),
    }];
  });
}
