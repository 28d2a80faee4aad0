// Searches of one scenario on several kernel versions. They share code and what they find out of its events; and where the code that one of them has asked says the
// same on other versions, its result is theirs, too (family-based model checking: Apel and others, "Strategies for product-line verification", ICSE 2013).
import { Family } from '../compiler/family';
import { compile, type CompileResult, type CompileOptions } from '../compiler/compile';
import type { Program } from '../compiler/program';
import type { Diagnostic } from '../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { explore, UNREDUCED_FIRST, type Exploration, type ExploreOptions, type Progress, type SearchedExploration } from './explore';
import { PackedProgram } from './store/packed-program';

/** What was found on one version. */
export interface Found {
  readonly exploration: SearchedExploration;
  /** The version that was searched, if it was another one: this one does the same in all that was executed. */
  readonly sameAs?: Version;
  /** Its own, if it was searched alone. */
  readonly program?: Program;
}

interface Known {
  /** The question, in a form that can be compared. */
  readonly asked: string;
  readonly versions: readonly Version[];
  readonly searched: Version;
  readonly found: Found;
}

export class FamilySearches {
  readonly #family: Family;
  /** By family of code: what is known of its events. */
  readonly #packed = new Map<object, PackedProgram>();
  readonly #known: Known[] = [];

  /** `versions`: those that will be asked about; others are searched alone. */
  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, versions: readonly Version[], private readonly options: CompileOptions = {}) {
    this.#family = new Family(kernel, scenario, versions, options);
  }

  /** One search at a time. */
  *explore(version: Version, options: ExploreOptions): Generator<Progress, Found | { readonly errors: readonly Diagnostic[] }, void> {
    const asked = JSON.stringify([options.until, options.all, options.maxStates]);
    const known = this.#known.find((each) => each.asked === asked && each.versions.includes(version));
    if (known) return { ...known.found, sameAs: known.searched };
    const { result, alike } = this.#family.member(version);
    if ('errors' in result) return result;
    const { program } = result;
    if (!program.questions) return { exploration: withoutList(yield* explore(program, options)), program };
    const begun = options.now?.() ?? 0;
    const { maxStates = Infinity } = options;
    const most = options.reduction || options.symmetry ? Math.min(maxStates, UNREDUCED_FIRST) : maxStates;
    const exploration = withoutList(yield* explore(program, { ...options, reduction: false, symmetry: false, maxStates: most, packed: this.#packedOf(program) }));
    // What to leave out is found for one program; and what fails, or has no room, is told with a place of its own.
    const isLarge = exploration.bound === 'states' && most < maxStates;
    if (isLarge || exploration.error || exploration.bound === 'model') return yield* this.#alone(version, isLarge ? remaining(options, begun) : options);
    const found = { exploration };
    if (exploration.complete || exploration.bound === 'states') this.#known.push({ asked, versions: alike(), searched: version, found });
    return found;
  }

  *#alone(version: Version, options: ExploreOptions): Generator<Progress, Found, void> {
    const { program } = compile(this.kernel, this.scenario, version, this.options) as Exclude<CompileResult, { errors: unknown }>;
    return { exploration: withoutList(yield* explore(program, options)), program };
  }

  #packedOf(program: Program): PackedProgram {
    const { family } = program.questions!;
    const known = this.#packed.get(family);
    known?.become(program);
    const packed = known ?? new PackedProgram(program);
    this.#packed.set(family, packed);
    return packed;
  }
}

/** What is kept keeps no program. */
function withoutList({ counterexamples: _, ...exploration }: Exploration): SearchedExploration {
  return exploration;
}

/** For a search that goes on where another one has come to its bound: it need not begin small, and has the time that is left. */
function remaining(options: ExploreOptions, begun: number): ExploreOptions {
  const { now, maxSeconds } = options;
  return { ...options, unreducedFirst: 0, ...(now && maxSeconds !== undefined && { maxSeconds: Math.max(0, maxSeconds - (now() - begun) / 1000) }) };
}
