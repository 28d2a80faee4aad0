// A recording, wherever it comes from and however long it is: in pieces, as often as one likes, and with how far it is on a terminal. What comes through a pipe is kept in a file for the next time.
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEAD } from '../../trace/recording/is-recording';
import type { Environment } from '../environment';
import { count, cut } from '../text/style';
import { InputError, readInput, STANDARD_INPUT, STANDARD_INPUT_NAME, writingProblem } from '../input/input';
import { isRegularFile, readPieces } from '../input/pieces';

const FIRST_AFTER = 1000;
const EVERY = 200;
const CLEAR = '\r\x1b[K';
const MIB = 2 ** 20;
/** Stacks of a report are fewer. */
const LONGEST = 16 * MIB;

export class RecordingFile {
  /** As it is told. */
  readonly name: string;
  /** Bytes; undefined if nobody knows. */
  readonly #size: number | undefined;
  /** What was read of a pipe, as far as it was. */
  #kept: { readonly folder: string; readonly file: string; readonly rest: Iterator<string, unknown> } | undefined;

  /** `given`: a path, or `-`: the standard input. */
  constructor(private readonly given: string, private readonly environment: Environment) {
    this.name = given === STANDARD_INPUT ? STANDARD_INPUT_NAME : given;
    this.#size = isRegularFile(given) ? statSync(given).size : undefined;
  }

  /** Its beginning: enough to tell what it is. Throws an InputError. */
  head(): string {
    let text = '';
    for (const piece of this.#pieces()) {
      text += piece;
      if (text.length >= HEAD) break;
    }
    return text;
  }

  /** All of it, as one text. Throws an InputError. */
  text(): string {
    let text = '';
    for (const piece of this.#pieces()) {
      text += piece;
      if (text.length > LONGEST) throw InputError.in(this.name, `it is no recording, and too long for a report: more than ${LONGEST / MIB} MiB`);
    }
    return text.replace(/^\ufeff/, '');
  }

  /** Throws an InputError. */
  *pieces(): Generator<string, void, void> {
    const { err, now } = this.environment;
    let next = now() + FIRST_AFTER;
    let [length, isShown] = [0, false];
    try {
      for (const piece of this.#pieces()) {
        yield piece;
        length += piece.length;
        if (!err.isTerminal || now() < next) continue;
        next = now() + EVERY;
        isShown = true;
        const all = this.#size === undefined ? '' : ` of ${count(Math.ceil(this.#size / MIB))}`;
        err.write(CLEAR + cut(`reading ${this.name}: ${count(Math.floor(length / MIB))}${all} MiB`, err.columns - 1));
      }
    } finally {
      if (isShown) err.write(CLEAR);
    }
  }

  /** Takes away what was kept of a pipe. */
  close(): void {
    if (this.#kept) rmSync(this.#kept.folder, { recursive: true, force: true });
    this.#kept = undefined;
  }

  *#pieces(): Generator<string, void, void> {
    if (this.#size !== undefined) return yield* readPieces(this.given);
    const kept = this.#kept ??= this.#keep();
    yield* readPieces(kept.file);
    for (let { done, value } = kept.rest.next(); !done; { done, value } = kept.rest.next()) {
      const piece = String(value);
      try {
        appendFileSync(kept.file, piece);
      } catch (error) {
        throw InputError.in(kept.file, `what comes through the pipe cannot be kept here: ${writingProblem(error)}`);
      }
      yield piece;
    }
  }

  #keep(): { readonly folder: string; readonly file: string; readonly rest: Iterator<string, unknown> } {
    const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
    const file = join(folder, 'recording');
    appendFileSync(file, '');
    const { input } = this.environment;
    const rest = this.given !== STANDARD_INPUT ? readPieces(this.given) : input === undefined ? [readInput(this.environment)].values() : readPieces(input);
    return { folder, file, rest };
  }
}
