// States on and beside a counterexample, numbered as they are met, with what can happen in each. A search keeps its own numbers; these
// are few, since only what is asked about is looked at.
import { ModelError, type State } from '../../compiler/program';
import { stuckVerdict } from '../../machine/verdict/verdict';
import { hashOf } from '../rows/row-hash';
import { RowSet } from '../rows/row-set';
import type { PackedProgram } from '../store/packed-program';
import { ALL } from '../store/property-memo';

/** An event that is enabled, and the number of the state that it leads to. */
export interface Edge {
  readonly task: number;
  readonly alternative: number;
  readonly target: number;
}

/** What a state in which nothing happens any more is; `open`: something does. `unknown`: the model has no room for what would. */
export type Standing = 'open' | 'passed' | 'failed' | 'unknown';

/** Entries of the hash table to begin with. */
const ENTRIES = 1 << 10;

export class NumberedStates {
  readonly #states: RowSet;
  /** By state, once it was asked about. Nothing happens where something has gone wrong. */
  readonly #edges: (readonly Edge[])[] = [];
  readonly #standings: Standing[] = [];

  constructor(private readonly packed: PackedProgram) {
    const first = packed.initial();
    this.#states = new RowSet(first.length, ENTRIES);
    this.#add(first);
  }

  /** The first state has number 0. */
  get size(): number {
    return this.#states.size;
  }

  /** The number of a state, which need not be one that an execution of the program comes to. */
  numberOf(state: State): number {
    const { coder, packing } = this.packed;
    const initial = this.#states;
    coder.load(initial.part(0), initial.offset(0), initial.width);
    coder.state.set(state);
    coder.compare();
    coder.learn();
    const words = new Int32Array(packing.words);
    words.set(initial.part(0).subarray(initial.offset(0), initial.offset(0) + initial.width));
    coder.change(words, 0);
    coder.undo();
    initial.widen(packing.words);
    return this.#add(words);
  }

  /** The events that are enabled, those of lower tasks first; none where a property is violated. */
  edges(state: number): readonly Edge[] {
    return this.#edges[state] ??= this.#expand(state);
  }

  standing(state: number): Standing {
    this.edges(state);
    return this.#standings[state]!;
  }

  /** The values of a state, to be looked at only. */
  read(state: number): State {
    const states = this.#states;
    return this.packed.coder.read(states.part(state), states.offset(state), states.width);
  }

  #expand(state: number): readonly Edge[] {
    const { program, propertyMemo } = this.packed;
    const states = this.#states;
    if (propertyMemo.isViolated(ALL, states.part(state), states.offset(state), states.width)) return this.#end(state, 'failed');
    const edges: Edge[] = [];
    let isCut = false;
    for (let task = 0; task < program.tasks.length; task++) {
      try {
        isCut = this.#expandTask(state, task, edges) || isCut;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        isCut = true;
      }
    }
    if (edges.length === 0) return this.#end(state, isCut ? 'unknown' : stuckVerdict(program, this.read(state)) ? 'failed' : 'passed');
    this.#standings[state] = isCut ? 'unknown' : 'open';
    return edges;
  }

  /** Adds the edges of a task; true if the model fails over one of its events, or has no room for it. */
  #expandTask(state: number, task: number, edges: Edge[]): boolean {
    const { transitions, packing } = this.packed;
    const states = this.#states;
    const event = transitions.eventOf(task, states.part(state), states.offset(state), states.width);
    states.widen(packing.words);
    const begin = transitions.begin(event);
    let isCut = false;
    for (let effect = begin; effect < transitions.end(event); effect++) {
      if (transitions.choice(effect) < 0) {
        isCut = true;
        continue;
      }
      const next = new Int32Array(packing.words);
      transitions.apply(effect, states.part(state), states.offset(state), next, 0, next.length);
      edges.push({ task, alternative: effect - begin, target: this.#add(next) });
    }
    return isCut;
  }

  #end(state: number, standing: Standing): readonly Edge[] {
    this.#standings[state] = standing;
    return [];
  }

  #add(words: Int32Array): number {
    return this.#states.add(words, 0, hashOf(words, 0, words.length));
  }
}
