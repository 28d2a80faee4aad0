// Strongly connected components (Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972), over a graph that tells its edges when
// asked: once for every node. Without recursion, because a path can be as long as the graph has nodes.

/** A directed graph. */
export interface Graph {
  /** Nodes are 0 … size - 1. */
  readonly size: number;
  /** Calls `visit` for every edge from the node. */
  successors(node: number, visit: (target: number) => void): void;
}

/** Nodes entered between two pauses. */
const ROUND = 512;
/** The order of nodes whose component is complete. */
const CLOSED = 2 ** 31 - 1;

/**
 * Tells every component that can be reached from `roots`, those that are reached from others first, its nodes in the order in
 * which their edges were asked for. It is cyclic if it has more than one node, or one with an edge to itself. Nodes are
 * entered and their components told like brackets: the nodes of one are the last ones that have not been told. The edges of a
 * node are followed last first. Yields now and then.
 */
export function* findComponents(graph: Graph, roots: Iterable<number>, found: (nodes: readonly number[], isCyclic: boolean) => void): Generator<void> {
  /** In which order nodes were entered, from 1; 0 is not yet. */
  const order = new Int32Array(graph.size);
  /** The earliest node still open that is known to be reachable. */
  const low = new Int32Array(graph.size);
  const selfLoops = new Set<number>();
  const open: number[] = [];
  /** The path from the root, and where the edges of each of its nodes begin in `targets` that are still to be followed. */
  const path: number[] = [];
  const begins: number[] = [];
  const targets: number[] = [];
  let entered = 0;

  const enter = (node: number): void => {
    order[node] = low[node] = ++entered;
    open.push(node);
    path.push(node);
    begins.push(targets.length);
    graph.successors(node, (target) => {
      if (target === node) selfLoops.add(node);
      else targets.push(target);
    });
  };
  const leave = (node: number): void => {
    path.pop();
    begins.pop();
    if (path.length > 0) lower(path[path.length - 1]!, low[node]!);
    if (low[node] !== order[node]) return;
    const nodes = open.splice(open.lastIndexOf(node));
    for (const each of nodes) order[each] = CLOSED;
    found(nodes, nodes.length > 1 || selfLoops.has(node));
  };
  const lower = (node: number, to: number): void => {
    if (to < low[node]!) low[node] = to;
  };

  for (const root of roots) {
    if (order[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (targets.length === begins[begins.length - 1]) leave(node);
      else {
        const target = targets.pop()!;
        if (order[target] !== 0) lower(node, order[target]!);
        else {
          enter(target);
          if (entered % ROUND === 0) yield;
        }
      }
    }
  }
}
