// The scopes of a frame: its locals, its task, and all objects by kind.
import type { FrameVariable, ObjectInstance, Program, State } from '../../compiler/program';
import { blockedReason } from '../../machine/execution/blocking';
import { hasEntered } from '../history/frame-entry';
import { Items, type Item, type Moment } from './items';
import type { FrameReference } from './stack';

/** One scope of the Variables view. */
export interface ScopeItems {
  readonly name: string;
  readonly hint?: 'locals';
  readonly children: () => readonly Item[];
}

/** Scopes of objects: the types of the model kernel that each has. The others are in *Everything else*. */
export const objectScopes: readonly { readonly name: string; readonly types: readonly string[] }[] = [
  { name: 'Blocks', types: ['block'] },
  { name: 'Pages', types: ['page'] },
  { name: 'Files', types: ['inode'] },
  { name: 'Mappings', types: ['vm_area_struct', 'pte', 'pmd', 'dax_entry'] },
  { name: 'Locks', types: ['rw_semaphore'] },
  { name: 'DMA', types: ['bio', 'bio_vec', 'pipe_inode_info', 'ib_umem', 'io_mapped_ubuf', 'vfio_dma', 'process_pages'] },
];

/** The scopes of a task's frame; one of objects only if there are any. Answers `scopes`. */
export function listScopes(moment: Moment, at: FrameReference): readonly ScopeItems[] {
  const items = new Items(moment);
  const { program } = moment;
  const named = new Set(objectScopes.flatMap(({ types }) => types));
  const rest = program.types.map(({ name }) => name).filter((name) => !named.has(name));
  const groups = [...objectScopes, { name: 'Everything else', types: rest }]
    .filter(({ types }) => types.some((type) => program.types.some(({ name, instances }) => name === type && instances.length > 0)));
  return [
    { name: 'Locals', hint: 'locals', children: () => localItems(items, at) },
    { name: 'Task', children: () => taskItems(items, at.task) },
    ...groups.map(({ name, types }) => ({ name, children: () => items.objects(types) })),
  ];
}

/** The variables of a frame that have a value: those that the program will still read. */
export function localItems(items: Items, { task, frame, state: found }: FrameReference): readonly Item[] {
  const { program, state, before, routines } = items.moment;
  if (found) return frame.variables.flatMap((variable) => pastItem(items, variable, found));
  // A slot may have held another variable before: only the same variable of the same call has an earlier value.
  const previous = before && program.location(before, task);
  const isNew = hasEntered({ location: program.location(state, task), previous }, frame, routines);
  const earlier = isNew ? undefined : previous?.frames.find(({ activation }) => activation === frame.activation);
  return frame.variables.flatMap((variable) => {
    const value = variable.read(state);
    if (value === undefined) return [];
    const same = earlier?.variables.find(({ name, slot }) => name === variable.name && slot === variable.slot);
    const item = items.value(variable.name, variable.type, value, before && same?.read(before), variable.name);
    return [variable.slot === undefined ? item : { ...item, slot: variable.slot }];
  });
}

/** A variable as an event found it. It belongs to the past: it cannot be set. */
function pastItem(items: Items, variable: FrameVariable, found: State): readonly Item[] {
  const { name, type } = variable;
  const value = variable.read(found);
  return value === undefined ? [] : [{ ...items.value(name, type, value, undefined, name), isPast: true }];
}

/** What a task does next, what it waits for, and its object. */
export function taskItems(items: Items, task: number): readonly Item[] {
  const { program, state } = items.moment;
  const alternatives = program.enabled(state, task);
  const blocked = program.blocked(state, task);
  const { status } = program.location(state, task);
  const own = ownObject(program, task);
  const fact = (name: string, text: string): Item => ({ name, text, type: '', isVirtual: true });
  return [
    fact('state', alternatives > 0 ? 'can move' : blocked ? 'blocked' : status),
    ...(status === 'ended' || (status === 'idle' && alternatives === 0) ? [] : [fact('next event', program.describe(state, task))]),
    ...(alternatives > 1 ? [fact('alternatives', String(alternatives))] : []),
    ...(blocked ? [fact('waits', blockedReason(program, { ...blocked, holders: [] }))] : []),
    ...(blocked?.holders.length ? [fact('could be released by', blocked.holders.map((holder) => program.tasks[holder]!.name).join(', '))] : []),
    ...(own ? [items.object(own.type, own.instance, 'object')] : []),
  ];
}

/** The object of a task, in the pool of the type that declares `process`: it has the task's name and no owner. */
function ownObject(program: Program, task: number): { type: string; instance: ObjectInstance } | undefined {
  const { name, object } = program.tasks[task]!;
  for (const pool of program.types) {
    const instance = pool.instances[object - 1];
    if (instance?.name === name && !instance.owner) return { type: pool.name, instance };
  }
  return undefined;
}
