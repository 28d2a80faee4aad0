import { nearest } from './suggest';
import type { Gate, Version } from './tree';

/** A kernel version that the model knows. */
export interface KernelVersion {
  /** `v4.17`. */
  readonly name: string;
  /** What is new in it; `as v6.1` (the oldest such) where nothing that is modelled is. */
  readonly summary: string;
  /** What the model rests on, where the source of this version was not read. */
  readonly unread?: string;
}

const BETWEEN = 'the versions around it were, and its changes are known by their commits';

/** Oldest first. A gate may name others; `kernel` and `expect` may not. */
export const KERNEL_VERSIONS: readonly KernelVersion[] = [
  { name: 'v4.15', summary: 'layouts are not broken up: truncate frees blocks that a device still writes into; a dax page does not know its file' },
  { name: 'v4.17', summary: 'an entry makes its page know the file, and a truncate that removes it from under a pin warns', unread: 'v4.15 was, and the mails of the patches' },
  { name: 'v4.18', summary: 'dax_layout_busy_page(): truncate waits for a pinned page, and looks again only if it slept' },
  { name: 'v4.19', summary: 'truncate looks again whenever it found a busy page' },
  { name: 'v4.20', summary: 'the entries of a file are in an XArray, and the busy-page scan skips those that are locked' },
  { name: 'v5.2', summary: 'FOLL_LONGTERM is a flag of get_user_pages()', unread: BETWEEN },
  { name: 'v5.3', summary: 'the busy-page scan leaves private copies alone', unread: BETWEEN },
  { name: 'v5.4', summary: 'a fault makes a huge mapping where i_pages has no entry yet' },
  { name: 'v5.10', summary: 'the busy-page scan takes a range; FOLL_PIN' },
  { name: 'v5.11', summary: 'a pin for an unlimited time is refused before a reference is taken', unread: BETWEEN },
  { name: 'v5.13', summary: 'removing an entry wakes all who wait for it', unread: BETWEEN },
  { name: 'v5.15', summary: 'dax pages look dirty to direct I/O, so the interrupt releases them' },
  { name: 'v5.18', summary: 'get_user_pages() gives back what it took in vain and wakes nobody', unread: BETWEEN },
  { name: 'v5.19', summary: 'get_user_pages() wakes whoever sleeps for what it gives back', unread: BETWEEN },
  { name: 'v6.0', summary: 'unmap_mapping_range() walks the mappings of a file itself' },
  { name: 'v6.1', summary: 'unmappers of a file go at the same time' },
  { name: 'v6.2', summary: 'files with dax can share blocks, and a store or a write copies them', unread: BETWEEN },
  { name: 'v6.6', summary: 'a pin of direct I/O counts 1024' },
  { name: 'v6.12', summary: 'other functions on the way of ftruncate and fallocate' },
  { name: 'v6.14', summary: 'a function for write faults and one for read faults' },
  {
    name: 'v6.15', unread: 'v6.18 was, and the mails of the patches',
    summary: 'page counts start at 0, a mapping holds a reference, entries go when the layout is broken, eviction waits for pins; the busy-page scan waits for a locked entry and skips it',
  },
  { name: 'v6.16', summary: 'the busy-page scan examines locked entries', unread: 'v6.18 was, and the mails of the patches' },
  { name: 'v6.18', summary: 'who closes a file of virtiofs does not wait for the host' },
  { name: 'v7.0', summary: 'direct I/O on a file releases its pages before it wakes its issuer' },
  { name: 'v7.1', summary: 'an entry that goes while its page is used makes Linux warn, also of small pages' },
  { name: 'v7.3', summary: 'fallocate(WRITE_ZEROES) waits for pins before XFS refuses it; XFS looks up again which block it copies', unread: 'v7.1 was, later mails, and which calls wait on v7.3.4' },
];

/** Their names, oldest first. */
export const KNOWN_VERSIONS: readonly string[] = KERNEL_VERSIONS.map(({ name }) => name);

/** For messages. */
export const VERSIONS_RANGE = `there are ${KNOWN_VERSIONS.length} versions, from ${KNOWN_VERSIONS[0]} to ${KNOWN_VERSIONS.at(-1)}`;

/** Behind a word that is none of them: `; did you mean \`v5.4\`?`, or, when nothing is near, all. */
export function suggestVersion(word: string): string {
  const near = nearest(word, KNOWN_VERSIONS);
  return near === undefined ? `; there are: ${KNOWN_VERSIONS.join(', ')}` : `; did you mean \`${near}\`?`;
}

/** `v4.17` as 4017, or undefined if it is not a version. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v(\d{1,3})\.(\d{1,3})$/.exec(text);
  return match ? Number(match[1]) * 1000 + Number(match[2]) : undefined;
}

/** 4017 as `v4.17`. */
export function formatVersion(version: Version): string {
  return `v${Math.floor(version / 1000)}.${version % 1000}`;
}

/** Whether a version has what the gate guards. */
export function admits(gate: Gate, version: Version): boolean {
  return version >= (gate.since ?? 0) && version < (gate.until ?? Infinity);
}

/** `since v4.18 until v6.15`, or the empty string. */
export function formatGate(gate: Gate): string {
  const parts = [];
  if (gate.since !== undefined) parts.push(`since ${formatVersion(gate.since)}`);
  if (gate.until !== undefined) parts.push(`until ${formatVersion(gate.until)}`);
  return parts.join(' ');
}

/** Of the modelled versions, as ranges: `until v4.19, since v5.4`, `on v4.18`, `on every version`. */
export function formatVersions(versions: ReadonlySet<string>): string {
  const found: string[] = [];
  for (let i = 0; i < KNOWN_VERSIONS.length; i += 1) {
    if (!versions.has(KNOWN_VERSIONS[i]!)) continue;
    const first = i;
    while (i + 1 < KNOWN_VERSIONS.length && versions.has(KNOWN_VERSIONS[i + 1]!)) i += 1;
    const parts = [first > 0 ? `since ${KNOWN_VERSIONS[first]}` : '', i + 1 < KNOWN_VERSIONS.length ? `until ${KNOWN_VERSIONS[i + 1]}` : ''].filter(Boolean);
    found.push(first === i ? `on ${KNOWN_VERSIONS[i]}` : parts.join(' ') || 'on every version');
  }
  return found.join(', ');
}
