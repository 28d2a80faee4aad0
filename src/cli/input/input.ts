// Whatever can be wrong with what the user gave, in one kind of error.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckError } from '../../explorer/check-messages';
import { formatDiagnostic, isModelLimit, type Diagnostic } from '../../language/diagnostics';
import type { KernelTree, Version } from '../../language/tree';
import { KNOWN_VERSIONS, parseVersion, suggestVersion } from '../../language/versions';
import { readKernelTree } from '../../node/kernel-files';
import { Status, type Environment } from '../environment';

/** Bad input or usage; the message is complete, with the position in the text. */
export class InputError extends Error {
  /** What is wrong, piece by piece, for programs. */
  readonly errors: readonly CheckError[];

  /** `status`: the exit status. */
  constructor(message: string, readonly status: number = Status.badInput, errors?: readonly CheckError[]) {
    super(message);
    this.errors = errors ?? [{ file: null, line: null, column: null, message: message.replace(/^daxscn: error: /, '') }];
  }

  /** With the positions of the diagnostics in its message. What the model has no room for is no bad input. */
  static of(diagnostics: readonly Diagnostic[]): InputError {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(checkError);
    return new InputError(diagnostics.map(formatDiagnostic).join('\n'), diagnostics.every(isModelLimit) ? Status.unknown : Status.badInput, errors);
  }

  /** An error of a file as a whole, or of an argument that concerns it: no line of it is to blame. */
  static in(file: string, message: string): InputError {
    return new InputError(`${file}: error: ${message}`, Status.badInput, [{ file, line: null, column: null, message }]);
  }
}

/** The same for programs: positions count from 1. */
export function checkError({ source, span: [line, column], message }: Pick<Diagnostic, 'source' | 'span' | 'message'>): CheckError {
  return { file: source, line: line + 1, column: column + 1, message };
}

/** Scenarios and schedules have a few hundred bytes as a rule; more than this is not even read. */
const LARGEST = 16 * 2 ** 20;

/** The text of a scenario or a schedule. Throws an InputError. */
export function readText(file: string): string {
  try {
    const { size, ...stats } = describe(file);
    if (stats.problem) throw InputError.in(file, stats.problem);
    if (size > LARGEST) throw InputError.in(file, `the text is too long: ${Math.ceil(size / 2 ** 20)} MiB`);
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.in(file, readingProblem(error));
  }
}

/** The text on the standard input. */
export function readInput({ readInput: read = () => '' }: Environment): string {
  return read().replace(/^\ufeff/, '');
}

/** The packaged model kernel, which the build writes beside the program. Throws an InputError if it is not there. */
export function readPackagedKernel(folder: string): KernelTree {
  const path = join(folder, 'kernel.jsonl');
  try {
    return readKernelTree(path);
  } catch {
    throw InputError.in(path, 'the packaged model kernel is missing or damaged; build the project again');
  }
}

export interface GivenSchedule {
  readonly text: string;
  /** Where it stands, for messages: a file, or that the scenario's command line has it. */
  readonly from: string;
}

/** The argument that stands for the standard input, and what messages call that. */
export const STANDARD_INPUT = '-';
export const STANDARD_INPUT_NAME = '<stdin>';

/** The schedule that an argument stands for: itself, `@FILE` or, as `-`, what comes on the standard input. */
export function readSchedule(argument: string, scenario: string, environment: Environment): GivenSchedule {
  if (argument === STANDARD_INPUT) {
    if (scenario === STANDARD_INPUT_NAME) throw new InputError('daxscn: error: the standard input has one text: it cannot be the scenario and the schedule');
    return { text: readInput(environment), from: STANDARD_INPUT_NAME };
  }
  if (!argument.startsWith('@')) return { text: argument, from: scenario };
  const from = argument.slice(1);
  return { text: readText(from), from };
}

/** Checks the name of a kernel version. */
export function readVersion(text: string): Version {
  const version = KNOWN_VERSIONS.includes(text) ? parseVersion(text) : undefined;
  if (version !== undefined) return version;
  throw new InputError(`daxscn: error: \`${text}\` is not a modelled kernel version${suggestVersion(text)}`);
}

function describe(file: string): { size: number; problem?: string } {
  const stats = statSync(file);
  if (stats.isDirectory()) return { size: 0, problem: 'this is a directory' };
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return { size: 0, problem: 'this is a device, not a file' };
  return { size: stats.size };
}

/** Why a file cannot be read. A shell hands on a pattern that no file matches. */
export function readingProblem(error: unknown): string {
  const { code, path = '', message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: /[*?[]/.test(path) ? 'no file matches this pattern' : 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'the file may not be read',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'too many symbolic links',
  };
  return (code && reasons[code]) ?? `the file cannot be read: ${message}`;
}

/** Why a file cannot be written. Folders are not made for it. */
export function writingProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'there is no such folder',
    EISDIR: 'this is a folder',
    EACCES: 'it may not be written',
    ENOSPC: 'the disk is full',
  };
  return (code && reasons[code]) ?? message;
}
