// The tables of docs/museum.md, made of the scenarios of examples/museum: `UPDATE=1 npx vitest run test/architecture/museum-document.test.ts`.
import { checkScenario, type SourceText } from '../src/language/check';
import { compareFixes, fixedIn, paragraphs, parseHeading, parseHistory } from '../src/language/linux-history';
import type { Expect, Gate, KernelTree, ScenarioTree } from '../src/language/tree';
import { admits, formatGate, formatVersions, KNOWN_VERSIONS, parseVersion } from '../src/language/versions';

/** A bug of the museum: its scenario, and what the fixed places of the comment before it say. */
export interface Exhibit {
  /** The file name. */
  readonly source: string;
  readonly tree: ScenarioTree;
  /** `M-1`; undefined if it has no number. */
  readonly number?: string;
  /** What goes wrong, in a few words. */
  readonly symptom: string;
  /** `Linux`, or the part of it that had the bug: `ext4`. */
  readonly place: string;
  /** The releases that had it, as far as known: one range of them, or several, oldest first. */
  readonly affected: readonly Gate[];
  /** When it was fixed; if it is not, when it was found. */
  readonly year: number;
  /** What fixed it, as Markdown: commits and title. */
  readonly fix: string;
  /** Whether functions of the model kernel are replaced, because no modelled version has the bug alone. */
  readonly isOverridden: boolean;
}

/** Throws if the scenario is wrong, or its comment does not say what it has to. */
export function readExhibit({ source, text }: SourceText, kernel: KernelTree): Exhibit {
  const { tree } = checkScenario(source, text, kernel);
  if (!tree) throw new Error(`${source} has errors: daxscn check examples/museum/${source}`);
  const doc = tree.doc ?? '';
  const [first = '', second = ''] = paragraphs(doc);
  const heading = parseHeading(doc);
  if (!heading) throw new Error(`${source}: the comment begins with \`# M-1: what goes wrong\`, not with \`${first}\``);
  const history = parseHistory(doc);
  if (!history) {
    throw new Error(`${source}: the second paragraph of the comment is \`In Linux since v4.18 until v4.19 (2018). 0123456789ab: "title".\` or \`In Linux since v6.15 (2025), not fixed. …\`, not \`${second}\``);
  }
  const names = new Set(kernel.functions.map(({ name }) => name));
  const { number, title: symptom } = heading;
  const { place, affected, year, commits, title, remark } = history;
  return {
    source, tree, symptom, place, year, affected, ...(number === undefined ? {} : { number }),
    fix: remark === undefined ? `${commits.map((commit) => `\`${commit}\``).join(', ')}${title === undefined ? '' : `: ${title}`}` : `not fixed. ${remark}`,
    isOverridden: tree.additions.functions.some(({ name }) => names.has(name)),
  };
}

/** What an `expect` says of a version that shows the bug: `violates no_free_under_pin`, `hang`. Undefined if it says that nothing is wrong. */
export function wrongness({ verdict, property }: Expect): string | undefined {
  if (verdict === 'holds' || verdict === 'never reaches') return undefined;
  return property === undefined ? verdict : `${verdict} ${property}`;
}

/** The document with what stands between `<!-- generated: exhibits -->` and `<!-- end -->` made anew. */
export function withExhibits(document: string, exhibits: readonly Exhibit[]): string {
  return document.replace(/(<!-- generated: exhibits -->\n)[^]*?(<!-- end -->)/, (_, begin: string, end: string) => `${begin}\n${table(exhibits)}\n\n${end}`);
}

/** Oldest first; what is not fixed comes last. */
function table(exhibits: readonly Exhibit[]): string {
  let before = '';
  const sorted = [...exhibits].sort(compareFixes);
  const rows = sorted.map((exhibit) => {
    const { source, number = '', symptom, place, affected, year, fix, tree, isOverridden } = exhibit;
    const when = fixedIn(exhibit) === Infinity ? 'not fixed' : String(year);
    const shown = when === before ? '' : `**${when}**`;
    before = when;
    const seen = `${versionsOf(tree)}${isOverridden ? ', with an override' : ''}`;
    return `| ${[shown, number, `[${symptom}](../examples/museum/${source})`, `${place} ${affected.map(formatGate).join(', ')}`.trim(), fix, seen].join(' | ')} |`;
  });
  return ['| fixed | | what goes wrong | where | by | what the scenario does |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

/** For each thing that goes wrong the modelled versions on which it does: `violates no_free_under_pin until v4.19`. */
function versionsOf({ expects }: ScenarioTree): string {
  const wrong = new Map<string, Set<string>>();
  for (const each of expects) {
    const what = wrongness(each);
    if (what === undefined) continue;
    const versions = wrong.get(what) ?? new Set();
    for (const name of KNOWN_VERSIONS) if (parseVersion(name) === each.version) versions.add(name);
    wrong.set(what, versions);
  }
  if (wrong.size === 0) return 'holds';
  return [...wrong].map(([what, versions]) => `${what.replace(/ (\w+)$/, ' `$1`')} ${formatVersions(versions)}`).join('; ');
}

/** Whether the exhibit has the place that had the bug, a file system that it mounts. If not, and nothing is replaced, it is a control: it shows that another file system does not have it. */
export const isModelled = ({ place, tree }: Exhibit): boolean => place === 'Linux'
  || tree.declarations.some(({ properties }) => properties.some((each) => each.kind === 'table' && each.name === place.toLowerCase()));

/** What an exhibit contradicts that replaces nothing: a release that had the bug and does not show it, or the first one without it that does. */
export function contradictions(exhibit: Exhibit): readonly string[] {
  const { tree, affected, isOverridden } = exhibit;
  if (isOverridden || !isModelled(exhibit)) return [];
  const speaksOf = (name: string): boolean => tree.expects.some(({ version }) => version === parseVersion(name));
  const wrongOn = (name: string): string[] => tree.expects.filter(({ version }) => version === parseVersion(name)).flatMap((each) => wrongness(each) ?? []);
  const had = KNOWN_VERSIONS.filter((name) => affected.some((range) => admits(range, parseVersion(name)!)) && speaksOf(name));
  const typical = had.length === 0 ? [] : wrongOn(had.at(-1)!);
  const fixed = KNOWN_VERSIONS.find((name) => parseVersion(name)! >= fixedIn(exhibit));
  return [
    ...had.filter((name) => wrongOn(name).length === 0).map((name) => `${name} had the bug, and nothing is wrong`),
    ...(fixed !== undefined && wrongOn(fixed).some((each) => typical.includes(each)) ? [`${fixed} has the fix, and shows the same`] : []),
  ];
}
