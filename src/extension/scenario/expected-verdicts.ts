// What a scenario says that it expects of each kernel version, read from its text: it need not be free of errors.
import { versionsOf } from '../../language/checker/expectations';
import { parseDeclarations } from '../../language/parse';
import { formatVersion } from '../../language/versions';

/** By version: `violates dma_lands_at_home`; several are joined by a comma. A version that the scenario does not mention is missing. */
export function expectedVerdicts(text: string): ReadonlyMap<string, string> {
  const verdicts = new Map<string, string>();
  for (const item of parseDeclarations(text)?.items ?? []) {
    if (item.$type !== 'ExpectDecl') continue;
    const { never, verdict, ofOne, property } = item;
    const said = [...(never ? ['never'] : []), ofOne ? 'holds' : verdict ?? '', ...(property === undefined ? [] : [property])].join(' ');
    for (const version of versionsOf([], item).map(formatVersion)) verdicts.set(version, verdicts.has(version) ? `${verdicts.get(version)!}, ${said}` : said);
  }
  return verdicts;
}
