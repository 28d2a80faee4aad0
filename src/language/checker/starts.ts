import { BEGIN, CLONE } from '../kernel-hooks';
import type { StartStatement } from '../generated/ast';
import type { Stmt } from '../tree';
import type { BodyContext } from './body-context';
import { error, spanOf } from './context';

/** What the kernel does when a task starts another, and how that one begins. */
const START_FUNCTIONS = [CLONE, BEGIN];

/** `thread { … }`, `fork NAME { … }`: the body sees the variables of the process, and is that of another task. */
export function checkStart(context: BodyContext, node: StartStatement): Stmt | undefined {
  const { start } = node;
  const started = context.started ?? [];
  const problem = whyNotHere(context, node);
  if (problem) error(context, node, problem, 'start');
  const name = node.name ?? String(started.length + 1);
  if (started.some((other) => other.name === name)) error(context, node, `this process already starts a task \`${name}\``, 'name');
  const inside: BodyContext = { ...context, loop: undefined, isStarted: true };
  const { body } = context.scope.block(() => context.block(inside, node.body?.statements));
  if (problem) return undefined;
  const span = spanOf(context, node, node.name ? 'name' : 'start');
  started.push({ start, name, span, body });
  return { kind: 'start', start, name, span };
}

function whyNotHere(context: BodyContext, { start }: StartStatement): string | undefined {
  const missing = START_FUNCTIONS.find((name) => !context.names.functions.has(name));
  if (missing) return `this model kernel cannot start tasks: it has no function \`${missing}\``;
  if (context.isStarted) return `\`${start}\` cannot stand inside a \`thread\` or \`fork\`: the process itself starts all of its tasks`;
  if (context.loop) return `\`${start}\` cannot stand in a loop: the number of tasks is fixed; write it several times, or put the loop inside it`;
  return undefined;
}
