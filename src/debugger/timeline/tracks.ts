// What a timeline draws in a row, and what it says there: both have numbers, so that runs are numbers.
import { interned, type Interned } from './interned';
import type { Holding } from '../ownership/holdings';
import type { MappingFact, PinFact } from './state-reader';
import type { MappingSpan, Ownership, PinSpan, TransferSpan } from '../../view/messages/timeline';

/** One row of runs. */
export type Track =
  | { readonly kind: 'wait' | 'holders'; readonly lane: number }
  | { readonly kind: 'ownership'; readonly bar: number }
  | { readonly kind: 'mapping'; readonly bar: number } & Pick<MappingSpan, 'lane' | 'holder'>
  | { readonly kind: 'pin'; readonly bar: number; readonly id: number } & Pick<PinSpan, 'lane' | 'holder' | 'home'>
  | { readonly kind: 'transfer'; readonly bar: number } & Pick<TransferSpan, 'device' | 'direction' | 'home'>;

/** The value of a track where a mapping, a pin or a transfer is; where there is nothing it is 0, for all kinds of tracks. */
export const PRESENT = 1;

/** The numbers of tracks, and those of what they say. */
export class Tracks {
  readonly all: Interned<Track> = interned();
  readonly causes: Interned<string> = interned();
  readonly holders: Interned<readonly number[]> = interned();
  readonly holdings: Interned<Pick<Ownership, 'state' | 'owner' | 'index'>> = interned();
  /** By lane and by bar. */
  readonly waits: readonly number[];
  readonly waitedFor: readonly number[];
  readonly ownership: readonly number[];
  /** By bar: the tracks of its mappings, pins and transfers. */
  private readonly uses = new Map<number, Set<number>>();
  private readonly known = new WeakMap<PinFact | MappingFact, readonly number[]>();

  constructor(lanes: number, bars: number) {
    this.waits = Array.from({ length: lanes }, (_, lane) => this.all.numberOf({ kind: 'wait', lane }));
    this.waitedFor = Array.from({ length: lanes }, (_, lane) => this.all.numberOf({ kind: 'holders', lane }));
    this.ownership = Array.from({ length: bars }, (_, bar) => this.all.numberOf({ kind: 'ownership', bar }));
  }

  /** The value of the track of a bar's owners. */
  holding(holding: Holding | undefined): number {
    if (!holding) return 0;
    const { state, owner, index } = holding;
    return this.holdings.numberOf({ state, ...(owner && { owner }), ...(index !== undefined && { index }) });
  }

  /** The tracks of mappings, pins and transfers of a bar. */
  ofUses(bar: number): Iterable<number> {
    return this.uses.get(bar) ?? [];
  }

  /** The tracks on which a mapping or a pin shows. `lanes`: by name of the thread. */
  ofUse(bar: number, lanes: ReadonlyMap<string, number>, fact: PinFact | MappingFact): readonly number[] {
    let tracks = this.known.get(fact);
    if (tracks) return tracks;
    const holder = 'usage' in fact ? fact.usage.holder : fact.holder;
    const lane = lanes.get(holder) ?? -1;
    tracks = 'usage' in fact ? this.pinTracks(bar, lane, fact) : [this.all.numberOf({ kind: 'mapping', bar, lane, holder })];
    this.known.set(fact, tracks);
    let known = this.uses.get(bar);
    if (!known) this.uses.set(bar, known = new Set());
    for (const track of tracks) known.add(track);
    return tracks;
  }

  private pinTracks(bar: number, lane: number, { id, usage: { holder, use, home, transfer } }: PinFact): number[] {
    // Pins of one thread may overlap, and that may be what matters.
    const pinned: Track = { kind: 'pin', bar, id, lane, holder: use ? `${holder} (${use})` : holder, ...(home && { home }) };
    const tracks = [this.all.numberOf(pinned)];
    if (transfer) {
      const { device, direction, home: target } = transfer;
      tracks.push(this.all.numberOf({ kind: 'transfer', bar, device, direction, ...(target && { home: target }) }));
    }
    return tracks;
  }
}
