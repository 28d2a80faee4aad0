// Breadth-first search over every interleaving, so that what is found first is shortest.
// Invariant: states are numbered in the order of discovery, which is the order of their distance from the beginning;
// the numbers not yet expanded are the queue.
import { ModelError, type Program } from '../compiler/program';
import { packChoice, unpackChoice } from '../machine/choice';
import { stuckVerdict } from '../machine/verdict';
import { violations } from '../machine/violations';
import { Chain } from './chain';
import { Moves } from './moves';
import { Packing } from './packing';
import { Reduction } from './reduction';
import { Visited } from './visited';

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
  readonly #packing: Packing;
  readonly #moves: Moves;
  readonly #reduction: Reduction | undefined;
  readonly #chain: Chain | undefined;

  /** `isReduced`: leave out orders of events that make no difference. What is found need not be the shortest any more. */
  constructor(readonly program: Program, isReduced = false) {
    this.#reduction = isReduced ? Reduction.of(program) : undefined;
    this.#chain = this.#reduction ? new Chain(program, this.#reduction) : undefined;
    this.#moves = new Moves(program);
    this.#packing = new Packing(program.slots, this.#moves.current);
    this.#attempt(() => this.#discover(undefined, -1, -1));
  }

  get isDone(): boolean {
    return this.failure !== undefined || this.expanded === this.visited.size;
  }

  /** Packed choices that lead from the beginning to this state. */
  pathTo(state: number): readonly number[] {
    const path = this.visited.pathTo(state);
    return this.#chain ? this.#chain.complete(path) : path;
  }

  /** Takes the next state of the queue and discovers its successors. */
  expand(): void {
    const state = this.expanded++;
    const { words, offset, width } = this.visited.at(state);
    this.#packing.load(words, offset, width, this.#moves.current);
    this.#moves.from();

    // The task that moved last goes first: among equally short ways the one with fewer switches tends to win.
    const choice = this.visited.choiceInto(state);
    const last = choice < 0 ? 0 : unpackChoice(choice).task;
    const tasks = this.program.tasks.length;
    const before = this.transitions;
    const move = (chosen: number): void => {
      for (let turn = 0; turn < tasks && !this.failure; turn++) {
        const task = (last + turn) % tasks;
        if (chosen >>> task & 1) this.#move(state, task);
      }
    };
    let sufficient = 0;
    this.#attempt(() => { sufficient = this.#reduction?.choose(this.#moves.current, last) ?? 0; }, state);
    move(sufficient || -1);
    if (this.transitions === before && !this.failure) this.#attempt(() => this.#judgeEnd(state), state);
  }

  #move(state: number, task: number): void {
    let alternative = 0;
    try {
      const alternatives = this.program.enabled(this.#moves.current, task);
      for (; alternative < alternatives; alternative++) {
        const changed = this.#make(task, alternative);
        this.#discover(changed, state, packChoice({ task, alternative }));
        this.#moves.undo(changed);
      }
    } catch (error) {
      const passed = this.#chain?.passed.slice() ?? [];
      this.#fail(error, [...this.pathTo(state), packChoice({ task, alternative }), ...passed]);
    }
  }

  /** Performs the event, and what has to follow; tells which slots may have changed. */
  #make(task: number, alternative: number): Int32Array {
    this.#chain?.begin();
    const changed = this.#moves.make(task, alternative);
    this.transitions++;
    if (!this.#chain) return changed;
    this.#chain.follow(this.#moves.next, task);
    this.transitions += this.#chain.passed.length;
    return this.#chain.passed.length > 0 ? this.#moves.everything : changed;
  }

  /** `changed`: the slots in which the state can differ from the one it was reached from. */
  #discover(changed: Int32Array | undefined, parent: number, choice: number): void {
    const { next } = this.#moves;
    const state = this.visited.add(this.#packing.pack(next, changed), parent, choice);
    if (state < 0 || this.program.violation(next) === undefined) return;
    for (const { property } of violations(this.program, next)) this.#find({ verdict: 'violates', property, state });
  }

  #judgeEnd(state: number): void {
    this.terminals++;
    const stuck = stuckVerdict(this.program, this.#moves.current);
    if (stuck) this.#find({ verdict: stuck.verdict, state });
  }

  #find(finding: Finding): void {
    const isKnown = this.findings.some(({ verdict, property }) => verdict === finding.verdict && property === finding.property);
    if (!isKnown) this.findings.push(finding);
  }

  #attempt(action: () => void, state?: number): void {
    try {
      action();
    } catch (error) {
      this.#fail(error, state === undefined ? [] : this.pathTo(state));
    }
  }

  #fail(error: unknown, path: readonly number[]): void {
    if (!(error instanceof ModelError)) throw error;
    this.failure = { error, path };
  }
}
