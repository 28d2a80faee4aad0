// Since when a block or a page in memory is whose it is, and whose it was before: found by going back through the events that
// changed an extent map or the file of a page, without knowing any event.
import type { InstanceField, Program, State } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';

/** How many such events are looked at, at most: a snapshot is made at every stop. */
export const MOST_CHANGES = 64;

/** A page of a file, by the id of its inode. */
interface Claim {
  readonly inode: number;
  readonly index: number;
}

/** The indices are those of events. */
export interface Owners {
  /** The event that gave it to the file that has it. */
  readonly since?: number;
  /** The latest other page that it was, and the event that took it away. */
  readonly former?: Claim & { readonly until: number };
}

type Claims = ReadonlyMap<string, readonly Claim[]>;

/** By type and id (`block 3`, the id counted from 1) what is known of a block or a page at a position. */
export function ownersOf(execution: Pick<Execution, 'program' | 'lastChange' | 'stateAt'>, position: number): ReadonlyMap<string, Owners> {
  const { slots, claims } = readerOf(execution.program);
  const now = claims(execution.stateAt(position));
  const found = new Map<string, Owners>();
  let end: number | undefined = position;
  for (let looked = 0; looked < MOST_CHANGES; looked++) {
    end = execution.lastChange(slots, 0, end);
    if (end === undefined) break;
    const [before, after] = [claims(execution.stateAt(end)), claims(execution.stateAt(end + 1))];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const known = found.get(key) ?? {};
      const [mine, had, has] = [now, before, after].map((each) => each.get(key) ?? []) as [readonly Claim[], readonly Claim[], readonly Claim[]];
      const [owner] = mine;
      const isGiven = owner !== undefined && known.since === undefined && isAmong(has, owner) && !isAmong(had, owner);
      const lost = known.former ?? had.find((claim) => !isAmong(has, claim) && !isAmong(mine, claim));
      found.set(key, { ...known, ...(isGiven && { since: end }), ...(lost && { former: { until: end, ...lost } }) });
    }
  }
  return found;
}

function isAmong(claims: readonly Claim[], { inode, index }: Claim): boolean {
  return claims.some((claim) => claim.inode === inode && claim.index === index);
}

interface ClaimReader {
  /** All slots on which claims depend. */
  readonly slots: readonly number[];
  claims(state: State): Claims;
}

const readers = new WeakMap<Program, ClaimReader>();

function readerOf(program: Program): ClaimReader {
  let reader = readers.get(program);
  if (!reader) readers.set(program, (reader = makeReader(program)));
  return reader;
}

function makeReader({ types }: Program): ClaimReader {
  const instances = (type: string) => types.find(({ name }) => name === type)?.instances ?? [];
  const slotsOf = (fields: readonly InstanceField[], name: string): readonly number[] => {
    const field = fields.find((candidate) => candidate.name === name);
    return field?.kind === 'state' ? field.slots : [];
  };
  const extents = instances('inode').map(({ id, fields }) => ({ inode: id, slots: slotsOf(fields, 'i_extents') }));
  const hosts = new Map(instances('address_space').map(({ id, owner }) => [id, owner?.id ?? 0] as const));
  // The page of a block is the block: the extent maps say whose it is.
  const pages = instances('page').filter(({ owner }) => owner?.type !== 'block')
    .map(({ id, fields }) => ({ id, mapping: slotsOf(fields, 'mapping')[0], index: slotsOf(fields, 'index')[0] }));
  return {
    slots: [...extents.flatMap(({ slots }) => slots), ...pages.flatMap(({ mapping, index }) => [mapping ?? [], index ?? []].flat())],
    claims: (state) => {
      const claims = new Map<string, Claim[]>();
      const add = (key: string, claim: Claim) => void claims.set(key, [...claims.get(key) ?? [], claim]);
      for (const { inode, slots } of extents) slots.forEach((slot, index) => { if (state[slot]) add(`block ${state[slot]}`, { inode, index }); });
      for (const { id, mapping, index } of pages) {
        const host = mapping === undefined ? 0 : hosts.get(state[mapping]!) ?? 0;
        if (host !== 0) add(`page ${id}`, { inode: host, index: index === undefined ? 0 : state[index]! });
      }
      return claims;
    },
  };
}
