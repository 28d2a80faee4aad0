// Whose a block or a page in memory is, by what else is known of it: the state of the block, the places that have it, its pins.
import type { CellState, FileName, Place } from '../../view/messages/ownership';
import type { ModelObject } from './objects';
import type { Usage } from './pins';

/** What a block or a page is, and whose: a part of a `Cell`. */
export interface Holding {
  readonly state: CellState;
  readonly owner?: FileName;
  readonly index?: number;
  readonly sharers?: readonly Place[];
}

const STATES: Readonly<Record<string, CellState>> = { OWNED: 'owned', FREED_BUSY: 'freed', DISCARDING: 'freed', FREE: 'free' };

/** The `id` of the cell of a block. */
export function blockId(device: string, block: ModelObject): string {
  return `${device} ${block.name}`;
}

/** `state`: as the language writes it, undefined if blocks have none. `places`: those that have the block. `pins`: of its page. */
export function blockHolding(state: string | undefined, places: readonly Place[], pins: readonly Usage[]): Holding {
  const [place, ...sharers] = places;
  const allocated = STATES[state ?? ''] ?? 'free';
  // Between the transaction that takes it out of the extent map and the one that frees it.
  if (allocated === 'freed' || (allocated === 'owned' && !place)) {
    // A freed block has no owner any more; a pin still knows the file that owned it.
    const former = place ?? (pins[0]?.home && { owner: pins[0].home });
    return { state: 'freed', ...former, ...(sharers.length > 0 && { sharers }) };
  }
  return { state: allocated, ...place, ...(sharers.length > 0 && { sharers }) };
}

/** Undefined for a page that neither a file nor a pin uses. `place`: the page of the file that has it. */
export function pageHolding(place: Place | undefined, [pin]: readonly Usage[]): Holding | undefined {
  if (place) return { state: 'owned', ...place };
  return pin && { state: 'orphan', ...(pin.home && { owner: pin.home, index: pin.homeIndex }) };
}

/** Whether the file is one of those that own it. */
export function isOwner({ state, owner, sharers = [] }: Holding, home: FileName | undefined): boolean {
  return state === 'owned' && [{ owner }, ...sharers].some((place) => place.owner?.name === home?.name);
}
