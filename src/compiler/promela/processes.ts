// A task as a process of Promela: a labelled `if` for each location.
import type { Node } from '../ir';
import { comment } from './identifiers';
import { describeLocation, EventPrinter, type EventContext } from './event-printer';
import { indent } from './block';
import { scalar } from './narrow-types';

/** The text of the process; it starts at the location of the task after boot. */
export function printProcess(context: EventContext, task: number): string {
  const { parts, variables } = context;
  const { locations, first } = parts.codes[task]!;
  const { name, kind } = parts.tasks[task]!;
  const start = variables.initial[parts.layout.pcs[task]!]!;
  const to = variables.names.name(`${name}_to`);
  const labels = variables.scope(task);
  // A process of Spin that stops at a label `end…` is not in an invalid end state: an idle agent, a process that has ended.
  const isEnd = (node: Node): boolean => node.location?.ended === true || node.location?.idle === true || (kind === 'agent' && first.has(node));
  const names = new Map<number, string>();
  const label = (pc: number): string => {
    const known = names.get(pc) ?? labels.name(`${isEnd(locations[pc]!) ? 'end' : 'at'}_${pc}`);
    names.set(pc, known);
    return known;
  };
  const printer = new EventPrinter(context, task, to, label);
  const reached = new Set([start]);
  let body = '';
  for (const pc of reached) {
    const location = locations[pc]!.location!;
    if (location.ended) {
      body += `${label(pc)}:\n\tfalse; /* the end */\n`;
      continue;
    }
    const { lines, targets } = printer.options(pc);
    for (const target of targets) reached.add(target);
    const text = describeLocation(location, (value) => (value.kind === 'const' ? context.format(value) : `{${printer.value(value)}}`));
    // Without alternatives, as for a member of a type without objects, the event is never enabled.
    body += `${label(pc)}: /* ${comment(text)} */\n${indent(lines.length > 0 ? ['if', ...lines, 'fi;'] : ['false;'], 1)}`;
  }
  const own = `${scalar(to, 0, locations.length - 1)}; /* within an event: where it will end; else 0 */`;
  const locals = [own, ...variables.localDeclarations(task)].map((line) => `\t${line}\n`).join('');
  return `/* ${kind} ${comment(name)} */\nactive proctype ${variables.names.name(name)}()\n{\n${locals}${body}}\n`;
}
