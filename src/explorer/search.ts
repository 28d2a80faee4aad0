// Breadth-first search over every interleaving, so that what is found first is shortest.
// Invariant: states are numbered in the order of discovery, which is the order of their distance from the beginning;
// the numbers not yet expanded are the queue.
import { ModelError, type Program } from '../compiler/program';
import { packChoice, unpackChoice } from '../machine/choice';
import { stuckVerdict } from '../machine/verdict';
import { violations } from '../machine/violations';
import { Canonical } from './symmetry/canonical';
import { Moves } from './moves';
import { Packing } from './packing';
import { realPath } from './symmetry/real-path';
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
  /** A state was reached that is still to be expanded. */
  #leadsOn = false;

  readonly #reduction: Reduction | undefined;
  readonly #canonical: Canonical | undefined;

  /**
   * `isReduced`: leave out orders of events that make no difference. What is found need not be the shortest any more.
   * `isSymmetric`: keep one of the states that exchanging alike tasks makes of each other.
   */
  constructor(readonly program: Program, isReduced = false, isSymmetric = false) {
    this.#canonical = isSymmetric ? Canonical.of(program) : undefined;
    this.#reduction = isReduced ? Reduction.of(program) : undefined;
    this.#moves = new Moves(program);
    this.#packing = new Packing(program.slots, this.#moves.current);
    this.#attempt(() => this.#discover(undefined, -1, -1));
  }

  get isDone(): boolean {
    return this.failure !== undefined || this.expanded === this.visited.size;
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
    const sufficient = this.#reduction?.choose(this.#moves.current) ?? 0;
    this.#leadsOn = false;
    move(sufficient || -1);
    // Whoever waits must not wait for ever: the wait ends where no later state is reached, at the latest in the last one.
    if (sufficient && !this.#leadsOn) move(~sufficient);
    if (this.transitions === before && !this.failure) this.#attempt(() => this.#judgeEnd(state), state);
  }

  /** Packed choices that lead from the first state to this one, or to one that it stands for. */
  pathTo(state: number): number[] {
    return this.#real(this.visited.pathTo(state));
  }

  #real(path: number[]): number[] {
    return this.#canonical ? realPath(this.program, this.#canonical, path) : path;
  }

  #move(state: number, task: number): void {
    let alternative = 0;
    try {
      const alternatives = this.program.enabled(this.#moves.current, task);
      for (; alternative < alternatives; alternative++) {
        const made = this.#moves.make(task, alternative);
        this.transitions++;
        const changed = this.#canonical?.canonicalize(this.#moves.next, made) ?? made;
        this.#discover(changed, state, packChoice({ task, alternative }));
        if (this.visited.found > state) this.#leadsOn = true;
        this.#moves.undo(changed);
      }
    } catch (error) {
      this.#fail(error, this.#real([...this.visited.pathTo(state), packChoice({ task, alternative })]));
    }
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
