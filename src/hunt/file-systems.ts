// What a mount can be of, as the kernel declares it.
import type { KernelTree, OperationsTable } from '../language/tree';

/** The tables that are a mount's `type`, of all versions. */
export function fileSystemsOf({ tables, objects }: KernelTree): OperationsTable[] {
  const types = objects.filter(({ declares }) => declares === 'mount').flatMap(({ params }) => params.flatMap(({ type }) => (type.kind === 'operations' ? [type.name] : [])));
  return tables.filter(({ type }) => types.includes(type.name));
}
