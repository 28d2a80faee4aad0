// One search of several versions that share their code, and what it says of each.
import type { Program } from '../compiler/program';
import type { Version } from '../language/tree';
import { concludeAll, type Exploration, type SearchedExploration } from './conclusion';
import { UNREDUCED_FIRST, type ExploreOptions, type Progress } from './explore';
import { FamilyCycles } from './livelock/family-cycles';
import { lookForLivelockIn } from './livelock/livelock';
import { Limits } from './search/bounds';
import { FamilySearch } from './search/family-search';
import { answers, type Sought } from './search/sought';
import type { PackedProgram } from './store/packed-program';
import type { VersionSet } from './store/views-by-version';

/** A version that is searched with others. */
export interface Participant {
  readonly version: Version;
  /** It ends the search of this version. */
  readonly until: Sought | undefined;
  readonly program: Program;
  /** The versions of which all that its program was asked to do would have been done in the same way (`Member.alike`). */
  alike(): readonly Version[];
}

/** What was found on one version. */
export interface Found {
  readonly exploration: SearchedExploration;
  /** The version that was searched, if it was another one: this one does the same in all that was executed. */
  readonly sameAs?: Version;
  /** Its own, if it was searched alone. */
  readonly program?: Program;
}

/** Or that the version has to be searched alone, since the model fails, or a bound was hit. `isLarge`: that of states. */
export type Answer = Found | { readonly isLarge: boolean };

/** Expansions between two looks at the bounds. */
const ROUND = 512;

/** Searches, and answers for each of the participants, in their order. `packed`: what is known of the code that they share. */
export function* searchTogether(packed: PackedProgram, participants: readonly Participant[], options: ExploreOptions): Generator<Progress, (readonly [Participant, Answer])[], void> {
  return yield* new Together(packed, participants, options).answers();
}

/** What is kept keeps no program. */
export function withoutList({ counterexamples: _, ...exploration }: Exploration): SearchedExploration {
  return exploration;
}

class Together {
  readonly #search: FamilySearch;
  readonly #limits: Limits;
  /** The versions with more states than a search alone may have before it leaves something out. */
  #large: VersionSet = 0;

  constructor(private readonly packed: PackedProgram, private readonly participants: readonly Participant[], private readonly options: ExploreOptions) {
    // The bounds of one search are those of all together. Where they hit one, each says by itself how far it comes.
    this.#limits = new Limits({ ...options, maxStates: Infinity });
    const byBit: Participant[] = [];
    for (const participant of participants) byBit[bitOf(participant)] = participant;
    const programs = Array.from(byBit, (participant: Participant | undefined) => participant?.program);
    this.#search = new FamilySearch(packed, programs, (bit, finding) => !options.all && answers(finding, soughtBy(byBit[bit]!)));
  }

  *answers(): Generator<Progress, (readonly [Participant, Answer])[], void> {
    const search = this.#search;
    while (!search.isDone) {
      for (let round = 0; round < ROUND && !search.isDone; round++) search.expand();
      this.#leaveOutLarge();
      yield* this.#pause();
    }
    const looping = this.participants.filter((participant) => this.#asksForLivelock(participant)).reduce((versions, participant) => versions | 1 << bitOf(participant), 0);
    const cycles = yield* this.#perform(FamilyCycles.of(search, looping));
    const found: (readonly [Participant, Answer])[] = [];
    const known = new Map<Participant, Found>();
    for (const participant of this.participants) {
      const answer = known.get(participant) ?? (yield* this.#answer(participant, cycles));
      found.push([participant, answer]);
      if (!('exploration' in answer) || answer.sameAs !== undefined) continue;
      for (const other of this.#sameAs(participant)) known.set(other, { ...answer, sameAs: participant.version });
    }
    return found;
  }

  *#answer(participant: Participant, cycles: FamilyCycles): Generator<Progress, Answer, void> {
    const search = this.#search;
    const bit = bitOf(participant);
    const isApart = (): boolean => (search.apart >>> bit & 1) === 1;
    this.packed.become(participant.program);
    const livelock = this.#asksForLivelock(participant) ? yield* this.#perform(lookForLivelockIn(cycles.spaceOf(bit))) : 'none';
    if (isApart()) return { isLarge: (this.#large >>> bit & 1) === 1 };
    const found = { packed: this.packed, findings: search.findings[bit]!, ...search.counts.of(bit), pathTo: (entry: number) => search.states.pathTo(entry) };
    return { exploration: withoutList(concludeAll(found, soughtBy(participant), livelock)) };
  }

  /** The other versions of which that is the answer, too, since nothing that was executed tells them apart. */
  #sameAs(participant: Participant): Participant[] {
    const alike = this.#search.counts.alike(bitOf(participant));
    const versions = participant.alike();
    return this.participants.filter((other) => other !== participant && alike >>> bitOf(other) & 1 && versions.includes(other.version)
      && JSON.stringify(other.until) === JSON.stringify(participant.until));
  }

  #asksForLivelock(participant: Participant): boolean {
    if (participant.program.watched || this.#search.apart >>> bitOf(participant) & 1) return false;
    return this.options.all === true || participant.until?.verdict === 'livelock' || this.#search.findings[bitOf(participant)]!.length === 0;
  }

  #leaveOutLarge(): void {
    const { maxStates = Infinity, reduction, symmetry } = this.options;
    // What can be left out is found for one program.
    const most = reduction || symmetry ? Math.min(maxStates, UNREDUCED_FIRST) : maxStates;
    if (this.#search.states.size <= most) return;
    for (const participant of this.participants) {
      const version = 1 << bitOf(participant);
      if (this.#search.apart & version || this.#search.counts.of(bitOf(participant)).states <= most) continue;
      this.#search.leaveOut(version);
      this.#large |= version;
    }
  }

  /** Does work that goes on until a bound is hit. */
  *#perform<T>(work: Generator<void, T>): Generator<Progress, T, void> {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      yield* this.#pause();
    }
  }

  *#pause(): Generator<Progress, void, void> {
    const { states: { size: states }, counts: { transitions }, frontier, bytes } = this.#search;
    if (this.#limits.hit({ visited: { size: states }, bytes })) this.#search.leaveOut(this.#search.all);
    yield { states, frontier, transitions, bytes };
  }
}

/** Where one property is watched, nothing else counts. */
function soughtBy({ program: { watched }, until }: Participant): Sought | undefined {
  return watched ? { verdict: 'violates', property: watched.name } : until;
}

/** The number of its bit in the family. */
function bitOf({ program }: Participant): number {
  return 31 - Math.clz32(program.questions!.version);
}
