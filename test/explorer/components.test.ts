import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findComponents } from '../../src/explorer/graph/components';

type Edges = readonly (readonly number[])[];

function componentsOf(edges: Edges, roots: readonly number[]) {
  const found: number[][] = [];
  const asked: number[] = [];
  const graph = {
    size: edges.length,
    successors: (node: number, visit: (target: number) => void) => {
      asked.push(node);
      edges[node]!.forEach((target) => visit(target));
    },
  };
  const entered: number[] = [];
  const told: number[] = [];
  const pauses = [...findComponents(graph, roots, (nodes, isCyclic) => {
    asked.splice(0).forEach((node) => entered.push(node));
    expect(entered.splice(-nodes.length)).toEqual(nodes);
    nodes.forEach((node) => told.push(node));
    if (isCyclic) found.push([...nodes].sort((a, b) => a - b));
  })].length;
  return { found, told, pauses };
}

/** All nodes that can be reached in one step or more. */
function reachable(edges: Edges, from: number): Set<number> {
  const reached = new Set(edges[from]);
  for (const node of reached) edges[node]!.forEach((target) => reached.add(target));
  return reached;
}

describe('components', () => {
  const anyGraph = fc.integer({ min: 1, max: 9 }).chain((size) => {
    const node = fc.nat(size - 1);
    return fc.record({
      edges: fc.array(fc.array(node, { maxLength: 3 }), { minLength: size, maxLength: size }),
      roots: fc.array(node, { minLength: 1, maxLength: 4 }),
    });
  });

  it('with a cycle are the sets of nodes that reach each other', () => {
    fc.assert(fc.property(anyGraph, ({ edges, roots }) => {
      const after = edges.map((_, node) => reachable(edges, node));
      const seen = new Set(roots.flatMap((root) => [root, ...after[root]!]));
      const expected = new Set([...seen].filter((node) => after[node]!.has(node))
        .map((node) => String([...after[node]!].filter((other) => after[other]!.has(node)).sort((a, b) => a - b))));
      const { found, told } = componentsOf(edges, roots);
      expect(new Set(found.map(String))).toEqual(expected);
      expect(found.length).toBe(expected.size);
      expect([...told].sort()).toEqual([...seen].sort());
    }), { numRuns: 1000 });
  });

  it('come after those that they lead to', () => {
    expect(componentsOf([[1], [0, 2], [3], [2]], [0]).found).toEqual([[2, 3], [0, 1]]);
  });

  it('can be as long as the graph', () => {
    const size = 200_000;
    const ring = Array.from({ length: size }, (_, node) => [(node + 1) % size]);
    const { found, pauses } = componentsOf(ring, [0]);
    expect(found.map(({ length }) => length)).toEqual([size]);
    expect(pauses).toBeGreaterThan(100);
  });
});
