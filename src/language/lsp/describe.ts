import { versionsIn, throughGate } from '../checker/live';
import type { KernelNames } from '../checker/names';
import { linuxFiles } from '../linux-files';
import type { SymbolInfo } from '../symbols';
import type { Gate } from '../tree';
import { formatGate, KNOWN_VERSIONS } from '../versions';

/** What is known beside the symbol itself. */
export interface Surroundings {
  readonly names?: KernelNames;
  /** The versions that the scenario is for. */
  readonly versions?: readonly string[];
  /** The first comment of a file of the model kernel. */
  header?(source: string): string;
  /** Where the reference describes a system call. */
  reference?(name: string): string | undefined;
}

/** The declaration, its documentation and, for the model kernel, the file of Linux, the versions that have it and the reference. */
export function describe(symbol: SymbolInfo, around: Surroundings = {}): string {
  const parts = [`\`\`\`daxk\n${symbol.signature}\n\`\`\``];
  if (symbol.doc) parts.push(symbol.doc.replaceAll(/^(?=Left out: |Simplified: |Not in Linux\.)/gm, '\n'));
  if (!symbol.source.endsWith('.daxk') || symbol.source.includes(':')) return parts.join('\n\n');
  const files = around.header && ['function', 'agent'].includes(symbol.kind) ? linuxFiles(symbol.doc, around.header(symbol.source), symbol.source) : [symbol.source];
  const facts = [files.map((file) => `*${file}*`).join(', '), ...factsOf(symbol, around)];
  parts.push(facts.join(' · '));
  return parts.join('\n\n');
}

function factsOf({ kind, name }: SymbolInfo, { names, versions = [], reference }: Surroundings): string[] {
  const gates: readonly Gate[] = (kind === 'function' ? names?.functions.get(name) : kind === 'invariant' ? names?.invariants.get(name) : kind === 'agent' ? names?.agents.get(name) : undefined)
    ?.map(({ gate }) => gate) ?? [];
  if (gates.length === 0) return [];
  const has = new Set(gates.flatMap((gate) => versionsIn(throughGate(gate))));
  const lacking = versions.filter((version) => !has.has(version));
  const link = kind === 'function' && names?.functions.get(name)?.[0]?.syscall ? reference?.(name) : undefined;
  return [
    has.size === KNOWN_VERSIONS.length ? 'in all versions' : gates.map(formatGate).join(', '),
    ...lacking.length > 0 ? [`**not in ${lacking.join(', ')}**, for which this scenario is`] : [],
    ...link === undefined ? [] : [`[reference](${link})`],
  ];
}
