import type { SymbolInfo } from '../symbols';
import type { KernelNames } from '../checker/names';

/** What is known beside the symbol itself. */
export interface Surrounding {
  readonly names?: KernelNames;
}

/** The declaration, its documentation and, for the model kernel, the file. */
export function describe(symbol: SymbolInfo, _surrounding: Surrounding = {}): string {
  const parts = [`\`\`\`daxk\n${symbol.signature}\n\`\`\``];
  if (symbol.doc) parts.push(symbol.doc);
  if (symbol.source.endsWith('.daxk') && !symbol.source.includes(':')) parts.push(`*${symbol.source}*`);
  return parts.join('\n\n');
}
