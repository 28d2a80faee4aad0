// The `expect`s that would be true, in place of one that is not.
import { KNOWN_VERSIONS } from '../../language/versions';
import { verdictText } from '../verdict-words';
import type { LiveVerdict } from './live-verdicts';

/** Lines for all versions of one `expect`, in the order of the versions; undefined if the verdict on one is not known to be current. */
export function trueExpects(verdicts: readonly LiveVerdict[]): readonly string[] | undefined {
  const byText = new Map<string, string[]>();
  for (const { wanted: { version, expected }, state, outcome } of verdicts) {
    if (state !== 'current' || !outcome || 'problem' in outcome || outcome.verdict === 'unknown') return undefined;
    // `holds NAME` says less than what was found, and is not made more.
    const text = verdictText(outcome.verdict === 'holds' && expected.verdict === 'holds' ? { verdict: 'holds', ...(expected.property !== undefined && { property: expected.property }) } : outcome);
    byText.set(text, [...(byText.get(text) ?? []), version]);
  }
  return [...byText].map(([text, versions]) => `expect ${versionsOf(versions)} ${text}`);
}

/** As `expect` takes them: a range where all modelled versions between two are among them and there are more than two, else a list. */
function versionsOf(versions: readonly string[]): string {
  const indices = versions.map((version) => KNOWN_VERSIONS.indexOf(version)).sort((one, other) => one - other);
  const [first = 0, last = 0] = [indices[0], indices.at(-1)];
  if (versions.length < 3 || last - first + 1 !== versions.length) return indices.map((index) => KNOWN_VERSIONS[index]).join(', ');
  const [since, until] = [`since ${KNOWN_VERSIONS[first]!}`, KNOWN_VERSIONS[last + 1]];
  if (until === undefined) return since;
  return first === 0 ? `until ${until}` : `${since} until ${until}`;
}
