import type { Directive as DirectiveNode, ScheduleDecl } from '../generated/ast';
import { list, nearest, suggestion } from '../suggest';
import type { Directive, Schedule } from '../tree';
import type { Context } from './context';
import { error, spanOf, useSymbol } from './context';
import { agentSymbol, functionSymbol } from './names';

/** `schedule "a3b2"` is for the machine to read; directives name tasks and functions. */
export function checkSchedule(context: Context, node: ScheduleDecl, processes: readonly string[]): Schedule {
  const span = spanOf(context, node);
  if (node.string !== undefined) return { kind: 'string', string: node.string, span };
  const directives = node.directives.flatMap((directive) => checkDirective(context, directive, processes) ?? []);
  return { kind: 'directives', directives, span };
}

function checkDirective(context: Context, node: DirectiveNode, processes: readonly string[]): Directive | undefined {
  // Which tasks there are follows only when the scenario is compiled: names in quotes are looked up then.
  if (node.taskName !== undefined) {
    const until = checkUntil(context, node);
    return until && { task: node.taskName, until, span: spanOf(context, node) };
  }
  if (!node.task) return undefined;
  const task = node.child === undefined ? node.task : `${node.task}/${node.child}`;
  const agent = context.names.agents.get(task)?.[0];
  const declared = processes.includes(task) ? context.declared.get(node.task) : undefined;
  if (declared) useSymbol(context, node, 'task', declared.symbol);
  else if (agent) useSymbol(context, node, 'task', agentSymbol(agent));
  else if (node.child !== undefined) {
    const started = processes.filter((name) => name.startsWith(`${node.task}/`));
    return error(context, node, `unknown task \`${task}\`${started.length > 0 ? `; \`${node.task}\` starts: ${list(started)}` : `: \`${node.task}\` starts no task`}`, 'child');
  } else return error(context, node, `unknown process \`${task}\`${suggestion(task, [...processes, ...context.names.agents.keys()])}`, 'task');
  const until = checkUntil(context, node);
  return until && { task, until, span: spanOf(context, node) };
}

function checkUntil(context: Context, node: DirectiveNode): Directive['until'] | undefined {
  if (node.steps !== undefined) {
    if (node.steps > 0) return { kind: 'events', count: node.steps };
    return error(context, node, 'a directive runs at least 1 event', 'steps');
  }
  if (node.blocked) return { kind: 'blocked' };
  if (node.ended) return { kind: 'end' };
  if (!node.target) return undefined;
  const target = context.names.functions.get(node.target)?.[0];
  if (target) {
    useSymbol(context, node, 'target', functionSymbol(target));
    return { kind: 'call', function: target.name };
  }
  const near = nearest(node.target, context.names.functions.keys());
  return error(context, node, `unknown function \`${node.target}\`${near ? `; did you mean \`${near}\`?` : `; there are: ${list([...context.names.functions.keys()])}`}`, 'target');
}
