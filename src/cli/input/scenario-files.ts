// The scenarios that the arguments of `check` stand for: files, all in a folder and below, all that a pattern matches, `-`.
import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { InputError, STANDARD_INPUT } from './input';

/** Folders of packages are nobody's scenarios; those whose name begins with a dot are left out as shells do. */
const IGNORED = ['**/node_modules/**'];
const EXTENSION = '.daxscn';

/** In the order of the arguments; in a folder, and of a pattern, by name, and each that was not there before. An InputError stands for an argument that is wrong. */
export async function scenarioFiles(args: readonly string[]): Promise<readonly (string | InputError)[]> {
  const found: (string | InputError)[] = [];
  for (const argument of args) {
    const expanded = await expand(argument);
    if (expanded instanceof InputError) found.push(expanded);
    else if (expanded === undefined) found.push(argument);
    else found.push(...expanded.filter((file) => !found.includes(file)));
  }
  return found;
}

/** Undefined: the argument is a file, or is to be refused as one. */
async function expand(argument: string): Promise<readonly string[] | InputError | undefined> {
  if (argument === STANDARD_INPUT) return undefined;
  const stats = statSync(argument, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const files = await filesIn(argument, `**/*${EXTENSION}`);
    return files.length > 0 ? files.map((file) => join(argument, file)) : InputError.in(argument, `there is no scenario (${EXTENSION}) in this folder or below`);
  }
  if (stats || !/[*?[{]/.test(argument)) return undefined;
  const files = await filesIn('.', argument);
  const scenarios = files.filter((file) => file.endsWith(EXTENSION));
  if (scenarios.length > 0) return scenarios;
  return InputError.in(argument, files.length > 0 ? `no scenario (${EXTENSION}) matches this pattern` : 'no file matches this pattern');
}

/** Sorted. What an absolute pattern matches is absolute. */
async function filesIn(folder: string, pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob(pattern, { cwd: folder, ignore: IGNORED, absolute: isAbsolute(pattern), expandDirectories: false, followSymbolicLinks: false });
  return files.sort();
}
