// Locks that are held, those who queue for them, and threads that wait.
import type { Program } from '../../compiler/program';
import { blockedReason } from '../../machine/execution/blocking';
import type { Lock, Wait } from '../../view/messages/ownership';
import type { ModelObject, Objects } from './objects';

/** The index of the latest event of a task, -1 if it has had none. */
export type LastEventOf = (task: number) => number;

/** The read-write semaphores and the bit locks of pages and entries that a task holds. */
export function locksOf(objects: Objects, lastEventOf: LastEventOf): Lock[] {
  const queues = queuesOf(objects, lastEventOf);
  const names = (tasks: readonly ModelObject[]) => tasks.map((task) => objects.taskName(task));
  const lock = (thing: ModelObject, name: string, writer: ModelObject | undefined, readers: readonly ModelObject[]): Lock => ({
    name, readers: names(readers), queue: queues.get(`${thing.type} ${thing.id}`) ?? [], isNew: false,
    ...(writer && { writer: objects.taskName(writer) }),
  });
  const semaphores = objects.all('rw_semaphore').map((thing) => lock(thing, thing.name, thing.one('writer'), thing.members('readers')));
  const bits = ['page', 'dax_entry'].flatMap((type) => objects.all(type)).flatMap((thing) => {
    const writer = thing.one('locker');
    return writer ? [lock(thing, `lock of ${thing.name}`, writer, [])] : [];
  });
  return [...semaphores.filter(({ writer, readers }) => writer !== undefined || readers.length > 0), ...bits];
}

/** The blocked threads, and those that could release each. */
export function waitsOf({ program, state }: Objects, lastEventOf: LastEventOf): Wait[] {
  return program.tasks.flatMap(({ index, name }) => {
    const blocked = blockedOf({ program, state }, index);
    if (!blocked) return [];
    return [{
      isNew: false, task: name, text: blockedReason(program, { ...blocked, holders: [] }), since: lastEventOf(index) + 1,
      holders: blocked.holders.map((holder) => program.tasks[holder]?.name ?? '?'),
    }];
  });
}

/**
 * By type and id of a lock the tasks that wait for it, first come, first. A task waits for a lock that the function in which it
 * rests has in a variable, if who holds that lock could release the task. Whom the kernel lets in first is another question: it need not be the first.
 */
function queuesOf(objects: Objects, lastEventOf: LastEventOf): ReadonlyMap<string, readonly string[]> {
  const { program, state } = objects;
  const queues = new Map<string, readonly string[]>();
  const blocked = program.tasks.flatMap((task) => ({ task, blocked: blockedOf(objects, task.index) }))
    .sort((one, other) => lastEventOf(one.task.index) - lastEventOf(other.task.index));
  for (const { task, blocked: reason } of blocked) {
    if (!reason) continue;
    const [frame] = program.location(state, task.index).frames;
    for (const { type, read } of frame?.variables ?? []) {
      const thing = type.kind === 'object' ? objects.get(type.name, read(state) ?? 0) : undefined;
      const holders = thing && [thing.one('writer') ?? thing.one('locker') ?? [], thing.members('readers')].flat();
      if (!holders?.some((holder) => reason.holders.some((index) => program.tasks[index]?.object === holder.id))) continue;
      const key = `${thing!.type} ${thing!.id}`;
      queues.set(key, [...queues.get(key) ?? [], task.name]);
    }
  }
  return queues;
}

function blockedOf({ program, state }: Pick<Objects, 'program' | 'state'>, task: number): ReturnType<Program['blocked']> {
  return program.location(state, task).status === 'ready' ? program.blocked(state, task) : undefined;
}
