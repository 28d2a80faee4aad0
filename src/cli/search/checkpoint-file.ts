// A saved search in a file: a line with the version of the format, one with the length of the header, the header as JSON, the
// numbers (32 bits, little-endian), and the SHA-256 of all before.
// Invariant: under the file's name there is always a whole one: it is written under another name first. What was read with the right
// sum was written like this, so it is not looked at in detail.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import type { SavedSearch, Take } from '../../explorer/checkpoint/checkpoint';
import type { Exploration } from '../../explorer/explore';
import type { Stage } from '../../explorer/underway';
import { InputError, readingProblem, writingProblem } from '../input/input';

/** To be raised with any change of the header, of how numbers are packed, or of what events do. */
const FORMAT = 4;
const MAGIC = 'daxscn checkpoint';
const BEGINNING = /^daxscn checkpoint (\d{1,9})\n(\d{1,9})\n/;
/** More than the first two lines. */
const LONGEST_BEGINNING = 64;
const SUM_BYTES = 32;
const CHUNK_BYTES = 1 << 20;

export interface CheckpointHeader {
  /** Of the program: hashes, by what they are the hash of. */
  readonly identity: Readonly<Record<string, string>>;
  /** `v4.17`. */
  readonly kernel: string;
  readonly reduction: boolean;
  readonly symmetry: boolean;
  readonly stage: Stage;
  /** What a search before said. */
  readonly reduced?: Exploration;
  readonly search: SavedSearch;
}

/** Throws an InputError. */
export function writeCheckpoint(file: string, header: CheckpointHeader, blocks: Iterable<Int32Array>): void {
  const part = `${file}.part`;
  try {
    const descriptor = openSync(part, 'w');
    try {
      const sum = createHash('sha256');
      const write = (bytes: Uint8Array): void => {
        sum.update(bytes);
        writeFileSync(descriptor, bytes);
      };
      const json = Buffer.from(JSON.stringify(header));
      write(Buffer.from(`${MAGIC} ${FORMAT}\n${json.length}\n`));
      write(json);
      for (const block of blocks) write(littleEndian(block));
      writeFileSync(descriptor, sum.digest());
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw InputError.in(file, `the search cannot be saved here: ${writingProblem(error)}`);
  }
}

/** Throws an InputError where something else is that should not be lost. */
export function checkIsFree(file: string): void {
  if (existsSync(file)) withFile(file, (descriptor) => void beginningOf(file, descriptor));
}

/** Reads a whole file; `use` gets the header, and the numbers piece by piece. Throws an InputError for anything but a whole one. */
export function readCheckpoint<T>(file: string, use: (header: CheckpointHeader, take: Take) => T): T {
  return withFile(file, (descriptor) => {
    const { format, headerAt, headerBytes } = beginningOf(file, descriptor);
    if (format !== FORMAT) throw InputError.in(file, `another version of daxscn saved this search (format ${format}, not ${FORMAT}); search anew without \`--resume\``);
    const end = fstatSync(descriptor).size - SUM_BYTES;
    let at = headerAt + headerBytes;
    if (at > end || !sumOf(descriptor, end).digest().equals(read(descriptor, end, SUM_BYTES))) throw damaged(file);
    const header = JSON.parse(read(descriptor, headerAt, headerBytes).toString()) as CheckpointHeader;
    return use(header, (count) => {
      const numbers = new Int32Array(count);
      if (at + numbers.byteLength > end) throw damaged(file);
      readInto(descriptor, at, Buffer.from(numbers.buffer));
      at += numbers.byteLength;
      return littleEndianNumbers(numbers);
    });
  });
}

function withFile<T>(file: string, use: (descriptor: number) => T): T {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    if (!fstatSync(descriptor).isFile()) throw InputError.in(file, 'this is not a file');
    return use(descriptor);
  } catch (error) {
    throw isSystemError(error) ? InputError.in(file, readingProblem(error)) : error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function beginningOf(file: string, descriptor: number): { readonly format: number; readonly headerAt: number; readonly headerBytes: number } {
  const [text, format, bytes] = BEGINNING.exec(read(descriptor, 0, LONGEST_BEGINNING).toString('latin1')) ?? [];
  if (text === undefined) throw InputError.in(file, 'this is not a saved search; `--checkpoint` writes one, to a file that is new or was one before');
  return { format: Number(format), headerAt: text.length, headerBytes: Number(bytes) };
}

function damaged(file: string): InputError {
  return InputError.in(file, 'the file is damaged or cut off; search anew without `--resume`');
}

function sumOf(descriptor: number, end: number): Hash {
  const sum = createHash('sha256');
  for (let at = 0; at < end; at += CHUNK_BYTES) sum.update(read(descriptor, at, Math.min(CHUNK_BYTES, end - at)));
  return sum;
}

/** Fewer where the file ends. */
function read(descriptor: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  return buffer.subarray(0, readInto(descriptor, at, buffer));
}

function readInto(descriptor: number, at: number, buffer: Buffer): number {
  let filled = 0;
  for (let got = -1; got !== 0 && filled < buffer.length; filled += got) {
    got = readSync(descriptor, buffer, filled, buffer.length - filled, at + filled);
  }
  return filled;
}

function littleEndian(numbers: Int32Array): Buffer {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

function littleEndianNumbers(numbers: Int32Array): Int32Array {
  if (endianness() === 'BE') Buffer.from(numbers.buffer).swap32();
  return numbers;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
