// What is at an address, for the language servers.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of the file that a `file:` URI names; undefined if there is none, or if it is another kind of address. */
export function textAt(uri: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}

/** The names in the folder that a `file:` URI names, those of folders with a slash at the end; none if there is no such folder. */
export function namesAt(uri: string): string[] {
  try {
    return readdirSync(fileURLToPath(uri), { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  } catch {
    return [];
  }
}
