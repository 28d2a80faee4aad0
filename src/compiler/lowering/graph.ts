// Builds a task's graph of nodes, and hands out the task's local slots. Control flow is built by backpatching: an edge whose
// target does not exist yet is kept open until the next node is made (Aho, Lam, Sethi and Ullman, "Compilers", section 6.7).
import { BOOL, interval, typeInterval } from './fold';
import type { LocalSlot, LoweredLocation, Node, Op, TaskGraph, Value } from '../ir';
import type { Type } from '../../language/tree';
import type { Selection } from './selection';
import type { VersionSet } from '../version-set';

/** An edge whose target is not known yet. */
export interface OpenEdge {
  /** Undefined: it is where the task begins. */
  readonly from: Node | undefined;
  /** The number of the option that it is. */
  readonly side: 'next' | 'then' | 'else' | number;
  /** The versions that take it. */
  readonly versions: VersionSet;
}

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

  constructor(private readonly selection: Selection) {
    this.edges = [{ from: undefined, side: 'next', versions: selection.now }];
  }

  get reachable(): boolean {
    return this.edges.length > 0;
  }

  /** The versions that come here. */
  get versions(): VersionSet {
    return this.edges.reduce((found, { versions }) => found | versions, 0);
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
    // What is lowered next is lowered for those that come here. Where nobody does, the answer makes no difference.
    if (this.reachable) this.selection.now = this.versions;
  }

  /** A node in its own right; control continues after it. */
  node(location?: LoweredLocation): Node {
    const node: Node = { id: this.nodes.length, ops: this.deferred, ...(location && { location }) };
    this.deferred = [];
    this.nodes.push(node);
    const { versions } = this;
    this.connectTo(node);
    this.edges = [{ from: node, side: 'next', versions }];
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
    const { versions } = this;
    this.takeEdges();
    at.branch = { condition };
    const [then, otherwise] = condition.kind === 'versions' ? [versions & condition.versions, versions & ~condition.versions] : [versions, versions];
    return { then: [{ from: at, side: 'then', versions: then }], else: [{ from: at, side: 'else', versions: otherwise }] };
  }

  /** A node that nothing leads to yet: what follows is lowered for these versions. */
  begin(versions: VersionSet): Node {
    this.takeEdges();
    const node: Node = { id: this.nodes.length, ops: [] };
    this.nodes.push(node);
    this.addEdges([{ from: node, side: 'next', versions }]);
    this.cursor = node;
    return node;
  }

  /** Splits control by the version. */
  divide(parts: readonly { readonly entry: Node; readonly versions: VersionSet }[]): void {
    for (const { entry, versions } of parts.slice(0, -1)) {
      const ends = this.branch(undefined, { kind: 'versions', versions, type: BOOL });
      this.addEdges(ends.then);
      this.connectTo(entry);
      this.addEdges(ends.else);
    }
    this.connectTo(parts.at(-1)!.entry);
  }

  /** Returns what brings the graph back to how it is now. */
  save(): () => void {
    const { cursor, edges, deferred, top, area, entry } = this;
    const [nodes, ops, slots] = [this.nodes.length, cursor?.ops.length ?? 0, this.slots.length];
    const kept = { edges: [...edges], deferred: [...deferred] };
    const { now } = this.selection;
    return () => {
      Object.assign(this, { cursor, edges: [...kept.edges], deferred: [...kept.deferred], top, area, entry });
      this.nodes.length = nodes;
      this.slots.length = slots;
      if (cursor) {
        cursor.ops.length = ops;
        // Where control went from it.
        delete cursor.branch;
        delete cursor.options;
        delete cursor.next;
      }
      this.selection.now = now;
    };
  }

  /** Lets all open edges lead to a node that exists. */
  connectTo(node: Node): void {
    for (const edge of this.takeEdges()) this.#lead(edge, node);
  }

  #lead({ from, side }: OpenEdge, to: Node): void {
    if (!from) this.entry = to;
    else if (side === 'next') from.next = to;
    else if (typeof side === 'number') from.options![side] = to;
    else from.branch![side] = to;
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
