// Last chance and nearest passing run of the examples and the museum, beside an answer that shares nothing with theirs: the whole graph of
// a scenario, state by state, and dynamic programming over it.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile';
import type { Program, State } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { passingOf } from '../../src/explorer/passing/passing';
import { PackedProgram } from '../../src/explorer/store/packed-program';
import { checkScenario } from '../../src/language/check';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { modelKernel } from '../support/model-kernel';

/** Scenarios with a larger graph are left to the others. */
const MOST_STATES = 4_000;
const WRONG = ['violates', 'deadlock', 'hang'];

interface Graph {
  /** By state: what can happen, and the state that it leads to. Nothing where something is violated. */
  readonly edges: readonly (readonly { readonly choice: Choice; readonly target: number }[])[];
  /** By state: whether all ends well from there, if one chooses so. */
  readonly isOpen: readonly boolean[];
  /** Whether something can go on for ever without a violation. */
  readonly isEndless: boolean;
}

/** The whole graph from the first state; undefined if it is too large. */
function graphOf(program: Program): Graph | undefined {
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const numberOf = (state: State): number => {
    const key = state.join();
    if (!numbers.has(key)) numbers.set(key, states.push(state) - 1);
    return numbers.get(key)!;
  };
  numberOf(program.initial());
  const edges: Graph['edges'][number][] = [];
  for (let at = 0; at < states.length; at++) {
    if (states.length > MOST_STATES) return undefined;
    const state = states[at]!;
    edges.push(program.violation(state) ? [] : runnable(program, state).map((choice) => {
      const after = state.slice();
      program.step(after, choice.task, choice.alternative);
      return { choice, target: numberOf(after) };
    }));
  }
  const isOpen = states.map((state, at) => edges[at]!.length === 0 && !program.violation(state) && !stuckVerdict(program, state));
  const before = states.map((): number[] => []);
  edges.forEach((list, at) => list.forEach(({ target }) => before[target]!.push(at)));
  for (const todo = isOpen.flatMap((open, at) => (open ? [at] : [])); todo.length > 0;) {
    for (const at of before[todo.pop()!]!) {
      if (!isOpen[at]) todo.push(at);
      isOpen[at] = true;
    }
  }
  const left = edges.map(({ length }) => length);
  for (const todo = left.flatMap((length, at) => (length === 0 ? [at] : [])); todo.length > 0;) {
    for (const at of before[todo.pop()!]!) if (--left[at]! === 0) todo.push(at);
  }
  return { edges, isOpen, isEndless: left.some((length) => length > 0) };
}

/** How many events are moved at least in a run that goes right: relaxed until nothing gets smaller. */
function leastMoved({ edges, isOpen }: Graph, counterexample: readonly Choice[]): number {
  const width = counterexample.length + 1;
  const cost = new Float64Array(edges.length * width).fill(Infinity);
  cost[0] = 0;
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    const relax = (at: number, value: number): void => {
      if (value >= cost[at]!) return;
      cost[at] = value;
      isSettled = false;
    };
    edges.forEach((list, state) => {
      for (let at = 0; at < width; at++) {
        const value = cost[state * width + at]!;
        if (value === Infinity) continue;
        const next = counterexample[at];
        if (next) relax(state * width + at + 1, value + 1);
        for (const { choice, target } of list) {
          if (next && choice.task === next.task && choice.alternative === next.alternative) relax(target * width + at + 1, value);
          else if (next) relax(target * width + at, value + 1);
        }
      }
    });
  }
  return Math.min(...isOpen.map((open, state) => (open ? cost[state * width + width - 1]! : Infinity)));
}

const folder = join(__dirname, '..', '..', 'examples');
const cases = globSync(join(folder, '**', '*.daxscn')).sort().flatMap((file) => {
  const { tree } = checkScenario(file, readFileSync(file, 'utf8'), modelKernel());
  const first = tree?.expects.find(({ verdict }) => WRONG.includes(verdict));
  const compiled = tree && first && compile(modelKernel(), tree, first.version);
  if (!compiled || 'errors' in compiled) return [];
  const graph = graphOf(compiled.program);
  return graph ? [{ name: basename(file, '.daxscn'), program: compiled.program, expected: first, graph }] : [];
});

describe('what should have happened', () => {
  it('is compared for many', () => {
    expect(cases.length).toBeGreaterThan(10);
  });

  it.each(cases)('in $name', ({ program, expected, graph }) => {
    const { schedule } = exploreAll(program, { until: expected });
    const { execution } = replay(program, schedule!);
    const found = passingOf(new PackedProgram(program), execution.choices, { maxStates: 100_000, maxNodes: 1_000_000, mostMoved: 100 });
    const path = [0];
    for (const choice of execution.choices) {
      const edge = graph.edges[path.at(-1)!]!.find(({ choice: { task, alternative } }) => task === choice.task && alternative === choice.alternative);
      if (edge) path.push(edge.target);
    }
    const lost = path.findIndex((state) => !graph.isOpen[state]);
    expect([found.avoidable, found.pointOfNoReturn]).toEqual(lost === 0 ? [graph.isEndless ? 'endless' : 'no', undefined] : ['yes', lost - 1]);
    if (lost === 0) return;
    if (typeof found.nearest !== 'object') throw new Error('the nearest run was not found');
    const { left, inserted } = found.nearest;
    expect(left.length + inserted.length).toBe(leastMoved(graph, execution.choices.slice(0, found.events)));
  });
});
