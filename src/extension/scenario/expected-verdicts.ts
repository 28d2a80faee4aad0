// What a scenario says that it expects of each kernel version, read from its text: it need not be free of errors.
import type { Item } from '../../language/generated/ast';
import { versionsOf } from '../../language/checker/expectations';
import { parseDeclarations } from '../../language/parse';
import { formatVersion } from '../../language/versions';

/** By version: `violates dma_lands_at_home`; several are joined by a comma. A version that the scenario does not mention is missing. */
export function expectedVerdicts(text: string): ReadonlyMap<string, string> {
  return verdictsOf(parseDeclarations(text)?.items ?? []);
}

/** Of declarations. */
export function verdictsOf(items: readonly Item[]): ReadonlyMap<string, string> {
  const verdicts = new Map<string, string>();
  for (const item of items) {
    if (item.$type !== 'ExpectDecl') continue;
    const { never, verdict, ofOne, property } = item;
    const said = [...(never ? ['never'] : []), ofOne ? 'holds' : verdict ?? '', ...(property === undefined ? [] : [property])].join(' ');
    for (const version of versionsOf([], item).map(formatVersion)) verdicts.set(version, verdicts.has(version) ? `${verdicts.get(version)!}, ${said}` : said);
  }
  return verdicts;
}
