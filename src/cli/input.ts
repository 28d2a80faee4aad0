// Whatever can be wrong with what the user gave, in one kind of error.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostic, type Diagnostic } from '../language/diagnostics';
import { suggestion } from '../language/suggest';
import type { KernelTree, Version } from '../language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../language/versions';
import { readKernelTree } from '../node/kernel-files';

/** Bad input or usage; the message is complete, with its place. */
export class InputError extends Error {
  /** Finds the place of a diagnostic in its message. */
  static of(diagnostics: readonly Diagnostic[]): InputError {
    return new InputError(diagnostics.map(formatDiagnostic).join('\n'));
  }

  /** An error of a file as a whole, or of an argument that concerns it. */
  static in(file: string, message: string): InputError {
    return InputError.of([{ severity: 'error', source: file, span: [0, 0, 0, 0], message }]);
  }
}

/** Scenarios have a few hundred bytes; more than this is not even read. */
const LARGEST = 16 * 2 ** 20;

export function readScenario(file: string): string {
  try {
    const { size, ...stats } = describe(file);
    if (stats.problem) throw InputError.in(file, stats.problem);
    if (size > LARGEST) throw InputError.in(file, `the text is too long: ${Math.ceil(size / 2 ** 20)} MiB`);
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.in(file, systemReason(error));
  }
}

/** The packaged model kernel, which the build writes beside the program. Throws an InputError if it is not there. */
export function readPackagedKernel(folder: string): KernelTree {
  const path = join(folder, 'kernel.json');
  try {
    return readKernelTree(path);
  } catch {
    throw new InputError(`${path}:1:1: error: the packaged model kernel is missing or damaged; build the project again`);
  }
}

/** Checks the name of a kernel version. */
export function readVersion(text: string): Version {
  const version = KNOWN_VERSIONS.includes(text) ? parseVersion(text) : undefined;
  if (version !== undefined) return version;
  throw new InputError(`daxscn: error: \`${text}\` is not a modelled kernel version${suggestion(text, KNOWN_VERSIONS)}`);
}

function describe(file: string): { size: number; problem?: string } {
  const stats = statSync(file);
  if (stats.isDirectory()) return { size: 0, problem: 'this is a directory' };
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return { size: 0, problem: 'this is a device, not a file' };
  return { size: stats.size };
}

/** Why a file cannot be read. */
export function systemReason(error: unknown): string {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'the file may not be read',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'too many symbolic links',
  };
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? `the file cannot be read: ${message}`;
}
