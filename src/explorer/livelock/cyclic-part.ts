// The part of the state graph that can repeat: the states that are on cycles (its nontrivial strongly connected components). Most programs
// have none. What there is is kept as arrays, edges included, since it is looked at once for every process and again for every refinement.
//
// Why few states have to be looked at: number the loops of each task's control flow in an order in which the task can pass them
// (graph/loops.ts). An event that leaves its loop, or is in none, moves its task on in that order for ever, so it is on no cycle of
// states. States are numbered in the order of discovery; a cycle cannot only go to later ones, so one of its
// edges leads to an earlier state or the same: a *retreat*. If there is none by an event that goes round, the graph has no cycle; else every cycle can
// be reached from the end of a retreat by events that go round loops.
import type { Program } from '../../compiler/program';
import { packChoice } from '../../machine/execution/choice';
import { isPcInsideCall } from '../../machine/verdict/call-progress';
import { findComponents, type Graph } from '../graph/components';
import type { SearchGraph } from './search-graph';

/** Instead of a state: one that is not on a cycle with this one. */
const NOWHERE = -1;

/** A graph with states and edges numbered from 0, as arrays. */
export interface CyclicPart {
  readonly program: Program;
  /** Their numbers in the order of discovery. Here they are 0 … size - 1. */
  readonly states: Int32Array;
  /** By state, the tasks that are enabled, a bit each. */
  readonly enabled: Int32Array;
  /** By state, the processes that are inside a call that has to return, a bit each. */
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
export function* cyclicPartOf(graph: SearchGraph): Generator<void, CyclicPart | undefined> {
  if (graph.retreats.length === 0) return undefined;
  const rounds = new Rounds(graph);
  yield* findComponents(rounds, graph.retreats, (nodes, isCyclic) => rounds.close(nodes, isCyclic));
  return rounds.part();
}

/** The edges of tasks that are in a loop. Those of states on cycles are kept, all others until their component is known. */
class Rounds implements Graph {
  /** The edges of the states that are open, and where those of each begin. */
  readonly #open = new Edges();
  readonly #kept = new Edges();
  readonly #states: number[] = [];

  constructor(private readonly graph: SearchGraph) {}

  get size(): number {
    return this.graph.size;
  }

  successors(node: number, visit: (target: number) => void): void {
    const { graph } = this;
    graph.load(node);
    this.#open.begins.push(this.#open.targets.length);
    for (let task = 0; task < graph.program.tasks.length; task++) {
      if (!graph.isInLoop(task)) continue;
      const alternatives = graph.alternatives(task);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        graph.follow(task, alternative);
        const target = !graph.isCut && graph.canRepeat ? graph.target : NOWHERE;
        this.#open.add(target, packChoice({ task, alternative }), graph.returns ? 1 : 0);
        if (target !== NOWHERE) visit(target);
      }
    }
  }

  /** The component of the latest states that are open is known. */
  close(nodes: readonly number[], isCyclic: boolean): void {
    if (isCyclic) {
      for (const node of nodes) this.#states.push(node);
      this.#kept.take(this.#open, nodes.length);
    }
    this.#open.drop(nodes.length);
  }

  part(): CyclicPart | undefined {
    if (this.#states.length === 0) return undefined;
    const { graph } = this;
    const { program } = graph;
    const states = Int32Array.from(this.#states, (node) => graph.numberOf(node));
    const numbers = new Int32Array(graph.size).fill(-1);
    const enabled = new Int32Array(states.length);
    const inside = new Int32Array(states.length);
    for (const [index, node] of this.#states.entries()) {
      numbers[node] = index;
      graph.load(node);
      for (const task of program.tasks) {
        if (graph.alternatives(task.index) > 0) enabled[index]! |= 1 << task.index;
        if (isPcInsideCall(task, graph.pc(task.index)) && (!program.response || graph.isAwaited(task.index))) inside[index]! |= 1 << task.index;
      }
    }
    const { begins, targets, choices, returns } = this.#kept;
    return {
      program, states, enabled, inside,
      begins: Int32Array.from([...begins, targets.length]),
      targets: Int32Array.from(targets, (target) => (target === NOWHERE ? NOWHERE : numbers[target]!)),
      choices: Int32Array.from(choices), returns: Uint8Array.from(returns),
    };
  }
}

/** Edges of states that follow each other. */
class Edges {
  /** By state. */
  readonly begins: number[] = [];
  readonly targets: number[] = [];
  readonly choices: number[] = [];
  readonly returns: number[] = [];

  add(target: number, choice: number, returns: number): void {
    this.targets.push(target);
    this.choices.push(choice);
    this.returns.push(returns);
  }

  /** Appends the edges of the last states of `other`. */
  take(other: Edges, states: number): void {
    const first = other.begins.length - states;
    const from = other.begins[first]!;
    const shift = this.targets.length - from;
    for (let state = first; state < other.begins.length; state++) this.begins.push(other.begins[state]! + shift);
    for (let edge = from; edge < other.targets.length; edge++) this.add(other.targets[edge]!, other.choices[edge]!, other.returns[edge]!);
  }

  /** Forgets the last states. */
  drop(states: number): void {
    const length = this.begins[this.begins.length - states]!;
    this.begins.length -= states;
    for (const column of [this.targets, this.choices, this.returns]) column.length = length;
  }
}
