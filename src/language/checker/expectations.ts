import type { Directive as DirectiveNode, ExpectDecl, ScheduleDecl } from '../generated/ast';
import { list, nearest, suggestion } from '../suggest';
import type { SymbolInfo } from '../symbols';
import type { Directive, Expect, Invariant, Routine, Schedule, Stmt } from '../tree';
import { admits, formatGate, formatVersion, KNOWN_VERSIONS, parseVersion } from '../versions';
import { visitStatements } from './walk';
import type { Context } from './context';
import { error, spanOf, useSymbol } from './context';
import { agentSymbol, functionSymbol, invariantSymbol } from './names';

/** A version that the model knows, or undefined after an error. */
export function checkKnownVersion(context: Context, node: Parameters<typeof error>[1], text: string | undefined, property: string): number | undefined {
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (version !== undefined && KNOWN_VERSIONS.includes(text)) return version;
  const near = nearestVersion(version);
  return error(context, node, `kernel ${text} is not modelled; nearest: ${near} (the versions are ${KNOWN_VERSIONS.join(', ')})`, property);
}

function nearestVersion(version: number | undefined): string {
  const known = KNOWN_VERSIONS.map((name) => parseVersion(name)!);
  const distance = (other: number) => Math.abs(other - (version ?? 0));
  return formatVersion(known.reduce((best, other) => (distance(other) < distance(best) ? other : best)));
}

/** What a scenario has that can be violated: its `assert`s, and the bodies that may hold an `assert` statement. */
export interface OwnProperties {
  readonly asserts: readonly Invariant[];
  readonly routines: readonly Routine[];
}

/** One expectation for each version that it names. */
export function checkExpect(context: Context, node: ExpectDecl, own: OwnProperties): Expect[] {
  const verdict = node.property === undefined ? node.verdict : 'violates';
  if (!verdict) return [];
  const span = spanOf(context, node);
  return node.versions.flatMap((text) => {
    const version = checkKnownVersion(context, node, text, 'versions');
    if (version === undefined) return [];
    if (node.property === undefined) return [{ version, verdict, span }];
    const problem = checkProperty(context, node, node.property, version, own);
    if (problem) error(context, node, problem, 'property');
    return [{ version, verdict, property: node.property, span }];
  });
}

/** What a violation can be called: an invariant, an `assert` of the scenario, or a function, agent, override or process with an `assert` statement. */
function checkProperty(context: Context, node: ExpectDecl, name: string, version: number, { asserts, routines }: OwnProperties): string | undefined {
  const { names } = context;
  const own = asserts.find((assert) => assert.name === name);
  if (own) {
    useSymbol(context, node, 'property', { ...own, kind: 'assert', signature: `assert ${name}` });
    return undefined;
  }
  const invariants = names.invariants.get(name);
  if (invariants) {
    const there = invariants.find((invariant) => admits(invariant.gate, version));
    useSymbol(context, node, 'property', invariantSymbol(there ?? invariants[0]!));
    return there ? undefined : `invariant \`${name}\` exists ${invariants.map(({ gate }) => formatGate(gate)).join(', ')}, not in ${formatVersion(version)}`;
  }
  const asserting = namesOfAssertStatements([...names.tree.functions, ...names.tree.agents, ...routines]);
  if (asserting.has(name)) {
    const symbol = routineSymbol(context, name);
    if (symbol) useSymbol(context, node, 'property', symbol);
    return undefined;
  }
  const candidates = [...asserts.map((assert) => assert.name), ...names.invariants.keys(), ...asserting];
  const near = nearest(name, candidates);
  return `unknown invariant or assert \`${name}\`${near ? `; did you mean \`${near}\`?` : suggestion(name, candidates)}`;
}

/** An `assert` statement has the name of what it stands in. */
function namesOfAssertStatements(routines: readonly Routine[]): Set<string> {
  const found = new Set<string>();
  const visit = (statement: Stmt) => {
    if (statement.kind === 'assert') found.add(statement.name);
  };
  for (const { body } of routines) visitStatements(body, visit);
  return found;
}

function routineSymbol({ names, declared }: Context, name: string): SymbolInfo | undefined {
  const func = names.functions.get(name)?.[0];
  const agent = names.agents.get(name)?.[0];
  return func ? functionSymbol(func) : agent ? agentSymbol(agent) : declared.get(name)?.symbol;
}

/** `schedule "a3b2"` is for the machine to read; directives name tasks and functions. */
export function checkSchedule(context: Context, node: ScheduleDecl, processes: readonly string[]): Schedule {
  const span = spanOf(context, node);
  if (node.string !== undefined) return { kind: 'string', string: node.string, span };
  const directives = node.directives.flatMap((directive) => checkDirective(context, directive, processes) ?? []);
  return { kind: 'directives', directives, span };
}

function checkDirective(context: Context, node: DirectiveNode, processes: readonly string[]): Directive | undefined {
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
