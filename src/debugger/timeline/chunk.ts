// The part of an index that is about some positions in a row, and is read without what comes before it.
import { accessesOfEvent } from '../../machine/execution/event-accesses';
import type { Execution } from '../../machine/execution/execution';
import type { Program } from '../../compiler/program';
import { pinsOfDevices, type DevicePin } from '../ownership/device-writes';
import { isOwner } from '../ownership/holdings';
import type { Stray } from '../../view/messages/timeline';
import { Runs } from './runs';
import type { StateReader } from './state-reader';
import { PRESENT, type Tracks } from './tracks';

/** The positions of a chunk. */
export const CHUNK = 2048;

/** What the chunks of one index share. */
export class ChunkReading {
  private readonly devicePins: ReadonlyMap<number, DevicePin>;
  /** By name of the thread. */
  readonly lanes: ReadonlyMap<string, number>;

  constructor(readonly execution: Execution, readonly reader: StateReader, readonly tracks: Tracks) {
    this.devicePins = new Map(pinsOfDevices(execution.program).map((pin) => [pin.id, pin]));
    this.lanes = new Map(execution.program.tasks.map(({ index, name }) => [name, index]));
  }

  /** Where the event with this index lets a device access blocks for files that do not own them. The reader has looked at the state before it. */
  straysOf(index: number): readonly Stray[] {
    const { execution: { program }, execution, reader } = this;
    const choice = execution.choiceAt(index);
    if (choice.edit) return [];
    return reader.pins.flatMap((pin): Stray[] => {
      if (!pin?.usage.transfer) return [];
      const { id, page, usage: { transfer: { device }, home, isAstray } } = pin;
      const [slots, bar] = [this.devicePins.get(id), reader.barOf(page)];
      // A page in memory that its file has lost is nobody else's: there the device does no harm.
      if (!slots || bar === undefined || reader.bars[bar]!.kind !== 'block' || !mayAccess(program, execution, index, slots)) return [];
      const { holding } = reader.bar(bar);
      if (!holding || (isOwner(holding, home) && !isAstray)) return [];
      const { reads, writes } = accessesOfEvent(program, execution.stateAt(index), choice);
      return reads.has(slots.page) && writes.has(slots.status) ? [{ bar, event: index, device, ...(home && { home }) }] : [];
    });
  }
}

/** For most events the footprint of their code says no. */
function mayAccess(program: Program, execution: Execution, index: number, { page, status }: DevicePin): boolean {
  const task = execution.choiceAt(index).task;
  const { reads, writes } = program.analyses.footprint(task, execution.stateAt(index)[program.tasks[task]!.pcSlot]!);
  return reads.includes(page) && writes.includes(status);
}

/** The positions from `start` on, as far as they are read. */
export class Chunk {
  readonly runs = new Map<number, Runs>();
  readonly strays: Stray[] = [];
  /** The positions before this one are read. */
  read: number;

  constructor(readonly start: number) {
    this.read = start;
  }

  get end(): number {
    return this.start + CHUNK;
  }

  /** Reads on, to the end of the chunk or of what is recorded. */
  extend(reading: ChunkReading): void {
    const { execution, reader } = reading;
    const end = Math.min(this.end, execution.length + 1);
    if (this.read >= end) return;
    if (this.read > 0) reader.look(execution.stateAt(this.read - 1));
    for (; this.read < end; this.read++) {
      if (this.read > 0) this.strays.push(...reading.straysOf(this.read - 1));
      reader.look(execution.stateAt(this.read));
      this.note(reading);
    }
  }

  /** Forgets what depends on the events from `position` on. */
  truncate(position: number): void {
    if (this.read <= position + 1) return;
    this.read = position + 1;
    for (const runs of this.runs.values()) runs.truncate(position);
    while ((this.strays.at(-1)?.event ?? -1) >= position) this.strays.pop();
  }

  private note({ reader, tracks, lanes }: ChunkReading): void {
    const isFirst = this.read === this.start;
    for (const task of isFirst ? reader.blockages.keys() : reader.changedTasks) {
      const blockage = reader.blockages[task];
      this.set(tracks.waits[task]!, blockage ? tracks.causes.numberOf(blockage.cause) : 0);
      this.set(tracks.waitedFor[task]!, blockage ? tracks.holders.numberOf(blockage.holders) : 0);
    }
    for (const bar of isFirst ? reader.bars.keys() : reader.changedBars) {
      const { holding, pins, mappings } = reader.bar(bar);
      this.set(tracks.ownership[bar]!, tracks.holding(holding));
      const present = new Set([...pins, ...mappings].flatMap((use) => tracks.ofUse(bar, lanes, use)));
      for (const track of tracks.ofUses(bar)) this.set(track, present.has(track) ? PRESENT : 0);
    }
  }

  private set(track: number, value: number): void {
    let runs = this.runs.get(track);
    if (!runs) this.runs.set(track, runs = new Runs());
    runs.set(this.read, value);
  }
}
