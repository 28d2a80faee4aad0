// Breadth-first search over every interleaving, so that what is found first is shortest.
// Invariant: states are numbered in the order of discovery, which is the order of their distance from the beginning;
// the numbers not yet expanded are the queue, and after them come the successors that wait to be numbered.
import { ModelError, type Program, type State } from '../compiler/program';
import { packChoice, unpackChoice } from '../machine/choice';
import { stuckVerdict } from '../machine/verdict';
import { violations } from '../machine/violations';
import { realPath, type Shortcuts } from './counterexample/real-path';
import { Chain } from './reduction/chain';
import { ReducedGraph } from './reduction/reduced-graph';
import { Reduction } from './reduction/reduction';
import type { Coder } from './store/coder';
import { GeneratedCoder } from './store/generated-coder';
import { hashOf } from './store/hash';
import { Moves, type Move } from './store/moves';
import { Packing } from './store/packing';
import { PlainCoder } from './store/plain-coder';
import { scout } from './store/scout';
import { Successors } from './store/successors';
import { Visited } from './store/visited';
import { Canonical } from './symmetry/canonical';
import { watchersOf, type Watcher } from './watchers';

/** Something wrong that can happen, and the first state in which it has. */
export interface Finding {
  readonly verdict: 'violates' | 'deadlock' | 'hang';
  readonly property?: string;
  readonly state: number;
}

/** The model failed while `path` was walked. */
export interface Failure {
  readonly error: ModelError;
  readonly path: readonly number[];
}

export interface SearchOptions {
  /** Leave out orders of events that make no difference. What is found need not be the shortest any more. */
  readonly reduction?: boolean;
  /** Keep one of the states that exchanging alike tasks makes of each other. */
  readonly symmetry?: boolean;
  /** States to be expanded by hand before code is generated, and again after each new value. Infinity: never. */
  readonly warmUp?: number;
}

/** How far it is from working by hand to generated code. JSON keeps it. */
export interface Phase {
  readonly isGenerated: boolean;
  /** Null: never. */
  readonly generateAt: number | null;
}

/** To make code costs about as much as to expand so many states without. */
const WARM_UP = 6500;
/** Where something is left out, most of the time goes into that, and there are few states. */
const WARM_UP_LESS = 1 << 16;
const NOBODY = -1;

/** Expands one state after the other. Knows nothing of bounds, time or results. */
export class Search {
  readonly visited = new Visited();
  /** The first finding of each kind and property, in the order of discovery. */
  readonly findings: Finding[] = [];
  transitions = 0;
  /** States expanded from which nobody can move. */
  terminals = 0;
  expanded = 0;
  failure: Failure | undefined;
  /** Told of every state from which nobody can move. `values` changes afterwards. */
  onEnd: ((values: State, state: number) => void) | undefined;
  readonly #successors = new Successors();
  /** The states that events of states that are not earlier lead to, some more than once. Without any, nothing can repeat. */
  readonly retreats: number[] = [];
  /** Its graph, if it leaves something out: there are more states and ways than it stores. */
  readonly reduced: ReducedGraph | undefined;
  readonly #moves: Moves;
  readonly #watchers: readonly Watcher[];
  readonly #reduction: Reduction | undefined;
  /** What it does not store on its ways, if it is asked to leave something out. */
  readonly shortcuts: Shortcuts;
  #packing: Packing;
  #plain: PlainCoder;
  /** Undefined until it is worth its making. */
  #generated: GeneratedCoder | undefined;
  /** One of the two. */
  #coder: Coder;
  /** The state from whose expansion on generated code is worth its making. */
  #generateAt: number;
  readonly #warmUp: number;
  readonly #initial: State;
  #laidOutAfter: number | null = null;
  /** What is being done, should the model fail: an event in a state, or a look at a state. */
  #doing = { state: -1, choice: NOBODY };

  constructor(readonly program: Program, { reduction = false, symmetry = false, warmUp }: SearchOptions = {}) {
    this.#reduction = reduction ? Reduction.of(program) : undefined;
    this.shortcuts = {
      chain: this.#reduction && new Chain(program, this.#reduction),
      canonical: symmetry ? Canonical.of(program) : undefined,
    };
    if (this.shortcuts.chain || this.shortcuts.canonical) this.reduced = new ReducedGraph(this.visited);
    this.#moves = new Moves(program);
    this.#watchers = watchersOf(program);
    this.#initial = program.initial();
    this.#packing = new Packing(program.slots, this.#initial);
    this.#coder = this.#plain = this.#makePlain();
    this.#generateAt = this.#warmUp = warmUp ?? (this.reduced ? WARM_UP_LESS : WARM_UP);
    // The first state has number 0 in each slot.
    this.#successors.hashes[0] = hashOf(this.#successors.words, 0, 1);
    this.#successors.push(NOBODY, NOBODY);
    this.#flushSafely();
  }

  get isDone(): boolean {
    return this.failure !== undefined || (this.expanded === this.visited.size && this.#successors.length === 0);
  }

  /** Successors found, but not numbered. For checkpoint.ts, which saves them. */
  get waiting(): Successors {
    return this.#successors;
  }

  get packing(): Packing {
    return this.#packing;
  }

  /** How many values had got numbers when the bits were laid out afresh; null if they were not yet. */
  get laidOutAfter(): number | null {
    return this.#laidOutAfter;
  }

  get phase(): Phase {
    const generateAt = this.#generateAt === Infinity ? null : this.#generateAt;
    return { isGenerated: this.#coder !== this.#plain, generateAt };
  }

  /** Between two expansions. */
  set phase({ isGenerated, generateAt }: Phase) {
    this.#generateAt = generateAt ?? Infinity;
    this.#coder = isGenerated ? this.#makeGenerated() : this.#plain;
  }

  /** Packed choices that lead from the first state to this one, or to one that it stands for. */
  pathTo(state: number): readonly number[] {
    return realPath(this.program, this.shortcuts, this.visited.pathTo(state));
  }

  /** Takes the next state of the queue and discovers its successors. They may wait for their numbers until the queue is empty. */
  expand(): void {
    try {
      if (this.expanded === this.visited.size) this.#flush();
      if (this.expanded < this.visited.size) this.#expand(this.expanded++);
    } catch (error) {
      this.#fail(error);
    }
  }

  #expand(state: number): void {
    if (this.#coder === this.#plain && state >= this.#generateAt) this.#generate();
    const { transitions } = this;
    if (this.#moveAll(state)) {
      if (this.transitions === transitions) this.#judgeEnd(state);
      return;
    }
    // A value came up that has no number: the state is expanded again, by hand. What is known already stays known.
    this.#flush();
    this.transitions = transitions;
    const { layout } = this.#packing;
    this.#coder = this.#plain;
    this.#moveAll(state);
    this.#flush();
    if (this.#packing.layout !== layout) {
      this.#generateAt = state + (this.#warmUp >>> 3);
      return;
    }
    this.#generated!.refresh();
    this.#coder = this.#generated!;
  }

  /** From here on generated code does the packing. */
  #generate(): void {
    this.#flush();
    if (this.#laidOutAfter === null) {
      scout(this.program, this.#moves, this.#packing);
      this.layOut();
    }
    this.#coder = this.#makeGenerated();
  }

  /** Lays the bits of the packed states out afresh, now that most values are known. Only while no successors wait. */
  layOut(): void {
    const before = this.#packing;
    const { width } = this.visited;
    this.#laidOutAfter = before.learned.length;
    this.#packing = before.laidOut();
    this.visited.rewrite(this.#packing.words, (words, at, into) => before.recode(words, at, width, this.#packing, into));
    this.#successors.resize(this.#packing.words);
    this.#coder = this.#plain = this.#makePlain();
  }

  #makePlain(): PlainCoder {
    return new PlainCoder(this.#packing, this.visited, this.#successors, this.#initial, () => this.#flush());
  }

  #makeGenerated(): GeneratedCoder {
    return (this.#generated = new GeneratedCoder(this.#packing, this.visited, this.#successors, this.#watchers, this.#initial));
  }

  /** False if the coder had to give up. */
  #moveAll(state: number): boolean {
    this.#coder.load(state);
    // The task that moved last goes first: among equally short ways the one with fewer switches tends to win.
    const into = this.visited.choiceInto(state);
    const first = into < 0 ? 0 : unpackChoice(into).task;
    const chosen = this.#reduction?.choose(this.#coder.state, first) ?? 0;
    return this.#move(state, first, chosen || -1);
  }

  /** Every event that these tasks can perform now. */
  #move(state: number, first: number, chosen: number): boolean {
    const { tasks } = this.program;
    const current = this.#coder.state;
    for (let turn = 0, task = first; turn < tasks.length; turn++, task = task + 1 < tasks.length ? task + 1 : 0) {
      if (!(chosen >>> task & 1)) continue;
      const move = this.#moves.of(task, current[tasks[task]!.pcSlot]!);
      const alternatives = move.enabled(current);
      if (alternatives === 0) continue;
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const choice = this.#doing.choice = packChoice({ task, alternative });
        this.#doing.state = state;
        move.step(current, alternative);
        this.transitions++;
        const made = this.reduced ? this.#settle(current, task, move) : move;
        // By hand there can be a flush meanwhile.
        if (!this.#coder.encode(made)) return false;
        this.#successors.push(state, choice);
        if (this.#successors.isFull) this.#flush();
      }
    }
    return true;
  }

  /** Goes on from a successor, in place, to the state that is stored for it; what may have been written then. */
  #settle(state: State, task: number, move: Move): Move {
    const { chain, canonical } = this.shortcuts;
    chain?.follow(state, task);
    const passed = chain?.passed.length ?? 0;
    this.transitions += passed;
    const isExchanged = canonical?.canonicalize(state) ?? false;
    if (passed > 0) return this.#moves.whole;
    return isExchanged ? this.#moves.widened(move, canonical!.affected) : move;
  }

  /** Numbers the successors that wait, and looks at those that are new. */
  #flush(): void {
    const { visited } = this;
    const { words, hashes, parents, choices, width, length } = this.#successors;
    visited.touch(hashes, length);
    // Should the model fail, those that come later are as if they had not been found.
    this.#successors.length = 0;
    for (let at = 0; at < length; at++) {
      const { size } = visited;
      const state = visited.add(words, at * width, hashes[at]!, parents[at]!, choices[at]!);
      if (state === size) this.#inspect(state, parents[at]!);
      else if (this.reduced) this.reduced.add(parents[at]!, state);
      else if (state <= parents[at]!) this.retreats.push(state);
    }
  }

  /** What held in the parent is looked at only if it may have changed. */
  #inspect(state: number, parent: number): void {
    const affected = parent < 0 ? -1 : this.#coder.affected(state, parent);
    if (affected === 0) return;
    this.#doing = { state, choice: NOBODY };
    const values = this.#coder.read(state);
    if (!this.#watchers.some(({ isBroken }, index) => affected >>> index & 1 && isBroken(values))) return;
    for (const { property } of violations(this.program, values)) this.#find({ verdict: 'violates', property, state });
  }

  #judgeEnd(state: number): void {
    // What was discovered before comes before.
    this.#flush();
    this.#doing = { state, choice: NOBODY };
    this.terminals++;
    this.onEnd?.(this.#coder.state, state);
    const stuck = stuckVerdict(this.program, this.#coder.state);
    if (stuck) this.#find({ verdict: stuck.verdict, state });
  }

  #find(finding: Finding): void {
    const isKnown = this.findings.some(({ verdict, property }) => verdict === finding.verdict && property === finding.property);
    if (!isKnown) this.findings.push(finding);
  }

  /** What was found before the model failed counts: the failure may be one of those that wait. */
  #fail(error: unknown): void {
    if (!(error instanceof ModelError)) throw error;
    const { state, choice } = this.#doing;
    this.#flushSafely();
    const way = this.visited.pathTo(state);
    this.failure ??= { error, path: realPath(this.program, this.shortcuts, choice === NOBODY ? way : [...way, choice]) };
  }

  #flushSafely(): void {
    try {
      this.#flush();
    } catch (error) {
      this.#fail(error);
    }
  }
}
