// `hunt --journal`: what was tried and what came of it, a line each, so that a hunt that was stopped, by whatever, goes on where it was.
// Invariant: of the file all lines but the last are whole; one that is not (the machine stopped meanwhile) is taken away before anything is added. A line is about a text alone, the
// scenario of a workload: another hunt of the same kernel may use it, with other bounds, calls, processes and files.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import type { Alone } from '../../hunt/compose';
import type { AloneMemory } from '../../hunt/dry-run';
import type { Trial } from '../../hunt/fault';
import { list } from '../../language/suggest';
import type { Environment } from '../environment';
import { describeError } from '../input/describe-error';
import { InputError, readingProblem, writingProblem } from '../input/input';

/** To be raised with any change of what a line has, or of what events do. */
const FORMAT = 2;
const KIND = 'hunt';

/** Milliseconds from one writing to the next. */
const EVERY = 1000;

type Identity = Readonly<Record<string, string>>;

interface Header {
  readonly journal: string;
  readonly format: number;
  readonly identity: Identity;
}

type Line = { readonly tried: string; readonly trial: Trial } | { readonly performed: string; readonly alone: WrittenAlone };

interface WrittenAlone extends Omit<Alone, 'reads' | 'writes' | 'own'> {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly own: readonly string[];
}

export class Journal implements AloneMemory {
  readonly #trials = new Map<string, Trial>();
  readonly #alone = new Map<string, Alone>();
  #lines: string[] = [];
  #next: number;
  #isLost = false;

  /** `facts`: what a trial depends on beside its text, by what messages call it. Throws an InputError if the file is something else, or of a hunt of something else. */
  constructor(private readonly file: string, facts: Identity, private readonly environment: Environment) {
    const identity = Object.fromEntries(Object.entries(facts).map(([name, text]) => [name, hashOf(text)]));
    this.#next = environment.now() + EVERY;
    if (existsSync(file)) this.#read(identity);
    else this.#begin(identity);
  }

  /** What came of a workload before. */
  trial(text: string): Trial | undefined {
    return this.#trials.get(hashOf(text));
  }

  addTrial(text: string, trial: Trial): void {
    this.#add({ tried: hashOf(text), trial });
  }

  get(text: string): Alone | undefined {
    return this.#alone.get(hashOf(text));
  }

  set(text: string, { reads, writes, own, ...rest }: Alone): void {
    this.#add({ performed: hashOf(text), alone: { ...rest, reads: [...reads], writes: [...writes], own: [...own] } });
  }

  /** Writes what is not written yet. */
  flush(): void {
    if (this.#lines.length === 0 || this.#isLost) return;
    try {
      appendFileSync(this.file, this.#lines.join(''));
    } catch (error) {
      // The hunt is worth more.
      this.#isLost = true;
      this.environment.err.write(`${describeError(InputError.in(this.file, `the journal cannot be written on: ${writingProblem(error)}`))}\n`);
    }
    this.#lines = [];
    this.#next = this.environment.now() + EVERY;
  }

  #add(line: Line): void {
    this.#lines.push(`${JSON.stringify(line)}\n`);
    if (this.environment.now() >= this.#next) this.flush();
  }

  /** Under the file's name there is a whole header from the beginning. */
  #begin(identity: Identity): void {
    const header: Header = { journal: KIND, format: FORMAT, identity };
    try {
      writeFileSync(`${this.file}.part`, `${JSON.stringify(header)}\n`);
      renameSync(`${this.file}.part`, this.file);
    } catch (error) {
      throw InputError.in(this.file, `the journal cannot be written here: ${writingProblem(error)}`);
    }
  }

  #read(identity: Identity): void {
    const [first = '', ...rest] = this.#wholeLines();
    const header = parse(first) as Partial<Header> | undefined;
    if (header?.journal !== KIND || !header.identity) throw InputError.in(this.file, 'this is no journal of a hunt, and is left as it is; choose another file');
    if (header.format !== FORMAT) throw InputError.in(this.file, `another version of daxscn wrote this journal (format ${header.format}, not ${FORMAT}); choose another file`);
    const different = Object.keys(identity).filter((name) => identity[name] !== header.identity![name]);
    if (different.length > 0) throw InputError.in(this.file, `this is the journal of another hunt, with different ${list(different)}; choose another file`);
    for (const [index, text] of rest.entries()) {
      const line = parse(text) as Line | undefined;
      if (!line) throw InputError.in(this.file, `line ${index + 2} of this journal is damaged; choose another file`);
      if ('trial' in line) this.#trials.set(line.tried, line.trial);
      else this.#alone.set(line.performed, { ...line.alone, reads: new Set(line.alone.reads), writes: new Set(line.alone.writes), own: new Set(line.alone.own) });
    }
  }

  #wholeLines(): string[] {
    try {
      const bytes = readFileSync(this.file);
      const end = bytes.lastIndexOf(0x0A) + 1;
      const lines = bytes.subarray(0, end).toString().split('\n').slice(0, -1);
      // What is no journal is left as it is.
      if (end < bytes.length && end > 0 && (parse(lines[0]!) as Partial<Header> | undefined)?.journal === KIND) truncateSync(this.file, end);
      return lines;
    } catch (error) {
      throw InputError.in(this.file, `the journal cannot be read: ${readingProblem(error)}`);
    }
  }
}

/** Undefined if it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
