// What the comment of a museum's scenario tells of Linux, in fixed places. docs/museum.md and the gallery are made of it.
import type { Gate } from './tree';
import { parseVersion } from './versions';

/** The first paragraph: `# M-3: the second pinned page is never looked at`. */
export interface Heading {
  /** `M-3`; undefined if it has none. */
  readonly number?: string;
  readonly title: string;
}

/** The second paragraph: `In Linux since v4.18 until v4.19 (2018). e25ff835af89: "xfs: Close race …".` */
export interface LinuxHistory {
  /** `Linux`, or the part of it that had the bug: `ext4`. */
  readonly place: string;
  /** The releases that had it, as far as known: one range of them, or several, oldest first. */
  readonly affected: readonly Gate[];
  /** When it was fixed; if it is not, when it was found. */
  readonly year: number;
  /** What fixed it: 12 hexadecimal digits each. None if it is not fixed. */
  readonly commits: readonly string[];
  /** Of the commit that counts. */
  readonly title?: string;
  /** What is said of one that is not fixed. */
  readonly remark?: string;
}

const HEADING = /^# (?:([MD]-\d+): )?(.+)$/;
const HISTORY = /^In (\S+?)((?:,? since v[\d.]+| until v[\d.]+)*) \((\d{4})\)(?:, not fixed\. (.+)|\. ([\da-f]{12}(?:, [\da-f]{12})*)(?:: "(.+)")?\.)$/;

/** The paragraphs of a comment, which is Markdown. */
export function paragraphs(doc: string): string[] {
  return doc.split(/\n\s*\n/);
}

/** Undefined if the comment does not begin with a heading. */
export function parseHeading(doc: string): Heading | undefined {
  const [, number, title] = HEADING.exec(paragraphs(doc)[0] ?? '') ?? [];
  return title === undefined ? undefined : { title, ...(number !== undefined && { number }) };
}

/** Undefined if the second paragraph is none. */
export function parseHistory(doc: string): LinuxHistory | undefined {
  const [, place, ranges = '', year, remark, commits, title] = HISTORY.exec((paragraphs(doc)[1] ?? '').replaceAll(/\s+/g, ' ')) ?? [];
  if (place === undefined) return undefined;
  return {
    place, affected: ranges.split(',').map(readRange), year: Number(year), commits: commits?.split(', ') ?? [],
    ...(title !== undefined && { title }), ...(remark !== undefined && { remark }),
  };
}

/** ` since v4.18 until v4.19`, or a part of it. */
function readRange(text: string): Gate {
  const [, since, until] = /^(?: since (v[\d.]+))?(?: until (v[\d.]+))?$/.exec(text) ?? [];
  return { ...(since !== undefined && { since: parseVersion(since)! }), ...(until !== undefined && { until: parseVersion(until)! }) };
}

/** The first release without it, as a number to be compared; infinite if it is not fixed. */
export function fixedIn({ affected }: Pick<LinuxHistory, 'affected'>): number {
  return affected.at(-1)?.until ?? Infinity;
}

/** Orders by when it was fixed; what is not fixed comes last. */
export function compareFixes(a: Pick<LinuxHistory, 'affected' | 'year'>, b: Pick<LinuxHistory, 'affected' | 'year'>): number {
  const [first, second] = [fixedIn(a), fixedIn(b)];
  return Number(first === Infinity) - Number(second === Infinity) || a.year - b.year || (first === second ? 0 : first - second);
}

/** Where git.kernel.org shows a commit of Linus' tree. */
export function commitPage(commit: string): string {
  return `https://git.kernel.org/linus/${commit}`;
}
