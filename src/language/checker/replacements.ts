// Which declarations of an overlay or a scenario replace something of the kernel beneath, and which of them may not.
import type { AgentDecl, FunctionDecl, InvariantDecl, ResponseDecl } from '../generated/ast';
import type { Report } from '../report';
import { list, nearest, suggestion } from '../suggest';
import type { SymbolIndex } from '../symbols';
import type { Func, Gate, KernelTree } from '../tree';
import { formatSignature } from '../types';
import { formatGate, VERSIONS_RANGE } from '../versions';
import type { Context, Declared } from './context';
import { error, useSymbol, warning } from './context';
import { sameSignature } from './functions';
import { throughGate, versionsIn } from './live';
import type { KernelNames } from './names';
import { agentSymbol, functionSymbol, invariantSymbol } from './names';

/** What declarations are laid over, if they are not a kernel by themselves. */
export interface Ground {
  readonly kernel: KernelTree;
  /** Who declares: an overlay replaces what has the same name, a scenario says `override`. */
  readonly by: 'overlay' | 'scenario';
  /** The versions for which bodies are checked, as a mask of live.ts. */
  readonly live: number;
  /** Of the scenario; may be filled after the headers are read. */
  readonly declared: ReadonlyMap<string, Declared>;
}

export class Replacements {
  /** `beneath`: the names of the ground, without what is laid over it. */
  constructor(private readonly ground: Ground, private readonly beneath: KernelNames) {}

  /** Whether a function may not be declared here, after an error. What it replaces is a use of that. */
  refuse(context: Context, node: FunctionDecl, header: Func, isOverride: boolean): boolean {
    const originals = this.beneath.functions.get(header.name) ?? [];
    const [original] = originals;
    if (!original) {
      if (!isOverride) return false;
      context.symbols.define(functionSymbol(header));
      const near = nearest(header.name, this.beneath.functions.keys());
      error(context, node, `the model kernel has no function \`${header.name}\` to override${near ? suggestion(header.name, [near]).replace('there is only', 'did you mean') : ''}`, 'name');
      return true;
    }
    useSymbol(context, node, 'name', functionSymbol(this.inForce(originals, header)));
    if (!isOverride && this.ground.by === 'scenario') {
      error(context, node, `to replace the kernel's \`${header.name}\`, write \`override\` before it`, 'name');
      return true;
    }
    if (!sameSignature(original, header)) {
      error(context, node, `\`${header.name}\` does not fit the one that it replaces, in ${original.source}:${original.span[0] + 1}: ${formatSignature(original)}`, 'name');
      return true;
    }
    this.warnOfNoEffect(context, node, header, originals);
    return false;
  }

  /** Agents and invariants of an overlay replace those of their names; a scenario has no word for it. */
  refuseRoutine(context: Context, node: AgentDecl | InvariantDecl | ResponseDecl, what: 'agent' | 'invariant'): boolean {
    const [known] = (what === 'agent' ? this.beneath.agents : this.beneath.invariants).get(node.name) ?? [];
    if (!known) return false;
    useSymbol(context, node, 'name', what === 'agent' ? agentSymbol(known) : invariantSymbol(known));
    if (this.ground.by === 'overlay') return false;
    error(context, node, `the model kernel already has an ${what} \`${node.name}\` (${known.source}:${known.span[0] + 1}); an overlay (.daxk) can replace it`, 'name');
    return true;
  }

  /**
   * The versions in which a function takes the place of another. Without a gate those of what it replaces: it is no news to a version
   * that never had such a function. With one, an overlay may bring the function to further versions, as a backport does.
   */
  gateOf({ name, gate }: Func): Gate {
    const originals = this.beneath.functions.get(name) ?? [];
    const isLimited = this.ground.by === 'scenario' || (gate.since === undefined && gate.until === undefined);
    if (originals.length === 0 || !isLimited) return gate;
    const since = Math.max(gate.since ?? 0, Math.min(...originals.map((original) => original.gate.since ?? 0)));
    const until = Math.min(gate.until ?? Infinity, Math.max(...originals.map((original) => original.gate.until ?? Infinity)));
    return since < until ? { ...(since > 0 && { since }), ...(until < Infinity && { until }) } : gate;
  }

  /** A function that an overlay adds and does not call: if its name is nearly one of the kernel, that was to be replaced. Others may be for a later overlay. */
  warnOfUncalled(functions: readonly Func[], { uses }: SymbolIndex, report: Report): void {
    const added = functions.filter(({ name, syscall }) => !syscall && !this.beneath.functions.has(name));
    const named = new Set(uses.filter(({ source, span, symbol }) =>
      symbol.kind === 'function' && !added.some((func) => func.source === source && func.span.join() === span.join())).map(({ symbol }) => symbol.name));
    for (const { name, source, span } of added) {
      const near = named.has(name) ? undefined : nearest(name, this.beneath.functions.keys());
      if (near) report.warning(source, span, `this replaces nothing, and nothing calls it: the kernel has no function \`${name}\`; did you mean \`${near}\`?`);
    }
  }

  /** An override for other versions than those that the scenario asks for. One of several of a name may be. */
  warnOfUnasked(functions: readonly Func[], report: Report): void {
    const asked = versionsIn(this.ground.live);
    if (asked.length === 0) return;
    const overrides = functions.filter(({ name }) => this.beneath.functions.has(name));
    const apply = new Set(overrides.filter(({ gate }) => versionsIn(throughGate(gate) & this.ground.live).length > 0).map(({ name }) => name));
    for (const { name, source, span, gate } of overrides) {
      if (apply.has(name)) continue;
      report.warning(source, span, `this replaces \`${name}\` ${formatGate(gate)} only, and the scenario asks for ${list(asked)}`);
    }
  }

  private versionsOf(functions: readonly Func[]): number {
    return functions.reduce((live, { gate }) => live | throughGate(gate), 0);
  }

  /** Of several that are one function that changed, one that is replaced. */
  private inForce(originals: readonly Func[], { gate }: Func): Func {
    const live = throughGate(gate) & this.ground.live;
    return originals.find((original) => versionsIn(throughGate(original.gate) & live).length > 0) ?? originals[0]!;
  }

  /**
   * An override says that something changes in every version that is asked for, an overlay that something changes in one of them. An
   * overlay's function with a gate joins the kernel where it replaces nothing.
   */
  private warnOfNoEffect(context: Context, node: FunctionDecl, { name, gate }: Func, originals: readonly Func[]): void {
    const asked = throughGate(gate) & this.ground.live;
    if (versionsIn(throughGate(gate)).length === 0) {
      warning(context, node, `no modelled version is ${formatGate(gate)}: nothing is replaced; ${VERSIONS_RANGE}`, 'name');
      return;
    }
    const missing = versionsIn(asked & ~this.versionsOf(originals));
    const isMeant = this.ground.by === 'overlay' && (formatGate(gate) !== '' || missing.length < versionsIn(asked).length);
    if (missing.length === 0 || isMeant) return;
    const gates = originals.map((original) => formatGate(original.gate)).filter((text) => text !== '');
    const there = [...this.beneath.functions].filter(([other, variants]) =>
      other !== name && missing.every((version) => versionsIn(this.versionsOf(variants)).includes(version)));
    const near = nearest(name, there.map(([other]) => other));
    const instead = near ? `did you mean \`${near}\`, which exists there?` : `a gate says where it is meant: \`${gates[0]}\``;
    warning(context, node, `the kernel has \`${name}\` ${list(gates)}, not in ${list(missing)}: nothing is replaced there; ${instead}`, 'name');
  }
}
