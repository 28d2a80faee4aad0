// Breadth-first search over every interleaving, so that what is found first is shortest.
// Invariant: states are numbered in the order of discovery, which is the order of their distance from the beginning;
// the numbers not yet expanded are the queue.
import { ModelError, type Program, type State } from '../compiler/program';
import { packChoice, unpackChoice } from '../machine/choice';
import { stuckVerdict } from '../machine/verdict';
import { violations } from '../machine/violations';
import { createPacking, type Packing } from './packing';
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
  readonly visited: Visited;
  /** The first finding of each kind and property, in the order of discovery. */
  readonly findings: Finding[] = [];
  transitions = 0;
  expanded = 0;
  failure: Failure | undefined;
  readonly #packing: Packing;
  readonly #packed: Int32Array;
  readonly #current: State;
  readonly #next: State;

  constructor(readonly program: Program) {
    this.#packing = createPacking(program.slots);
    this.#packed = new Int32Array(this.#packing.words);
    this.visited = new Visited(this.#packing.words);
    this.#current = program.initial();
    this.#next = this.#current.slice();
    this.#attempt(() => this.#discover(this.#current, -1, -1));
  }

  get isDone(): boolean {
    return this.failure !== undefined || this.expanded === this.visited.size;
  }

  /** Takes the next state of the queue and discovers its successors. */
  expand(): void {
    const state = this.expanded++;
    const { words, offset } = this.visited.at(state);
    this.#packing.unpack(words, offset, this.#current);

    // The task that moved last goes first: among equally short ways the one with fewer switches tends to win.
    const choice = this.visited.choiceInto(state);
    const last = choice < 0 ? 0 : unpackChoice(choice).task;
    const tasks = this.program.tasks.length;
    const before = this.transitions;
    for (let turn = 0; turn < tasks && !this.failure; turn++) this.#move(state, (last + turn) % tasks);
    if (this.transitions === before && !this.failure) this.#attempt(() => this.#judgeEnd(state), state);
  }

  #move(state: number, task: number): void {
    let alternative = 0;
    try {
      const alternatives = this.program.enabled(this.#current, task);
      for (; alternative < alternatives; alternative++) {
        this.#next.set(this.#current);
        this.program.step(this.#next, task, alternative);
        this.transitions++;
        this.#discover(this.#next, state, packChoice({ task, alternative }));
      }
    } catch (error) {
      this.#fail(error, [...this.visited.pathTo(state), packChoice({ task, alternative })]);
    }
  }

  #discover(reached: State, parent: number, choice: number): void {
    this.#packing.pack(reached, this.#packed);
    const state = this.visited.add(this.#packed, parent, choice);
    if (state < 0 || this.program.violation(reached) === undefined) return;
    for (const { property } of violations(this.program, reached)) this.#find({ verdict: 'violates', property, state });
  }

  #judgeEnd(state: number): void {
    const stuck = stuckVerdict(this.program, this.#current);
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
      this.#fail(error, state === undefined ? [] : this.visited.pathTo(state));
    }
  }

  #fail(error: unknown, path: readonly number[]): void {
    if (!(error instanceof ModelError)) throw error;
    this.failure = { error, path };
  }
}
