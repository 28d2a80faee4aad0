// What a text asks for: each thing that it expects on each version that it names, and what the search for that reads. Made after each edit, so it searches nothing.
import { checkScenario, type CheckCache } from '../../language/check';
import type { Surroundings } from '../../language/overlays';
import type { Expect, KernelTree, ScenarioTree, Span } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { expectations } from '../expectations';
import { verdictText } from '../verdict-words';
import { placesIn, type Places } from './places';
import { ProgramReads } from './program-reads';

/** One thing that is expected of one version. */
export interface Wanted {
  /** `v4.17 violates dma_lands_at_home`: in a text there is one of it. */
  readonly id: string;
  readonly version: string;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  /** `violates dma_lands_at_home`. */
  readonly text: string;
  /** Of the `expect`; absent where nothing is said of the version. */
  readonly span?: Span;
  /** With the same key a search finds the same. */
  readonly key: string;
}

export interface Examination {
  readonly title: string;
  readonly wanted: readonly Wanted[];
  readonly places: Places;
  /** Of its `schedule`. */
  readonly schedule?: Span;
  /** Two texts with the same have everything at the same place. */
  readonly positions: string;
}

/** The text is wrong: there is nothing to search. */
export interface Mistaken {
  readonly mistake: string;
}

export interface ExaminedText {
  readonly source: string;
  readonly text: string;
  readonly surroundings: Surroundings;
}

export class Examiner {
  readonly #reads: ProgramReads;

  /** `build`: of what everything was built from that finds verdicts, the packaged kernel included. `digest`: a short text instead of a long one. */
  constructor(private readonly kernel: KernelTree, private readonly cache: CheckCache, private readonly build: string, private readonly digest: (text: string) => string) {
    this.#reads = new ProgramReads(kernel);
  }

  examine({ source, text, surroundings }: ExaminedText): { readonly tree: ScenarioTree; readonly examination: Examination } | Mistaken {
    const { tree, diagnostics } = checkScenario(source, text, this.kernel, this.cache, surroundings);
    if (!tree) return { mistake: diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'the text is wrong' };
    const places = placesIn(tree);
    const [schedule] = tree.schedules;
    return { tree, examination: { title: tree.title, wanted: this.#wanted(tree), places, positions: this.digest(JSON.stringify(places)), ...(schedule && { schedule: schedule.span }) } };
  }

  #wanted(tree: ScenarioTree): Wanted[] {
    const reads = new Map<number, string>();
    const found = new Map<string, Wanted>();
    for (const { version, expected } of spoken(tree)) {
      if (version === undefined) continue;
      if (!reads.has(version)) reads.set(version, this.digest(this.#reads.textOf(tree, version)));
      const { verdict, property } = expected;
      const text = verdictText({ verdict, property: property ?? null });
      const id = `${formatVersion(version)} ${text}`;
      const span = 'span' in expected ? (expected as Expect).span : undefined;
      const key = this.digest([this.build, reads.get(version), text].join('\n'));
      if (!found.has(id)) found.set(id, { id, version: formatVersion(version), expected: { verdict, ...(property !== undefined && { property }) }, text, ...(span && { span }), key });
    }
    return [...found.values()];
  }
}

/** Of the version to run on first: that is what its author thinks of. */
function spoken(tree: ScenarioTree): ReturnType<typeof expectations> {
  const { kernel, expects } = tree;
  const versions = [...new Set([...(kernel === undefined ? [] : [kernel]), ...expects.map(({ version }) => version)])];
  return expectations(tree, versions);
}
