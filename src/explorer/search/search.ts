// Breadth-first search over every interleaving, so that what is found first is shortest; or over the reduced graph that partial-order and
// symmetry reduction leave of it.
// Invariant: states are numbered in the order of discovery, which is the order of their distance from the beginning;
// the numbers not yet expanded are the queue, and after them come the successors that wait to be numbered.
import { ModelError, ModelLimit, type Program, type State } from '../../compiler/program';
import { packChoice, unpackChoice, type Choice } from '../../machine/execution/choice';
import { stuckVerdict, unanswered } from '../../machine/verdict/verdict';
import { violations } from '../../machine/execution/violations';
import { concretePath, type Shortcuts } from './concrete-path';
import { Chain } from '../reduction/chain';
import { ReducedGraph } from '../reduction/reduced-graph';
import { Reduction } from '../reduction/reduction';
import { PackedProgram } from '../store/packed-program';
import { Successors } from '../store/successors';
import { Visited } from '../store/visited';
import { ALL } from '../store/property-memo';
import { Canonical } from '../symmetry/canonical';

/** A property that can be violated, or a way for no task to be enabled that is wrong, and the number of the first state in which that is so. */
export interface Finding {
  readonly verdict: 'violates' | 'deadlock' | 'hang';
  readonly property?: string;
  readonly state: number;
}

/** The model failed at the last event of `path` (packed choices), or when the state after it was looked at. */
export interface Failure {
  readonly error: ModelError;
  readonly path: readonly number[];
}

/** An event for which the model has no room: it does not happen, and the search goes on elsewhere. */
export interface LimitHit {
  readonly limit: ModelLimit;
  readonly state: number;
  /** Packed. */
  readonly choice: number;
}

/** What a search leaves out, and how it works. */
export interface SearchOptions {
  /** Leave out orders of events that make no difference. What is found need not be the shortest any more. */
  readonly reduction?: boolean;
  /** Keep one state of each orbit: of those that permutations of alike tasks make of each other. */
  readonly symmetry?: boolean;
  /** No task moves any more once a property is violated. */
  readonly endAtViolations?: boolean;
  /** Perform every event, and judge every property, in every state on its unpacked values: nothing is taken from the caches. For tests. */
  readonly byHand?: boolean;
}

/** No state, no choice. */
const NONE = -1;

/** Expands one state after the other. Knows nothing of bounds, time or results. */
export class Search {
  readonly visited = new Visited();
  /** The first finding of each kind and property, in the order of discovery. */
  readonly findings: Finding[] = [];
  transitions = 0;
  /** States expanded in which no task is enabled. */
  terminals = 0;
  expanded = 0;
  failure: Failure | undefined;
  /** The first event of each kind for which the model had no room, in the order of discovery. */
  readonly limits: LimitHit[] = [];
  /** Told of every state in which no task is enabled. `values` changes afterwards. */
  onEnd: ((values: State, state: number) => void) | undefined;
  /** Told of every state in which something is found, also of what `findings` has already. */
  onFinding: ((finding: Finding) => void) | undefined;
  /** Whether a finding ends the search. What would be found after it counts as not found. */
  isEnough: ((finding: Finding) => boolean) | undefined;
  /** A finding has ended the search. */
  isOver = false;
  readonly #successors = new Successors();
  /** The targets of edges from states that are not earlier than they are, by events that can be part of a cycle; some more than once. Without any, the graph has no cycle. */
  readonly retreats: number[] = [];
  /** The reduced graph, if it leaves something out. */
  readonly reduced: ReducedGraph | undefined;
  readonly #reduction: Reduction | undefined;
  /** What it leaves out on the edges of the reduced graph. */
  readonly shortcuts: Shortcuts;
  readonly packed: PackedProgram;
  readonly #isByHand: boolean;
  /** The states in which a property is violated, if no task moves there. */
  readonly #violating: Set<number> | undefined;
  /** Whether the model had no room for some event of the state that is being expanded; and the effects of which that is known. */
  #isCut = false;
  readonly #cutBy = new Set<number>();
  /** What is being done, should the model fail: an event in a state, or a look at a state. */
  #doing = { state: -1, choice: NONE };

  /** `packed`: what is known of the program already. */
  constructor(readonly program: Program, { reduction = false, symmetry = false, endAtViolations = false, byHand = false }: SearchOptions = {}, packed = new PackedProgram(program)) {
    this.#reduction = reduction ? Reduction.of(program) : undefined;
    this.shortcuts = {
      chain: this.#reduction && new Chain(program, this.#reduction),
      canonical: symmetry ? Canonical.of(program) : undefined,
    };
    if (this.shortcuts.chain || this.shortcuts.canonical) this.reduced = new ReducedGraph(this.visited);
    this.packed = packed;
    this.#isByHand = byHand;
    if (endAtViolations) this.#violating = new Set();
    const first = packed.initial();
    this.widen();
    this.#successors.words.set(first);
    this.#successors.push(NONE, NONE, ALL);
    this.#flushSafely();
  }

  /** What is taken by all that grows with the search. */
  get bytes(): number {
    return this.visited.bytes + this.packed.bytes + (this.reduced?.bytes ?? 0);
  }

  get isDone(): boolean {
    return this.failure !== undefined || (this.expanded === this.visited.size && this.#successors.length === 0);
  }

  /** Successors found, but not numbered yet. A checkpoint has them. */
  get waiting(): Successors {
    return this.#successors;
  }

  /** Packed choices that lead from the first state to this one, or, with symmetry, to one in its orbit. */
  pathTo(state: number): readonly number[] {
    return concretePath(this.program, this.shortcuts, this.visited.pathTo(state));
  }

  /** Takes the next state of the queue and discovers its successors. They may wait for their numbers until the queue is empty. */
  expand(): void {
    this.widen();
    try {
      if (this.expanded === this.visited.size) this.#flush();
      if (this.expanded < this.visited.size && !this.isOver) this.#expand(this.expanded++);
    } catch (error) {
      this.#fail(error);
    }
  }

  #expand(state: number): void {
    if (this.#violating?.has(state)) return this.#end(this.#load(state), state);
    const { transitions } = this;
    this.#isCut = false;
    // The task that moved last goes first: among equally short paths the one with fewer switches tends to win.
    const into = this.visited.choiceInto(state);
    const first = into < 0 ? 0 : unpackChoice(into).task;
    if (this.#isByHand || this.reduced) this.#moveByHand(state, first);
    else this.#moveAll(state, first);
    // What the model has no room for would go on.
    if (this.transitions === transitions && !this.#isCut && !this.isOver) this.#judgeEnd(state);
  }

  /** Every enabled event, by what the transition cache knows of it. */
  #moveAll(state: number, first: number): void {
    const { visited, packed: { transitions } } = this;
    const count = this.program.tasks.length;
    for (let turn = 0, task = first; turn < count && !this.isOver; turn++, task = task + 1 < count ? task + 1 : 0) {
      let event = transitions.find(task, visited.words(state), visited.offset(state));
      if (event < 0) {
        this.#doing = { state, choice: NONE };
        event = transitions.learn(task, visited.words(state), visited.offset(state), visited.width);
        this.widen();
      }
      this.#follow(state, event);
    }
  }

  /** The successors by an event. */
  #follow(state: number, event: number): void {
    const { visited, packed: { transitions } } = this;
    const successors = this.#successors;
    const words = visited.words(state);
    const offset = visited.offset(state);
    const end = transitions.end(event);
    for (let effect = transitions.begin(event); effect < end && !this.isOver; effect++) {
      const choice = transitions.choice(effect);
      if (choice < 0) {
        if (transitions.isLimit(effect) && this.#cutBy.has(effect)) this.#isCut = true;
        else this.#failAgain(state, unpackChoice(~choice), effect);
        continue;
      }
      this.transitions++;
      transitions.apply(effect, words, offset, successors.words, successors.offset, successors.width);
      successors.push(state, choice, transitions.affected(effect));
      if (successors.isFull) this.#flush();
    }
  }

  /** Performs an event of which it is known that the model fails or has no room for it. */
  #failAgain(state: number, choice: Choice, effect: number): void {
    const values = this.#load(state);
    this.#doing = { state, choice: packChoice(choice) };
    try {
      this.program.step(values, choice.task, choice.alternative);
    } catch (error) {
      this.#cut(error);
      this.#cutBy.add(effect);
    }
  }

  /** Notes that the model has no room for what is being done. Rethrows any other error. */
  #cut(error: unknown): void {
    if (!(error instanceof ModelLimit)) throw error;
    this.#isCut = true;
    const isKnown = this.limits.some(({ limit: { message, source, span } }) => message === error.message && source === error.source && span.join() === error.span.join());
    if (!isKnown) this.limits.push({ limit: error, ...this.#doing });
  }

  /** Every enabled event, or those of a persistent set, performed on the unpacked state. */
  #moveByHand(state: number, first: number): void {
    const count = this.program.tasks.length;
    const values = this.#load(state);
    this.#doing = { state, choice: NONE };
    const chosen = this.#reduction?.persistentSet(values, first) || -1;
    const perform = (set: number): void => {
      for (let turn = 0, task = first; turn < count; turn++, task = task + 1 < count ? task + 1 : 0) {
        if (set >>> task & 1 && !this.isOver) this.#perform(state, task);
      }
    };
    perform(chosen);
    // What the model has no room for would lead to what the others do later: here they do it at once.
    if (this.#isCut) perform(~chosen);
  }

  /** The successors by the event of a task. */
  #perform(state: number, task: number): void {
    const { visited, packed: { coder, moves, propertyMemo } } = this;
    const successors = this.#successors;
    const current = coder.state;
    const move = moves.of(task, current[this.program.tasks[task]!.pcSlot]!);
    this.#doing = { state, choice: NONE };
    const alternatives = move.enabled(current);
    for (let alternative = 0; alternative < alternatives && !this.isOver; alternative++) {
      const choice = packChoice({ task, alternative });
      this.#doing = { state, choice };
      try {
        move.step(current, alternative);
      } catch (error) {
        this.#cut(error);
        coder.compare(undefined);
        coder.undo();
        continue;
      }
      this.transitions++;
      if (this.reduced) this.#settle(current, task);
      coder.compare(this.reduced ? undefined : move.writes);
      coder.learn();
      this.widen();
      successors.copy(visited.words(state), visited.offset(state));
      coder.change(successors.words, successors.offset);
      successors.push(state, choice, this.#isByHand ? ALL : propertyMemo.affectedBy(coder.changed));
      coder.undo();
      if (successors.isFull) this.#flush();
    }
  }

  /** Makes room for words that states have got, here or in another search of the packed program. To be called before it is saved, too. */
  widen(): void {
    const { words } = this.packed.packing;
    this.visited.widen(words);
    this.#successors.widen(words);
  }

  /** The values of a visited state, on which events are then performed. */
  #load(state: number): State {
    const { visited, packed: { coder } } = this;
    coder.load(visited.words(state), visited.offset(state), visited.width);
    return coder.state;
  }

  /** Goes on from a successor, in place, to the state that is stored for it. */
  #settle(state: State, task: number): void {
    const { chain, canonical } = this.shortcuts;
    chain?.follow(state, task);
    this.transitions += chain?.passed.length ?? 0;
    canonical?.canonicalize(state);
  }

  /** Numbers the successors that wait, and looks at those that are new. */
  #flush(): void {
    const { visited } = this;
    const { words, hashes, parents, choices, affected, width, length } = this.#successors;
    visited.touch(hashes, length);
    // Should the model fail, those that come later are as if they had not been found.
    this.#successors.length = 0;
    for (let at = 0; at < length; at++) {
      if (this.isOver) {
        this.transitions -= length - at;
        return;
      }
      const { size } = visited;
      const state = visited.add(words, at * width, hashes[at]!, parents[at]!, choices[at]!);
      if (state === size) this.#inspect(state, affected[at]!);
      else if (this.reduced) this.reduced.add(parents[at]!, state);
      else if (state <= parents[at]! && this.#canRepeat(parents[at]!, state)) this.retreats.push(state);
    }
  }

  #canRepeat(from: number, to: number): boolean {
    const { visited, packed: { transitions } } = this;
    return transitions.isRound(visited.words(from), visited.offset(from), visited.words(to), visited.offset(to));
  }

  /** What held in the parent is looked at only if it may have changed. */
  #inspect(state: number, affected: number): void {
    if (affected === 0) return;
    this.#doing = { state, choice: NONE };
    if (!this.#isViolated(state, affected)) return;
    this.#violating?.add(state);
    for (const { property } of violations(this.program, this.#read(state))) this.#find({ verdict: 'violates', property, state });
  }

  #isViolated(state: number, affected: number): boolean {
    const { visited, packed: { propertyMemo, properties } } = this;
    if (this.#isByHand) return properties.some((property) => property.isViolated(this.#read(state)));
    return propertyMemo.isViolated(affected, visited.words(state), visited.offset(state), visited.width);
  }

  /** The values of a visited state that is only looked at. */
  #read(state: number): State {
    const { visited, packed: { coder } } = this;
    return coder.read(visited.words(state), visited.offset(state), visited.width);
  }

  #judgeEnd(state: number): void {
    // What was discovered before comes before.
    this.#flush();
    if (this.isOver) return;
    this.#doing = { state, choice: NONE };
    const values = this.#load(state);
    this.#end(values, state);
    const { watched, response } = this.program;
    if (response) {
      if (unanswered(this.program, values)) this.#find({ verdict: 'violates', property: watched!.name, state });
      return;
    }
    const stuck = stuckVerdict(this.program, values);
    if (stuck) this.#find({ verdict: stuck.verdict, state });
  }

  #end(values: State, state: number): void {
    this.terminals++;
    this.onEnd?.(values, state);
  }

  #find(finding: Finding): void {
    const isKnown = this.findings.some(({ verdict, property }) => verdict === finding.verdict && property === finding.property);
    if (!isKnown) this.findings.push(finding);
    this.onFinding?.(finding);
    this.isOver ||= this.isEnough?.(finding) === true;
  }

  /** What was found before the model failed counts: the failure may be one of those that wait. */
  #fail(error: unknown): void {
    if (!(error instanceof ModelError)) throw error;
    const { state, choice } = this.#doing;
    this.#flushSafely();
    const path = this.visited.pathTo(state);
    this.failure ??= { error, path: concretePath(this.program, this.shortcuts, choice === NONE ? path : [...path, choice]) };
  }

  #flushSafely(): void {
    try {
      this.#flush();
    } catch (error) {
      this.#fail(error);
    }
  }
}
