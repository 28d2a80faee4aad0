// The cells of the view: a block with its page, or a page in memory. What an event changed is marked later, in comparison.ts.
import { objectNames } from '../expressions/object-names';
import type { Cell, Field, FileName, Former, Mapping, PastEvent, Place } from '../../view/messages/ownership';
import { blockHolding, blockId, isOwner, pageHolding } from './holdings';
import { mappedPage } from './mappings';
import type { ModelObject, Objects } from './objects';
import { pinsOf, usages, type Usage } from './pins';

/** Since when a block or a page is whose it is, and whose it was. */
export type OwnersOf = (thing: ModelObject) => { readonly since?: PastEvent; readonly former?: Former };

/** Makes the cells of one state. */
export class CellMaker {
  /** By id of the page. */
  private readonly usages: ReadonlyMap<number, readonly Usage[]>;
  /** By id of the page: the page table entries that map it. */
  private readonly mappings = new Map<number, { readonly pte: ModelObject; readonly file: ModelObject | undefined }[]>();
  /** By id of the page: the tasks that wait for it. */
  private readonly waiters: ReadonlyMap<number, readonly string[]>;
  /** By id of the block: where extent maps name it. */
  private readonly places = new Map<number, Place[]>();

  constructor(
    private readonly objects: Objects, private readonly fileName: (file: ModelObject | undefined) => FileName | undefined,
    private readonly tenureOf: OwnersOf = () => ({}),
  ) {
    this.usages = usages(objects, fileName);
    this.waiters = waitersOf(objects);
    for (const area of objects.all('vm_area_struct')) {
      for (const pte of area.many('ptes')) {
        const page = pte && mappedPage(objects, pte);
        if (!pte || !page) continue;
        const list = this.mappings.get(page.id) ?? [];
        this.mappings.set(page.id, [...list, { pte, file: area.one('vm_file') }]);
      }
    }
    for (const inode of objects.all('inode')) {
      const owner = fileName(inode);
      inode.many('i_extents').forEach((block, index) => {
        if (block && owner) this.places.set(block.id, [...this.places.get(block.id) ?? [], { owner, index }]);
      });
    }
  }

  block(block: ModelObject, device: string): Cell {
    const page = block.one('page');
    const found = page ? this.usages.get(page.id) ?? [] : [];
    const holding = blockHolding(block.text('state'), this.places.get(block.id) ?? [], found);
    const { owner, sharers = [] } = holding;
    const cell: Cell = {
      id: blockId(device, block), kind: 'block', title: block.name, number: block.number('nr'), ...this.named(block, [['owner', block, 'owner'], ['state', block, 'state'], ['references', page, 'page.refcount']]), ...holding, ...this.tenureOf(block),
      base: page?.call('idle_count') ?? 0, ...this.facts(page, owner ? [owner, ...sharers.map((place) => place.owner)] : []),
    };
    const danger = dangerOf(cell, found);
    return danger ? { ...cell, danger } : cell;
  }

  /** Undefined for a page that neither a file nor a pin uses. */
  page(page: ModelObject): Cell | undefined {
    const host = this.fileName(page.one('mapping')?.one('host'));
    const holding = pageHolding(host && { owner: host, index: page.number('index') }, this.usages.get(page.id) ?? []);
    return holding && {
      id: page.name, kind: 'page', title: page.name, number: Number(/\d+/.exec(page.name)?.[0] ?? page.id), ...this.named(page, [['file', page, 'mapping'], ['references', page, 'refcount']]), ...holding, ...this.tenureOf(page),
      base: host ? 1 : 0, ...this.facts(page, host ? [host] : []),
    };
  }

  /** What expressions call a thing and those of its fields that can change. Of each field: what people call it, whose it is, the path to it. */
  private named(thing: ModelObject, fields: readonly (readonly [name: string, of: ModelObject | undefined, path: string])[]): { expression: string; fields: Field[] } {
    const expression = objectNames(this.objects.program).expressionOf(thing.type, thing.instance);
    return {
      expression,
      fields: fields.filter(([, of, path]) => of?.canChange(path.split('.').at(-1)!)).map(([name, , path]) => ({ name, expression: `${expression}.${path}` })),
    };
  }

  private facts(page: ModelObject | undefined, owners: readonly FileName[]) {
    const found = page ? this.usages.get(page.id) ?? [] : [];
    const mappings = page ? this.mappings.get(page.id) ?? [] : [];
    return {
      refcount: { now: page?.number('refcount') ?? 0 },
      ...(page?.call('mapping_counts') && { mapcount: { now: page.number('mapcount') } }),
      pins: pinsOf(found),
      mappings: mappings.map(({ pte, file }): Mapping => this.mapping(pte, this.fileName(file), owners)),
      transfers: found.flatMap(({ transfer }) => transfer ?? []),
      waiters: (page ? this.waiters.get(page.id) ?? [] : []).map((task) => ({ task, isNew: false })),
    };
  }

  private mapping(pte: ModelObject, file: FileName | undefined, owners: readonly FileName[]): Mapping {
    const task = pte.one('vma')?.one('vm_mm')?.one('owner');
    return {
      task: task ? this.objects.taskName(task) : 'somebody', writable: (pte.call('shown_writable') ?? pte.number('write')) !== 0, isNew: false,
      ...(file && owners.every(({ name }) => name !== file.name) && { foreign: file }),
    };
  }
}

/** Whether a device may still access the block, or has accessed it, on behalf of a file that does not own it. */
function dangerOf(cell: Cell, found: readonly Usage[]): Cell['danger'] {
  const isStray = found.some(({ home, isOpen, isAstray }) => isAstray || (isOpen && !isOwner(cell, home)));
  if (!isStray) return undefined;
  return cell.state === 'owned' ? 'foreign' : 'freed';
}

/** By id of the page the tasks that wait for it: those whose reason names a page that the function in which they rest has in a variable. */
function waitersOf(objects: Objects): ReadonlyMap<number, readonly string[]> {
  const { program, state } = objects;
  const waiters = new Map<number, readonly string[]>();
  for (const { index, name } of program.tasks) {
    const { status, frames: [frame] } = program.location(state, index);
    const reason = status === 'ready' ? program.blocked(state, index)?.text : undefined;
    if (reason === undefined) continue;
    const ids = new Set((frame?.variables ?? []).map(({ type, read }) => (type.kind === 'object' && type.name === 'page' ? read(state) ?? 0 : 0)));
    for (const page of [...ids].flatMap((id) => objects.get('page', id) ?? [])) {
      if (`${reason} `.replace(/[:,.]/g, ' ').includes(` ${page.name} `)) waiters.set(page.id, [...waiters.get(page.id) ?? [], name]);
    }
  }
  return waiters;
}
