// Live-variable analysis of a task's graph (Aho, Lam, Sethi and Ullman, "Compilers", section 9.2.5). A local that is dead where
// an event ends is set to 0 there, so that states which differ only in dead locals are one state.
import type { LocalSlot, Node, Op, TaskGraph, Text, Value } from '../ir';
import type { VersionSet } from '../version-set';
import { VersionClasses } from './version-classes';

/** A set of local slots: a bit for each offset in the task's area, for each class of versions. */
export type Offsets = bigint;

export interface Liveness {
  /** Live when control reaches the node, by node id. */
  readonly before: readonly Offsets[];
  /** Written by the node's operations. */
  readonly written: readonly Offsets[];
  readonly classes: VersionClasses;
}

/**
 * `bitOf`: the bit of a slot, for callers that tell slots apart which share an offset; below `width`. `all`: the versions that the graph is for, which are
 * judged each by what it can reach.
 */
export function liveness(graph: TaskGraph, all: VersionSet = 1, bitOf: (slot: LocalSlot) => number = ({ offset }) => offset, width: number = graph.area): Liveness {
  const classes = new VersionClasses(graph, all, width);
  const facts = graph.nodes.map((node) => new NodeFacts(node, bitOf, classes));
  const nexts = graph.nodes.map((node) => edgesFrom(node, classes));
  return { before: fixpoint(facts, nexts), written: facts.map((fact) => fact.written), classes };
}

interface Edge {
  readonly next: number;
  /** The bits of the versions that take it. */
  readonly taken: Offsets;
}

function edgesFrom(node: Node, classes: VersionClasses): Edge[] {
  const { branch } = node;
  if (branch?.condition.kind !== 'versions') return successors(node).map(({ id }) => ({ next: id, taken: classes.everywhere }));
  const taken = classes.bitsOf(branch.condition.versions);
  return [
    ...(branch.then ? [{ next: branch.then.id, taken }] : []),
    ...(branch.else ? [{ next: branch.else.id, taken: classes.everywhere & ~taken }] : []),
  ];
}

/**
 * Backwards over the nodes until nothing changes; after the first time only over those of which a successor has changed. A function of its own, since V8
 * optimises a function while it runs as a whole.
 */
function fixpoint(facts: readonly NodeFacts[], nexts: readonly (readonly Edge[])[]): Offsets[] {
  const before: Offsets[] = facts.map(() => 0n);
  const predecessors: number[][] = facts.map(() => []);
  nexts.forEach((targets, i) => { for (const { next } of targets) predecessors[next]!.push(i); });
  const isOpen = facts.map(() => true);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = facts.length - 1; i >= 0; i--) {
      if (!isOpen[i]) continue;
      isOpen[i] = false;
      const { uses, kills, usesAfter } = facts[i] as NodeFacts;
      let after = usesAfter;
      for (const { next, taken } of nexts[i]!) after |= before[next]! & taken;
      const live = uses | (after & ~kills);
      if (live === before[i]) continue;
      before[i] = live;
      for (const predecessor of predecessors[i]!) isOpen[predecessor] = changed = true;
    }
  }
  return before;
}

export function successors(node: Node): Node[] {
  const { next, branch, options } = node;
  if (next && !branch && !options) return [next];
  return [next, branch?.then, branch?.else, ...(options ?? [])].filter((each) => each !== undefined);
}

class NodeFacts {
  /** Read before any write that happens on every path. */
  uses: Offsets = 0n;
  /** Written on every path. */
  kills: Offsets = 0n;
  written: Offsets = 0n;
  /** Read by the branch after the operations. */
  usesAfter: Offsets = 0n;
  /** The bits of the versions that have the operation at hand. */
  private at: Offsets;

  constructor(node: Node, private readonly bitOf: (slot: LocalSlot) => number, private readonly classes: VersionClasses) {
    this.at = classes.everywhere;
    const { location } = node;
    if (location) {
      for (const value of [location.guard, location.members, location.holders]) if (value) this.read(value);
      for (const text of [location.text, location.reason]) if (text) this.text(text);
    }
    for (const op of node.ops) this.op(op, true);
    if (node.branch) {
      const uses = this.uses;
      this.uses = 0n;
      this.read(node.branch.condition);
      this.usesAfter = this.uses;
      this.uses = uses;
    }
  }

  private bit(slot: LocalSlot): Offsets {
    return this.classes.bit(this.bitOf(slot)) & this.at;
  }

  private read(value: Value): void {
    switch (value.kind) {
      case 'slot':
        if (value.slot.kept) return;
        this.uses |= this.bit(value.slot) & ~this.kills;
        return;
      case 'field':
      case 'table':
        this.read(value.id);
        if (value.index) this.read(value.index);
        return;
      case 'size': return this.read(value.id);
      case 'unary': return this.read(value.operand);
      case 'binary':
        this.read(value.left);
        return this.read(value.right);
      case 'conditional':
        this.read(value.condition);
        this.read(value.then);
        return this.read(value.else);
      case 'call':
        this.read(value.current);
        for (const arg of value.args) this.read(arg);
    }
  }

  private text(text: Text): void {
    for (const part of text) if (typeof part !== 'string') this.read(part);
  }

  private op(op: Op, always: boolean): void {
    switch (op.kind) {
      case 'set': {
        this.read(op.value);
        if (op.lvalue.kind === 'slot' && !op.lvalue.slot.kept) {
          const written = this.bit(op.lvalue.slot);
          this.written |= written;
          if (always) this.kills |= written;
        } else if (op.lvalue.kind === 'field') this.read(op.lvalue);
        return;
      }
      case 'if':
        if (op.condition.kind === 'versions') {
          const { at } = this;
          const inside = this.classes.bitsOf(op.condition.versions);
          this.at = at & inside;
          for (const inner of op.then) this.op(inner, always);
          this.at = at & ~inside;
          for (const inner of op.else) this.op(inner, always);
          this.at = at;
          return;
        }
        this.read(op.condition);
        for (const inner of [...op.then, ...op.else]) this.op(inner, false);
        return;
      case 'loop':
        this.read(op.condition);
        for (const inner of [...op.body, ...op.next]) this.op(inner, false);
        return;
      case 'labelled':
        for (const inner of op.body) this.op(inner, false);
        return;
      case 'choose': return this.read(op.set);
      case 'reset': return this.read(op.id);
      // The message counts, too: `Program.failedAssertion` formats it with the values in it.
      case 'assert':
      case 'limit':
      case 'require':
        this.read(op.condition);
        return this.text(op.message);
      case 'return':
        if (op.value) this.read(op.value);
    }
  }
}
