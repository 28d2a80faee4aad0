// Searches of one scenario on several kernel versions. What versions have in common is compiled and searched once (`searchTogether`); and where all that one of them has
// executed says the same on other versions, its result is theirs, too (family-based model checking: Apel and others, "Strategies for product-line verification", ICSE 2013).
import { Family } from '../compiler/family';
import { compile, type CompileResult, type CompileOptions } from '../compiler/compile';
import type { Program } from '../compiler/program';
import type { Diagnostic } from '../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { explore, type ExploreOptions, type Progress } from './explore';
import { searchTogether, withoutList, type Answer, type Found, type Participant } from './search-together';
import type { Sought } from './search/sought';
import { PackedProgram } from './store/packed-program';

/** What will be asked of a version. */
export interface Question {
  readonly version: Version;
  readonly until?: Sought;
}

export class FamilySearches {
  readonly #family: Family;
  /** By family of code: what is known of its events. */
  readonly #packed = new Map<object, PackedProgram>();
  /** By question and version. */
  readonly #answers = new Map<string, Answer>();

  /** `questions`: those that will be asked. Others are answered, too, each by itself. */
  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, private readonly questions: readonly Question[], private readonly options: CompileOptions = {}) {
    this.#family = new Family(kernel, scenario, questions.map(({ version }) => version), options);
  }

  /** One search at a time. */
  *explore(version: Version, options: ExploreOptions): Generator<Progress, Found | { readonly errors: readonly Diagnostic[] }, void> {
    const begun = options.now?.() ?? 0;
    if (!this.#answers.has(keyOf(version, options))) {
      const { result, alike } = this.#family.member(version);
      if ('errors' in result) return result;
      const { program } = result;
      if (!program.questions) return { exploration: withoutList(yield* explore(program, options)), program };
      yield* this.#searchTogether(this.#participants({ version, until: options.until, program, alike }, options), options);
    }
    const answer = this.#answers.get(keyOf(version, options))!;
    return 'exploration' in answer ? answer : yield* this.#searchAlone(version, answer.isLarge ? remaining(options, begun) : options);
  }

  /** The program of a version that has been searched. */
  programOf(version: Version): Program {
    return (this.#family.member(version).result as Exclude<CompileResult, { errors: unknown }>).program;
  }

  *#searchAlone(version: Version, options: ExploreOptions): Generator<Progress, Found, void> {
    const { program } = compile(this.kernel, this.scenario, version, this.options) as Exclude<CompileResult, { errors: unknown }>;
    return { exploration: withoutList(yield* explore(program, options)), program };
  }

  *#searchTogether(participants: readonly Participant[], options: ExploreOptions): Generator<Progress, void, void> {
    const { program } = participants[0]!;
    const { family } = program.questions!;
    const packed = this.#packed.get(family) ?? new PackedProgram(program);
    this.#packed.set(family, packed);
    for (const [{ version, until }, answer] of yield* searchTogether(packed, participants, options)) this.#answers.set(keyOf(version, { ...options, until }), answer);
  }

  /** The version that is asked about, and those with the same code that will be asked about, each once. */
  #participants(first: Participant, { all, maxStates }: ExploreOptions): Participant[] {
    const participants = new Map([[first.version, first]]);
    for (const { version, until } of this.questions) {
      if (participants.has(version) || this.#answers.has(keyOf(version, { until, all, maxStates }))) continue;
      const { result, alike } = this.#family.member(version);
      if ('errors' in result || result.program.questions?.family !== first.program.questions!.family) continue;
      participants.set(version, { version, until, program: result.program, alike });
    }
    return [...participants.values()];
  }
}

function keyOf(version: Version, { until, all, maxStates }: { readonly [K in 'until' | 'all' | 'maxStates']?: ExploreOptions[K] | undefined }): string {
  return JSON.stringify([version, until, all, maxStates]);
}

/** For a search that goes on where another one has come to its bound: it need not begin small, and has the time that is left. */
function remaining(options: ExploreOptions, begun: number): ExploreOptions {
  const { now, maxSeconds } = options;
  return { ...options, unreducedFirst: 0, ...(now && maxSeconds !== undefined && { maxSeconds: Math.max(0, maxSeconds - (now() - begun) / 1000) }) };
}
