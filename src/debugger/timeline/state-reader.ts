// What a timeline shows of one state after another. Only what depends on a slot that has changed is read again, and what has been
// read from the same values before is known: an execution of a million events has few different sights.
import type { Program, State } from '../../compiler/program';
import { isInUse } from '../../machine/execution/in-use';
import type { FileName, Place } from '../../view/messages/ownership';
import type { Bar } from '../../view/messages/timeline';
import { nameFiles } from '../ownership/files';
import { blockHolding, blockId, pageHolding, type Holding } from '../ownership/holdings';
import { Objects, type ModelObject } from '../ownership/objects';
import { mappedPage } from '../ownership/mappings';
import { readUsage, type Usage } from '../ownership/pins';
import { blockageOf, type Blockage } from './lane-waits';
import { StateMemo } from './state-memo';

/** A pin of the page of a bar. */
export interface PinFact {
  /** The id of its object. */
  readonly id: number;
  readonly page: number;
  readonly usage: Usage;
}

/** A page of a bar is mapped into an address space. */
export interface MappingFact {
  readonly page: number;
  /** The thread whose address space it is. */
  readonly holder: string;
}

/** What a bar shows; `holding` is undefined where a page in memory is not in use. */
export interface BarFact {
  readonly holding: Holding | undefined;
  readonly pins: readonly PinFact[];
  readonly mappings: readonly MappingFact[];
}

/** A part of what is shown, and what it is in the present state. */
interface Fact {
  readonly memo: StateMemo<unknown>;
  now: unknown;
  readonly changed: (was: unknown) => void;
}

/** The objects of a state that is given later. */
class PresentObjects extends Objects {
  declare state: State;
}

export class StateReader {
  /** By number of the bar. */
  readonly bars: readonly Bar[];
  /** By task. */
  readonly blockages: (Blockage | undefined)[];
  /** Tasks and bars that the latest state shows in another way than the one before. */
  readonly changedTasks = new Set<number>();
  readonly changedBars = new Set<number>();
  private readonly objects: PresentObjects;
  /** By slot: what depends on it. */
  private readonly dependents: Fact[][];
  private readonly facts: Fact[] = [];
  private readonly dirty = new Set<Fact>();
  private state: State | undefined;
  private readonly blocks: readonly ModelObject[];
  private readonly pages: readonly ModelObject[];
  private readonly allocated: (string | undefined)[] = [];
  /** By file: its name and the ids of the blocks of its pages. */
  private readonly files: ({ readonly owner: FileName; readonly blocks: readonly number[] } | undefined)[] = [];
  /** Those that are nobody's are undefined. */
  readonly pins: (PinFact | undefined)[] = [];
  /** By page table entry. */
  private readonly mappings: (MappingFact | undefined)[] = [];
  /** By page in memory: the page of the file that has it. */
  private readonly places: (Place | undefined)[] = [];
  /** By id of the page. */
  private readonly barOfPage = new Map<number, number>();
  private readonly known = new Map<number, BarFact>();

  constructor(private readonly program: Program) {
    const state = program.initial();
    this.objects = new PresentObjects(program, state);
    this.dependents = Array.from(state, () => []);
    const devices = this.objects.all('block_device').map((device) => ({ device, blocks: device.many('blocks').filter((block) => block !== undefined) }));
    this.blocks = devices.flatMap(({ blocks }) => blocks);
    const ofBlocks = new Set(this.blocks.map((block) => block.one('page')?.id));
    this.pages = instancesOf(program, 'page').filter((id) => !ofBlocks.has(id)).map((id) => this.objects.get('page', id)!);
    this.bars = [
      ...devices.flatMap(({ device, blocks }) => blocks.map((block): Bar => ({ id: blockId(device.name, block), kind: 'block', title: block.name }))),
      ...this.pages.map(({ name }): Bar => ({ id: name, kind: 'page', title: name })),
    ];
    [...this.blocks.map((block) => block.one('page')), ...this.pages].forEach((page, bar) => { if (page) this.barOfPage.set(page.id, bar); });
    this.blockages = program.tasks.map(() => undefined);
    this.watch();
  }

  /** What a bar shows in the latest state. */
  bar(number: number): BarFact {
    let fact = this.known.get(number);
    if (!fact) this.known.set(number, fact = this.readBar(number));
    return fact;
  }

  /** The bar of a page, by the page's id. */
  barOf(page: number): number | undefined {
    return this.barOfPage.get(page);
  }

  /** The bar of a block, by the block's id. */
  barOfBlock(block: number): number | undefined {
    const bar = this.blocks.findIndex(({ id }) => id === block);
    return bar < 0 ? undefined : bar;
  }

  /** Reads a state. */
  look(state: State): void {
    this.changedTasks.clear();
    this.changedBars.clear();
    const before = this.state;
    this.state = state;
    if (!before) {
      for (const fact of this.facts) this.dirty.add(fact);
    } else {
      for (let slot = 0; slot < state.length; slot++) {
        if (before[slot] !== state[slot]) for (const fact of this.dependents[slot]!) this.dirty.add(fact);
      }
    }
    for (const fact of this.dirty) {
      const was = fact.now;
      fact.now = fact.memo.at(state);
      if (fact.now !== was) fact.changed(was);
    }
    this.dirty.clear();
    for (const bar of this.changedBars) this.known.delete(bar);
  }

  private watch(): void {
    const { program, objects } = this;
    for (const { index } of program.tasks) {
      this.follow(this.blockages, index, (state) => blockageOf(program, state, index), () => this.changedTasks.add(index));
    }
    const allBlocks = (): void => this.blocks.forEach((_, bar) => this.changedBars.add(bar));
    const change = (bar: number | undefined): void => { if (bar !== undefined) this.changedBars.add(bar); };
    this.blocks.forEach((block, bar) => this.followObjects(this.allocated, bar, () => block.text('state'), () => change(bar)));
    instancesOf(program, 'inode').forEach((id, index) => this.followObjects(this.files, index, () => {
      const owner = nameFiles(objects)(objects.get('inode', id));
      return owner && { owner, blocks: objects.get('inode', id)!.many('i_extents').map((block) => block?.id ?? 0) };
    }, allBlocks));
    instancesOf(program, 'bio_vec').forEach((id, index) => this.followObjects(this.pins, index, () => this.readPin(id), (was) => {
      for (const pin of [was, this.pins[index]]) if (pin) change(this.barOfPage.get(pin.page));
    }));
    instancesOf(program, 'pte').forEach((id, index) => this.followObjects(this.mappings, index, () => this.readMapping(id), (was) => {
      for (const mapping of [was, this.mappings[index]]) if (mapping) change(this.barOfPage.get(mapping.page));
    }));
    this.pages.forEach((page, index) => this.followObjects(this.places, index, () => {
      const owner = nameFiles(objects)(page.one('mapping')?.one('host'));
      return owner && { owner, index: page.number('index') };
    }, () => change(this.blocks.length + index)));
  }

  /** `follow` for what is read from the objects. */
  private followObjects<T>(into: (T | undefined)[], index: number, read: () => T | undefined, changed: (was: T | undefined) => void): void {
    this.follow(into, index, (state) => {
      this.objects.state = state;
      return read();
    }, changed);
  }

  /** Keeps an element of a list as it is in the latest state. */
  private follow<T>(into: (T | undefined)[], index: number, read: (state: State) => T | undefined, changed: (was: T | undefined) => void): void {
    const fact: Fact = {
      memo: new StateMemo<unknown>(read, (slot) => this.dependents[slot]!.push(fact)),
      now: undefined,
      changed: (was) => {
        into[index] = fact.now as T | undefined;
        changed(was as T | undefined);
      },
    };
    into[index] = undefined;
    this.facts.push(fact);
  }

  private readPin(id: number): PinFact | undefined {
    const { objects } = this;
    const pin = objects.get('bio_vec', id)!;
    const page = isInUse(objects.state, pin.instance) ? pin.one('page') : undefined;
    if (!page) return undefined;
    const usage = readUsage(objects, pin, nameFiles(objects)(pin.one('home')));
    return usage && { id, page: page.id, usage };
  }

  private readMapping(id: number): MappingFact | undefined {
    const { objects } = this;
    const pte = objects.get('pte', id)!;
    const area = isInUse(objects.state, pte.instance) ? pte.one('vma') : undefined;
    const page = area && mappedPage(objects, pte);
    const task = area?.one('vm_mm')?.one('owner');
    return page && { page: page.id, holder: task ? objects.taskName(task) : 'somebody' };
  }

  private readBar(bar: number): BarFact {
    const block = this.blocks[bar];
    const page = block ? block.one('page') : this.pages[bar - this.blocks.length];
    const pins = this.pins.filter((pin) => pin !== undefined && pin.page === page?.id) as PinFact[];
    const mappings = this.mappings.filter((mapping) => mapping !== undefined && mapping.page === page?.id) as MappingFact[];
    const usages = pins.map(({ usage }) => usage);
    if (!block) return { holding: pageHolding(this.places[bar - this.blocks.length], usages), pins, mappings };
    const places = this.files.flatMap((file) => (file?.blocks ?? []).flatMap((id, index) => (file && id === block.id ? [{ owner: file.owner, index }] : [])));
    return { holding: blockHolding(this.allocated[bar], places, usages), pins, mappings };
  }
}

function instancesOf({ types }: Program, type: string): number[] {
  return (types.find(({ name }) => name === type)?.instances ?? []).map(({ id }) => id);
}
