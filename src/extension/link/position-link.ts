// A link to a position: scenario, kernel version, schedule and position, with the scenario's text if it is small. It is
// `vscode://daxscn.daxscn/open?v1=TOKEN`; the token is JSON, compressed (raw DEFLATE) and written in base64url, which no mail program changes.
// docs/debugging.md describes it. Invariant: what is read comes from anybody, so sizes are bounded before anything is done with it.
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { brief } from '../../language/brief';
import { KNOWN_VERSIONS, suggestVersion } from '../../language/versions';

/** Where an execution is, for somebody else. */
export interface PositionLink {
  /** Path of the scenario in its workspace folder, with `/`: `examples/01-truncate-vs-direct-read.daxscn`. */
  readonly file: string;
  /** `hashOf` the scenario's text. */
  readonly hash: string;
  /** The text, if it is small. */
  readonly text?: string;
  /** For example `v4.17`; without it the version that the scenario names. */
  readonly kernel?: string;
  readonly schedule?: string;
  /** How many events of the schedule have happened. */
  readonly position?: number;
}

/** The error of a link that cannot be made or followed: a sentence for the user. */
export class LinkError extends Error {}

/** In characters. What is longer is cut off on the way, and is refused. */
export const LONGEST_LINK = 8_000;

/** In bytes, when it has been decompressed. */
const LARGEST = 256 * 1024;

/** In characters. */
const LONGEST_PATH = 400;

const PARAMETER = 'v1';
const PATH = '/open';

/** The link with the text if it is short enough so, else without. `scheme` is that of the editor. Throws a LinkError if it is too long all the same. */
export function formatLink(link: PositionLink & { readonly text: string }, scheme: string): string {
  const { text: _, ...small } = link;
  const made = [link, small].map((content) => `${scheme}://daxscn.daxscn${PATH}?${PARAMETER}=${packed(content)}`);
  const found = made.find(({ length }) => length <= LONGEST_LINK);
  if (found) return found;
  throw new LinkError(`The schedule is too long for a link: it would have ${made[1]!.length} characters, at most ${LONGEST_LINK} arrive everywhere. *Copy Schedule* copies it.`);
}

/** What a link says, or the part of it after `daxscn.daxscn`. Throws a LinkError that says what is wrong with it. */
export function parseLink(link: string): PositionLink {
  if (link.length > 2 * LONGEST_LINK) throw new LinkError(`The link is too long: ${link.length} characters, at most ${LONGEST_LINK} are written.`);
  const [, path, query] = /^(?:[\w+.-]+:\/\/[\w.-]+)?(\/[^?#]*)\?([^#]*)$/.exec(link.trim()) ?? [];
  if (path !== PATH || query === undefined) throw new LinkError(`This is no link to a position: it should be …daxscn.daxscn${PATH}?${PARAMETER}=….`);
  const [, version, token] = /^(v\d{1,9})(?:=|%3D)([A-Za-z0-9_-]+)$/i.exec(query) ?? [];
  if (token === undefined) throw new LinkError('The link is damaged: what it contains is not to be read. Perhaps it was cut off on the way.');
  if (version !== PARAMETER) throw new LinkError(`The link has the form ${version}, and this version of the extension reads ${PARAMETER} only.`);
  return checked(unpacked(token));
}

/** What a text is known by: the first 32 digits of its SHA-256. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

function packed(content: PositionLink): string {
  return deflateRawSync(JSON.stringify(content), { level: 9 }).toString('base64url');
}

function unpacked(token: string): unknown {
  try {
    // It stops as soon as more comes out: a small link cannot fill the memory.
    const bytes = inflateRawSync(Buffer.from(token, 'base64url'), { maxOutputLength: LARGEST });
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new LinkError(`The link contains more than ${LARGEST} bytes, which no scenario needs.`);
    throw new LinkError('The link is damaged: what it contains is not to be read. Perhaps it was cut off on the way.');
  }
}

function checked(content: unknown): PositionLink {
  if (typeof content !== 'object' || content === null) throw new LinkError('The link is damaged: it says nothing.');
  const { file, hash, text, kernel, schedule, position } = content as Readonly<Record<string, unknown>>;
  if (typeof file !== 'string' || !isRelative(file)) throw new LinkError('The link names no file of a workspace: a relative path that ends in .daxscn.');
  if (typeof hash !== 'string' || !/^[0-9a-f]{32}$/.test(hash)) throw new LinkError('The link does not say which text of the scenario it is about.');
  if (text !== undefined && (typeof text !== 'string' || hasControls(text) || hashOf(text) !== hash)) throw new LinkError('The link is damaged: its text is not the one that it was made of.');
  if (kernel !== undefined && (typeof kernel !== 'string' || !KNOWN_VERSIONS.includes(kernel))) {
    throw new LinkError(`The link is about the kernel ${typeof kernel === 'string' ? `"${brief(kernel)}"` : 'of no version'}, which is not modelled${suggestVersion(String(kernel).slice(0, 20))}`);
  }
  if (schedule !== undefined && (typeof schedule !== 'string' || hasControls(schedule))) throw new LinkError('The schedule of the link is no text.');
  if (position !== undefined && (typeof position !== 'number' || !Number.isSafeInteger(position) || position < 0)) throw new LinkError('The position of the link is no whole number.');
  return {
    file, hash,
    ...(text !== undefined && { text }), ...(kernel !== undefined && { kernel }),
    ...(schedule !== undefined && { schedule }), ...(position !== undefined && { position }),
  };
}

/** A path in a folder of the workspace, and not out of it. */
function isRelative(path: string): boolean {
  const names = path.split('/');
  return path.length <= LONGEST_PATH && path.endsWith('.daxscn') && !/[\\:\p{C}]/u.test(path) && names.every((name) => name !== '' && name !== '.' && name !== '..');
}

/** Characters that no scenario has, and that could show a text other than it is: controls, and those that turn the direction of writing. */
function hasControls(text: string): boolean {
  return /[^\P{Cc}\t\n\r]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text);
}
