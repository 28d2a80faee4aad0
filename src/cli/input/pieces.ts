// Files that are read piece by piece, since they can be larger than a text can be.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { InputError, readingProblem, STANDARD_INPUT_NAME } from './input';

/** Small enough for the young generation: what is read is not kept. */
const PIECE = 1 << 16;

/** The text of a file in pieces; `file`: its path, or the number of one that is open. Throws an InputError. */
export function* readPieces(file: string | number): Generator<string, void, void> {
  let descriptor: number | undefined;
  try {
    descriptor = typeof file === 'number' ? file : openSync(file, 'r');
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) yield decoder.write(buffer.subarray(0, length));
    yield decoder.end();
  } catch (error) {
    throw error instanceof InputError ? error : InputError.in(typeof file === 'number' ? STANDARD_INPUT_NAME : file, readingProblem(error));
  } finally {
    if (descriptor !== undefined && descriptor !== file) closeSync(descriptor);
  }
}

/** Whether it is a file that can be read twice: a pipe cannot. */
export function isRegularFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
