import type { Gate, Version } from './tree';

/** The kernel versions that the model knows. A gate may name others; `kernel` and `expect` may not. */
export const KERNEL_VERSIONS: readonly { readonly name: string; readonly summary: string }[] = [
  { name: 'v4.17', summary: 'layouts are not broken up: truncate frees blocks that a device still writes into' },
  { name: 'v4.18', summary: 'dax_layout_busy_page(): truncate waits for a pinned page, and looks again only if it slept' },
  { name: 'v4.19', summary: 'truncate looks again whenever it found a busy page' },
  { name: 'v4.20', summary: 'the entries of a file are in an XArray, and the busy-page scan skips those that are locked' },
  { name: 'v5.4', summary: 'the busy-page scan leaves private copies alone' },
  { name: 'v5.10', summary: 'the busy-page scan takes a range' },
  { name: 'v6.1', summary: 'a pin for an unlimited time is refused before a reference is taken; removing an entry wakes all who wait for it' },
  { name: 'v6.12', summary: 'a pin of direct I/O counts 1024' },
  { name: 'v6.16', summary: 'page counts start at 0, a mapping holds a reference, entries go when the layout is broken, eviction waits for pins, locked entries are examined' },
  { name: 'v6.18', summary: 'as v6.16' },
];

/** Their names, oldest first. */
export const KNOWN_VERSIONS: readonly string[] = KERNEL_VERSIONS.map((version) => version.name);

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
