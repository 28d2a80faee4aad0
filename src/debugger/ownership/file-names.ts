import type { FileName } from '../../view/messages';
import type { Objects, Thing } from './objects';

/** As many as there are theme colours. */
const COLOURS = 8;

/** A colour and a letter for every file: the first letter of its name that no file before it has. */
export function nameFiles(objects: Objects): (file: Thing | undefined) => FileName | undefined {
  const taken = new Set<string>();
  const names = new Map<number, FileName>();
  objects.all('inode').forEach(({ id, name }, index) => {
    const candidates = [...`${name}ABCDEFGHIJKLMNOPQRSTUVWXYZ`.toUpperCase()].filter((letter) => /[A-Z0-9]/.test(letter));
    const letter = candidates.find((candidate) => !taken.has(candidate)) ?? candidates[0] ?? '?';
    taken.add(letter);
    names.set(id, { name, letter, colour: index % COLOURS + 1 });
  });
  return (file) => file && names.get(file.id);
}
