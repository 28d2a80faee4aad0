// Builds a task's graph of nodes: keeps the loose ends that the next node will be tied to, and the task's local slots.
import { interval, typeInterval } from './fold';
import type { LocalSlot, Node, Op, Rest, TaskGraph, Value } from '../ir';
import type { Type } from '../../language/tree';

/** An end to be tied to a node that does not exist yet. */
export type LooseEnd = (node: Node) => void;

export class GraphBuilder {
  readonly nodes: Node[] = [];
  private readonly slots: LocalSlot[] = [];
  /** The next free place in the task's area; callers save and restore it around scopes. */
  top = 0;
  private area = 0;
  /** Where control continues. Empty: the code that follows cannot be reached. */
  private ends: LooseEnd[] = [];
  /** The node that the only loose end leaves, if operations may still be added to it. */
  private cursor: Node | undefined;
  private entry: Node | undefined;
  /** Operations that belong to whatever comes next, be it an event. */
  private announced: Op[] = [];

  constructor() {
    this.ends = [(node) => (this.entry = node)];
  }

  get reachable(): boolean {
    return this.ends.length > 0;
  }

  /** Takes the loose ends away: what follows is unreachable until some are given back. */
  take(): LooseEnd[] {
    this.settle();
    const ends = this.ends;
    this.ends = [];
    this.cursor = undefined;
    return ends;
  }

  give(ends: readonly LooseEnd[]): void {
    this.ends.push(...ends);
    this.cursor = undefined;
  }

  /** A node in its own right; control continues after it. */
  node(rest?: Rest): Node {
    const node: Node = { id: this.nodes.length, ops: this.announced, ...(rest && { rest }) };
    this.announced = [];
    this.nodes.push(node);
    for (const end of this.take()) end(node);
    this.follow(node);
    return node;
  }

  private follow(node: Node): void {
    this.ends = [(next) => (node.next = next)];
    this.cursor = node;
  }

  /** Adds a local operation: it folds into the event before. */
  emit(op: Op): void {
    this.settle();
    if (this.reachable) (this.cursor ?? this.node()).ops.push(op);
  }

  /** Adds operations to the next node if that is what comes next, else where control is. */
  announce(ops: readonly Op[]): void {
    this.settle();
    if (this.reachable) this.announced.push(...ops);
  }

  /** What was announced belongs here: the statement does nothing more. */
  settle(): void {
    const ops = this.announced;
    this.announced = [];
    for (const op of ops) this.emit(op);
  }

  /** Splits control; returns the two ends. */
  branch(node: Node | undefined, condition: Value): { then: LooseEnd[]; else: LooseEnd[] } {
    if (!node) this.settle();
    const at = node ?? this.cursor ?? this.node();
    this.take();
    const branch: NonNullable<Node['branch']> = { condition };
    at.branch = branch;
    return { then: [(next) => (branch.then = next)], else: [(next) => (branch.else = next)] };
  }

  /** Ends the task, or begins it anew. */
  tie(node: Node): void {
    for (const end of this.take()) end(node);
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

/** The range a counter needs that goes from one value to another and one beyond. */
export function counterRange(from: Value, to: Value): readonly [number, number] {
  const [min] = interval(from);
  const [, max] = interval(to);
  return [min, max + 1];
}
