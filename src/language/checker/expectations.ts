import type { ExpectDecl } from '../generated/ast';
import { nearest, suggestion } from '../suggest';
import type { SymbolInfo } from '../symbols';
import type { Constant, Expect, Invariant, Routine, Version } from '../tree';
import { admits, formatGate, formatVersion, KNOWN_VERSIONS, parseVersion, VERSIONS_RANGE } from '../versions';
import type { Context } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
import { assertStatements, marksIn } from './named-statements';
import { agentSymbol, functionSymbol, invariantSymbol } from './names';
import { checkGate } from './routines';

/** A version that the model knows, or undefined after an error. */
export function checkKnownVersion(context: Context, node: Parameters<typeof error>[1], text: string | undefined, property: string): number | undefined {
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (version !== undefined && KNOWN_VERSIONS.includes(text)) return version;
  const near = nearestVersion(version);
  return error(context, node, `kernel ${text} is not modelled; nearest: ${near} (${VERSIONS_RANGE})`, property);
}

function nearestVersion(version: number | undefined): string {
  const known = KNOWN_VERSIONS.map((name) => parseVersion(name)!);
  const distance = (other: number) => Math.abs(other - (version ?? 0));
  return formatVersion(known.reduce((best, other) => (distance(other) < distance(best) ? other : best)));
}

/** What a scenario has that can be violated or reached, and the bodies that may hold an `assert` statement or a `mark`. */
export interface OwnProperties {
  readonly asserts: readonly Invariant[];
  readonly reaches: readonly Invariant[];
  readonly routines: readonly Routine[];
}

/** One expectation for each version that it names. */
export function checkExpect(context: Context, node: ExpectDecl, own: OwnProperties): Expect[] {
  const verdict = node.ofOne ? 'holds' : node.never ? 'never reaches' : node.verdict;
  if (!verdict) return [];
  const { property } = node;
  const span = spanOf(context, node);
  const versions = expectedVersions(context, node);
  const problem = property === undefined || versions.length === 0 ? undefined
    : verdict === 'reaches' || verdict === 'never reaches' ? checkReached(context, node, property, own)
      : checkProperty(context, node, property, versions, own);
  if (problem) error(context, node, problem, 'property');
  return versions.map((version) => ({ version, verdict, ...(property === undefined ? {} : { property }), span }));
}

/** The versions of a list, or the modelled ones in a range; none after an error. */
function expectedVersions(context: Context, node: ExpectDecl): Version[] {
  if (!node.gate) return node.versions.flatMap((text) => checkKnownVersion(context, node, text, 'versions') ?? []);
  const before = context.report.diagnostics.length;
  checkGate(context, node.gate);
  const versions = versionsOf(context.names.tree.constants, node);
  if (versions.length === 0 && context.report.diagnostics.length === before) {
    error(context, node.gate, `no kernel version that is modelled is in \`${textOf(context, node.gate)}\`; ${VERSIONS_RANGE}`);
  }
  return versions;
}

/** The versions that it names and the modelled ones of its range, as far as they can be read. */
export function versionsOf(constants: readonly Constant[], { versions, gate }: ExpectDecl): Version[] {
  if (!gate) return versions.flatMap((text) => parseVersion(text) ?? []);
  const bound = (text: string | undefined): Version | undefined => {
    const value = text === undefined ? undefined : constants.find(({ name }) => name === text)?.value;
    return value?.kind === 'kernel' ? value.version : text === undefined ? undefined : parseVersion(text);
  };
  const [since, until] = [bound(gate.since), bound(gate.until)];
  const isWrong = (gate.since !== undefined && since === undefined) || (gate.until !== undefined && until === undefined);
  const range = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  return isWrong ? [] : KNOWN_VERSIONS.map((name) => parseVersion(name)!).filter((version) => admits(range, version));
}

/** Whether both can be as expected. */
export function contradict(one: Expect, other: Expect): boolean {
  if (one.version !== other.version) return false;
  const isAll = ({ verdict, property }: Expect): boolean => verdict === 'holds' && property === undefined;
  const isWrong = ({ verdict }: Expect): boolean => !['holds', 'reaches', 'never reaches'].includes(verdict);
  if ((isAll(one) && isWrong(other)) || (isAll(other) && isWrong(one))) return true;
  return one.property !== undefined && one.property === other.property && one.verdict !== other.verdict;
}

/** What a violation can be called: an invariant, an `assert` of the scenario, a named `assert` statement, or the body in which one without a name stands. */
function checkProperty(context: Context, node: ExpectDecl, name: string, versions: readonly Version[], { asserts, reaches, routines }: OwnProperties): string | undefined {
  const { names } = context;
  const own = asserts.find((assert) => assert.name === name);
  if (own) {
    useSymbol(context, node, 'property', { ...own, kind: 'assert', signature: `assert ${name}` });
    return undefined;
  }
  const invariants = names.invariants.get(name);
  if (invariants) {
    const lacking = versions.find((version) => !invariants.some((invariant) => admits(invariant.gate, version)));
    useSymbol(context, node, 'property', invariantSymbol(invariants.find((invariant) => versions.some((version) => admits(invariant.gate, version))) ?? invariants[0]!));
    return lacking === undefined ? undefined
      : `${invariants[0]!.response ? 'response' : 'invariant'} \`${name}\` exists ${invariants.map(({ gate }) => formatGate(gate)).join(', ')}, not in ${formatVersion(lacking)}`;
  }
  const asserting = assertStatements([...names.tree.functions, ...names.tree.agents, ...routines]);
  const place = asserting.get(name);
  if (place) {
    const symbol = name === place.routine.name ? routineSymbol(context, name) : undefined;
    const { source, span } = place;
    useSymbol(context, node, 'property', symbol ?? { kind: 'assert', name, source, span, signature: `assert ${name} in ${place.routine.name}` });
    return undefined;
  }
  if (reaches.some((reach) => reach.name === name)) return `\`${name}\` is a \`reach\`; an execution \`reaches\` it, or \`never reaches\` it`;
  const candidates = [...asserts.map((assert) => assert.name), ...names.invariants.keys(), ...asserting.keys()];
  const near = nearest(name, candidates);
  return `unknown invariant or assert \`${name}\`${near ? `; did you mean \`${near}\`?` : suggestion(name, candidates)}`;
}

/** What can be reached: a `reach` of the scenario, or a `mark` of a body. */
function checkReached(context: Context, node: ExpectDecl, name: string, { reaches, asserts, routines }: OwnProperties): string | undefined {
  const { names } = context;
  const own = reaches.find((reach) => reach.name === name);
  if (own) {
    useSymbol(context, node, 'property', { ...own, kind: 'reach', signature: `reach ${name}` });
    return undefined;
  }
  const marks = marksIn([...names.tree.functions, ...names.tree.agents, ...routines]);
  const place = marks.get(name);
  if (place) {
    useSymbol(context, node, 'property', { kind: 'mark', name, source: place.source, span: place.span, signature: `mark ${name} in ${place.routine.name}` });
    return undefined;
  }
  if (names.invariants.has(name) || asserts.some((assert) => assert.name === name)) return `\`${name}\` has to hold; an execution \`violates\` it, or it \`holds\``;
  const candidates = [...reaches.map((reach) => reach.name), ...marks.keys()];
  const near = nearest(name, candidates);
  return `unknown reach or mark \`${name}\`${near ? `; did you mean \`${near}\`?` : suggestion(name, candidates)}`;
}

function routineSymbol({ names, declared }: Context, name: string): SymbolInfo | undefined {
  const func = names.functions.get(name)?.[0];
  const agent = names.agents.get(name)?.[0];
  return func ? functionSymbol(func) : agent ? agentSymbol(agent) : declared.get(name)?.symbol;
}
