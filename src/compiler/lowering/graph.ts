// Builds a task's graph of nodes, and hands out the task's local slots. Control flow is built by backpatching: an edge whose
// target does not exist yet is kept open until the next node is made (Aho, Lam, Sethi and Ullman, "Compilers", section 6.7).
import { interval, typeInterval } from './fold';
import type { LocalSlot, LoweredLocation, Node, Op, TaskGraph, Value } from '../ir';
import type { Type } from '../../language/tree';

/** An edge whose target is not known yet; called once, with the target. */
export type OpenEdge = (target: Node) => void;

export class GraphBuilder {
  readonly nodes: Node[] = [];
  private readonly slots: LocalSlot[] = [];
  /** The next free offset in the task's area; callers save and restore it around scopes. */
  top = 0;
  private area = 0;
  /** The edges that lead to the next node. None: the code that follows cannot be reached. */
  private edges: OpenEdge[] = [];
  /** The node that the only open edge leaves, if operations may still be added to it. */
  private cursor: Node | undefined;
  private entry: Node | undefined;
  /** Operations that belong to whatever comes next, even if that is an event. */
  private deferred: Op[] = [];

  constructor() {
    this.edges = [(node) => (this.entry = node)];
  }

  get reachable(): boolean {
    return this.edges.length > 0;
  }

  /** Takes the open edges away: what follows is unreachable until some are added again. */
  takeEdges(): OpenEdge[] {
    this.flush();
    const { edges } = this;
    this.edges = [];
    this.cursor = undefined;
    return edges;
  }

  /** These edges, too, lead to the next node. */
  addEdges(edges: readonly OpenEdge[]): void {
    this.edges.push(...edges);
    this.cursor = undefined;
  }

  /** A node in its own right; control continues after it. */
  node(location?: LoweredLocation): Node {
    const node: Node = { id: this.nodes.length, ops: this.deferred, ...(location && { location }) };
    this.deferred = [];
    this.nodes.push(node);
    this.connectTo(node);
    this.edges = [(next) => (node.next = next)];
    this.cursor = node;
    return node;
  }

  /** Adds a local operation: it is part of the event before. */
  emit(op: Op): void {
    this.flush();
    if (this.reachable) (this.cursor ?? this.node()).ops.push(op);
  }

  /** Adds operations to the next node if that is made first, else to where control is when `flush` is called. */
  defer(ops: readonly Op[]): void {
    this.flush();
    if (this.reachable) this.deferred.push(...ops);
  }

  /** Adds the deferred operations here: no node is made for the statement that they belong to. */
  flush(): void {
    const ops = this.deferred;
    this.deferred = [];
    for (const op of ops) this.emit(op);
  }

  /** Splits control at the node, or where control is; returns the open edges of both branches. */
  branch(node: Node | undefined, condition: Value): { then: OpenEdge[]; else: OpenEdge[] } {
    if (!node) this.flush();
    const at = node ?? this.cursor ?? this.node();
    this.takeEdges();
    const branch: NonNullable<Node['branch']> = { condition };
    at.branch = branch;
    return { then: [(next) => (branch.then = next)], else: [(next) => (branch.else = next)] };
  }

  /** Lets all open edges lead to a node that exists. */
  connectTo(node: Node): void {
    for (const edge of this.takeEdges()) edge(node);
  }

  get start(): Node {
    return this.entry as Node;
  }

  slot(name: string, type: Type, range?: readonly [number, number]): LocalSlot {
    const [min, max] = range ?? typeInterval(type);
    const slot: LocalSlot = { offset: this.top++, name, type, min: Math.min(0, min), max };
    this.area = Math.max(this.area, this.top);
    this.slots.push(slot);
    return slot;
  }

  finish(): TaskGraph {
    return { entry: this.start, nodes: this.nodes, area: this.area, slots: this.slots };
  }
}

/** The range that a counter needs which goes from one value to another and one beyond. */
export function counterRange(from: Value, to: Value): readonly [number, number] {
  const [min] = interval(from);
  const [, max] = interval(to);
  return [min, max + 1];
}
