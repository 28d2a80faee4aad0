import { fileSystemsOf } from '../../hunt/file-systems';
import { suggestion } from '../../language/suggest';
import type { KernelTree } from '../../language/tree';
import { InputError } from './input';

/** Throws an InputError if the kernel has no file system of this name, in any version. */
export function checkFileSystem(name: string, kernel: KernelTree): void {
  const known = fileSystemsOf(kernel).map((table) => table.name);
  if (!known.includes(name)) throw new InputError(`daxscn: error: there is no file system \`${name}\`${suggestion(name, known)}`);
}
