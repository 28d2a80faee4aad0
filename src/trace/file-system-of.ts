import { fileSystemsOf } from '../hunt/file-systems';
import type { KernelTree } from '../language/tree';

/** The file system of which most of these functions are, by the folder of its sources; undefined if none is. */
export function fileSystemOf(functions: readonly string[], kernel: KernelTree): string | undefined {
  const folderOf = (source: string): string => source.slice(0, source.lastIndexOf('/'));
  const folders = functions.flatMap((name) => kernel.functions.find((func) => func.name === name)?.source ?? []).map(folderOf);
  const counted = fileSystemsOf(kernel).map(({ name, source }) => ({ name, count: folders.filter((folder) => folder === folderOf(source)).length }));
  return counted.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count)[0]?.name;
}
