import type { ProcessDecl } from '../generated/ast';
import type { Process } from '../tree';
import type { Context } from './context';
import { docOf, error, spanOf } from './context';
import { checkBody } from './routines';
import { BodyScope } from './scope';

/** More would not fit into a set of tasks. */
export const MAX_PROCESSES = 16;

/** `p`, or `p0`, `p1` … for `process p[2]`. */
export function processNames(node: ProcessDecl): string[] {
  if (!node.name) return [];
  if (node.count === undefined) return [node.name];
  return Array.from({ length: Math.min(node.count, MAX_PROCESSES) }, (_, index) => `${node.name}${index}`);
}

/** The body is checked once, whatever the count. */
export function checkProcess(base: Context, node: ProcessDecl): Process[] {
  const { task } = base.names;
  if (node.count === 0) error(base, node, 'no process is made: the count begins at 1', 'count');
  if ((node.count ?? 0) > MAX_PROCESSES) error(base, node, `at most ${MAX_PROCESSES} processes fit into a scenario`, 'count');
  const context: Context = { ...base, kind: 'process', scope: new BodyScope(), callSites: new Set() };
  const body = checkBody(context, node, { name: node.name });
  const doc = docOf(base, node);
  const span = spanOf(base, node, 'name');
  return processNames(node).map((name) => ({
    name, gate: {}, ...body, object: task?.name ?? '', source: base.file.name, span, ...(doc ? { doc } : {}),
  }));
}
