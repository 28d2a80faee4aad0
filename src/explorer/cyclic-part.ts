// The part of the state graph that can repeat: its states are on cycles. Most programs have none. What there is is kept as
// arrays, edges included, since it is looked at once for every process and again for every refinement.
//
// Why few states have to be looked at: give each task's place the place of its loop among the loops of that task, in an
// order in which the task can pass them (loops.ts). An event that does not go round a loop goes on in that order for ever,
// so it is on no cycle. States are numbered in the order of discovery; a cycle cannot only go to later ones, so some event
// that goes round a loop leads to an earlier state or the same: a *retreat*. If there is none, the graph has no cycle; else
// every cycle can be reached from the end of a retreat by events that go round loops.
import { RETURNED, type Program, type State } from '../compiler/program';
import { packChoice } from '../machine/choice';
import { isInsideCall } from '../machine/progress';
import { findCyclicComponents, type Graph } from './components';
import { Loops } from './loops';
import type { StateGraph } from './state-graph';

/** States between two pauses. */
const ROUND = 512;

export interface CyclicPart {
  readonly program: Program;
  /** Their numbers in the search, ascending. Here they are 0 … size - 1. */
  readonly states: Int32Array;
  /** By state, the tasks that can move, a bit each. */
  readonly enabled: Int32Array;
  /** By state, the processes that are inside a call, a bit each. */
  readonly inside: Int32Array;
  /** By state, where its edges begin; they end where those of the next state begin. Those of one task stand together. */
  readonly begins: Int32Array;
  /** By edge: the state it leads to, or -1 outside of this part. */
  readonly targets: Int32Array;
  /** By edge: the packed choice. */
  readonly choices: Int32Array;
  /** By edge: 1 if a call of the task's own body returns. */
  readonly returns: Uint8Array;
}

/** Undefined if nothing can repeat. Yields now and then. */
export function* cyclicPartOf(graph: StateGraph): Generator<void, CyclicPart | undefined> {
  if (graph.retreats.length === 0) return undefined;
  const rounds = new Rounds(graph);
  const components: Int32Array[] = [];
  yield* findCyclicComponents(rounds, yield* rounds.starts(), (nodes) => components.push(nodes));
  return components.length > 0 ? yield* collect(graph, components) : undefined;
}

/** The edges that go round loops. */
class Rounds implements Graph {
  readonly #loops: Loops;

  constructor(private readonly graph: StateGraph) {
    this.#loops = new Loops(graph.program);
  }

  get size(): number {
    return this.graph.size;
  }

  /** Where retreats end. */
  *starts(): Generator<void, Set<number>> {
    const ends = new Set<number>();
    for (const [index, state] of this.graph.retreats.entries()) {
      this.successors(state, (target) => {
        if (target <= state) ends.add(target);
      });
      if (index % ROUND === 0) yield;
    }
    return ends;
  }

  successors(node: number, visit: (target: number) => void): void {
    const { graph } = this;
    const { program } = graph;
    const state = graph.load(node);
    for (const { index: task } of program.tasks) {
      const { pc } = program.location(state, task);
      if (!this.#loops.isIn(task, pc)) continue;
      const alternatives = program.enabled(state, task);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        graph.follow(task, alternative, (target, after) => {
          if (target >= 0 && this.#loops.isRound(task, pc, program.location(after, task).pc)) visit(target);
        });
      }
    }
  }
}

function* collect(graph: StateGraph, components: readonly Int32Array[]): Generator<void, CyclicPart> {
  const { program } = graph;
  const states = Int32Array.from(components.flatMap((nodes) => [...nodes])).sort();
  const numbers = new Int32Array(graph.size).fill(-1);
  for (const [index, state] of states.entries()) numbers[state] = index;
  const enabled = new Int32Array(states.length);
  const inside = new Int32Array(states.length);
  const begins = new Int32Array(states.length + 1);
  const targets: number[] = [];
  const choices: number[] = [];
  const returns: number[] = [];
  for (const [index, number] of states.entries()) {
    const state: State = graph.load(number);
    for (const { index: task } of program.tasks) {
      if (isInsideCall(program, state, task)) inside[index]! |= 1 << task;
      const alternatives = program.enabled(state, task);
      if (alternatives > 0) enabled[index]! |= 1 << task;
      for (let alternative = 0; alternative < alternatives; alternative++) {
        graph.follow(task, alternative, (target, _, marks) => {
          targets.push(target < 0 ? -1 : numbers[target]!);
          choices.push(packChoice({ task, alternative }));
          returns.push(marks.includes(RETURNED) ? 1 : 0);
        });
      }
    }
    begins[index + 1] = targets.length;
    if (index % ROUND === 0) yield;
  }
  return {
    program, states, enabled, inside, begins,
    targets: Int32Array.from(targets), choices: Int32Array.from(choices), returns: Uint8Array.from(returns),
  };
}
