import { writeFileSync } from 'node:fs';
import type { Environment } from '../environment';
import { InputError, writingProblem } from './input';

/** To a file, or where none is named to the standard output. Throws an InputError. */
export function writeOutput(text: string, path: string | undefined, { out }: Environment): void {
  if (path === undefined) {
    out.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw InputError.in(path, `the scenario cannot be written here: ${writingProblem(error)}`);
  }
}
