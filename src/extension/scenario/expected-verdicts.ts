// What a scenario says that it expects of each kernel version, read from its text: it need not be free of errors.
import { versionsOf } from '../../language/checker/expectations';
import type { Item } from '../../language/generated/ast';
import { parseDeclarations } from '../../language/parse';
import { formatVersion } from '../../language/versions';

/** An `expect` of which a version can be read. */
export interface SaidExpect {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** As the scenario has it: `since v4.18 holds`. */
  readonly label: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** As `check` says it: `violates dma_lands_at_home`. */
  readonly expected: string;
}

export function saidExpects(items: readonly Item[]): SaidExpect[] {
  return items.flatMap((item) => {
    if (item.$type !== 'ExpectDecl' || !item.$cstNode) return [];
    const { never, verdict, ofOne, property, $cstNode: { offset, end, text } } = item;
    const expected = [...(never ? ['never'] : []), ofOne ? 'holds' : verdict ?? '', ...(property === undefined ? [] : [property])].join(' ');
    const versions = versionsOf([], item).map(formatVersion);
    return versions.length === 0 ? [] : [{ start: offset, end, label: text.replace(/^expect\s+/, '').replace(/\s+/g, ' '), versions, expected }];
  });
}

/** By version: `violates dma_lands_at_home`; several are joined by a comma. A version that the scenario does not mention is missing. */
export function expectedVerdicts(text: string): ReadonlyMap<string, string> {
  return verdictsOf(parseDeclarations(text)?.items ?? []);
}

/** Of declarations. */
export function verdictsOf(items: readonly Item[]): ReadonlyMap<string, string> {
  const verdicts = new Map<string, string>();
  for (const { versions, expected } of saidExpects(items)) {
    for (const version of versions) verdicts.set(version, verdicts.has(version) ? `${verdicts.get(version)!}, ${expected}` : expected);
  }
  return verdicts;
}
