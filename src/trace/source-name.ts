/** `dax_disassociate_entry.isra.0` is `dax_disassociate_entry` in the source. */
export function sourceName(symbol: string): string {
  return symbol.replace(/\.(?:isra|part|constprop|cold|llvm|lto_priv)\b.*$/, '');
}
