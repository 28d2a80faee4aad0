// A text at an address, for the language servers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of the file that a `file:` URI names; undefined if there is none, or if it is another kind of address. */
export function textAt(uri: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}
