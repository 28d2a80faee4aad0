// A task as a process of Promela: a labelled `if` for each place where it can rest.
import { foldedFrom } from '../generate-steps';
import type { Node } from '../ir';
import { comment, Identifiers } from './identifiers';
import { describeRest, EventPrinter, type EventContext } from './events';
import { indent } from './statements';
import { scalar } from './types';

/** The text of the process that does what the task does; it starts where the task rests initially. */
export function printProcess(context: EventContext, task: number): string {
  const { parts, variables } = context;
  const { rests, first } = parts.codes[task]!;
  const { name, kind } = parts.tasks[task]!;
  const start = variables.initial[parts.layout.pcs[task]!]!;
  const to = variables.names.name(`${name}_to`);
  const labels = new Identifiers(variables.names);
  const reached = reachableFrom(rests[start]!);
  // Spin takes no label that begins with `end` for an error when nobody can move: an agent that is idle, a process at its end.
  const isEnd = (node: Node): boolean => node.rest?.ended === true || (kind === 'agent' && first.has(node));
  const names = new Map(rests.flatMap((node, pc) => (reached.has(node) ? [[pc, labels.name(`${isEnd(node) ? 'end' : 'at'}_${pc}`)] as const] : [])));
  const printer = new EventPrinter(context, task, to, (pc) => names.get(pc)!);
  const print = (pc: number): string => {
    const node = rests[pc]!;
    if (node.rest!.ended) return `${names.get(pc)}:\n\tfalse; /* the end */\n`;
    const text = describeRest(node.rest!, (value) => (value.kind === 'const' ? context.format(value) : `{${printer.value(value)}}`));
    return `${names.get(pc)}: /* ${comment(text)} */\n${indent(['if', ...printer.options(pc), 'fi;'], 1)}`;
  };
  const others = [...names.keys()].filter((pc) => pc !== start);
  const body = [start, ...others].map(print).join('');
  const own = `${scalar(to, 0, rests.length - 1)}; /* within an event: where it will end; else 0 */`;
  const locals = [own, ...variables.localDeclarations(task)].map((line) => `\t${line}\n`).join('');
  return `/* ${kind} ${comment(name)} */\nactive proctype ${variables.names.name(name)}()\n{\n${locals}${body}}\n`;
}

function reachableFrom(start: Node): Set<Node> {
  const reached = new Set([start]);
  for (const node of reached) for (const next of foldedFrom(node).rests) reached.add(next);
  return reached;
}
