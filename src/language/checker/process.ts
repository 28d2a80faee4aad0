import { MODEL_LIMIT } from '../diagnostics';
import type { ProcessDecl } from '../generated/ast';
import type { Gate, Process } from '../tree';
import type { Context, StartedTask } from './context';
import { docOf, error, spanOf } from './context';
import type { Body } from './routines';
import { checkBody } from './routines';
import { BodyScope } from './scope';

/** As many as tasks of all kinds. */
export const MAX_PROCESSES = 32;

/** `p`, or `p0`, `p1` … for `process p[2]`; of too many, one more than there is room for. */
export function processNames(node: ProcessDecl): string[] {
  if (!node.name) return [];
  if (node.count === undefined) return [node.name];
  return Array.from({ length: Math.min(node.count, MAX_PROCESSES + 1) }, (_, index) => `${node.name}${index}`);
}

/** The body is checked once, whatever the count. A process is followed by the tasks that it starts. */
export function checkProcess(base: Context, node: ProcessDecl): Process[] {
  const { task } = base.names;
  if (node.count === 0) error(base, node, 'no process is made: the count begins at 1', 'count');
  if ((node.count ?? 0) > MAX_PROCESSES) error(base, node, `no room for ${node.count} processes: the model has ${MAX_PROCESSES} at most, agents included`, 'count', MODEL_LIMIT);
  const started: StartedTask[] = [];
  const context: Context = { ...base, kind: 'process', scope: new BodyScope(), callSites: new Set(), started };
  const body: Body = checkBody(context, node, { name: node.name });
  const doc = docOf(base, node);
  const common: { gate: Gate; object: string; source: string } = { gate: {}, object: task?.name ?? '', source: base.file.name };
  return processNames(node).flatMap((name): Process[] => [
    { name, ...body, ...common, span: spanOf(base, node, 'name'), ...(doc ? { doc } : {}) },
    ...started.map((each): Process => ({
      name: `${name}/${each.name}`, body: each.body, variables: body.variables, ...common, span: each.span, starter: { process: name, start: each.start },
    })),
  ]);
}
