// What a timeline draws in a row, and what it says there: both have numbers, so that runs are numbers.
import { interned, type Interned } from './interned';
import type { Holding } from '../ownership/holdings';
import type { PinFact } from './state-reader';
import type { Ownership, PinSpan, TransferSpan } from '../../view/messages/timeline';

/** One row of runs. */
export type Track =
  | { readonly kind: 'wait' | 'holders'; readonly lane: number }
  | { readonly kind: 'ownership'; readonly bar: number }
  | { readonly kind: 'pin'; readonly bar: number; readonly id: number } & Pick<PinSpan, 'lane' | 'holder' | 'home'>
  | { readonly kind: 'transfer'; readonly bar: number } & Pick<TransferSpan, 'device' | 'direction' | 'home'>;

/** The value of a track where a pin or a transfer is; where there is nothing it is 0, for all kinds of tracks. */
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
  /** By bar: the tracks of its pins and transfers. */
  private readonly pins = new Map<number, Set<number>>();
  private readonly known = new WeakMap<PinFact, readonly number[]>();

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

  /** The tracks of pins and transfers of a bar. */
  ofPins(bar: number): Iterable<number> {
    return this.pins.get(bar) ?? [];
  }

  /** The tracks on which a pin shows. */
  ofPin(bar: number, lane: number, pin: PinFact): readonly number[] {
    let tracks = this.known.get(pin);
    if (!tracks) this.known.set(pin, tracks = this.findTracks(bar, lane, pin));
    return tracks;
  }

  private findTracks(bar: number, lane: number, { id, usage: { holder, use, home, transfer } }: PinFact): readonly number[] {
    // Pins of one thread may overlap, and that may be what matters.
    const pinned: Track = { kind: 'pin', bar, id, lane, holder: use ? `${holder} (${use})` : holder, ...(home && { home }) };
    const tracks = [this.all.numberOf(pinned)];
    if (transfer) {
      const { device, direction, home: target } = transfer;
      tracks.push(this.all.numberOf({ kind: 'transfer', bar, device, direction, ...(target && { home: target }) }));
    }
    let known = this.pins.get(bar);
    if (!known) this.pins.set(bar, known = new Set());
    for (const track of tracks) known.add(track);
    return tracks;
  }
}
