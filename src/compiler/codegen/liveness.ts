// Live-variable analysis of a task's graph (Aho, Lam, Sethi and Ullman, "Compilers", section 9.2.5). A local that is dead where
// an event ends is set to 0 there, so that states which differ only in dead locals are one state.
import type { LocalSlot, Node, Op, TaskGraph, Text, Value } from '../ir';

/** A set of local slots: a bit for each offset in the task's area. */
export type Offsets = bigint;

export interface Liveness {
  /** Live when control reaches the node, by node id. */
  readonly before: readonly Offsets[];
  /** Written by the node's operations. */
  readonly written: readonly Offsets[];
}

/** `bitOf`: the bit of a slot, for callers that tell slots apart which share an offset. */
export function liveness(graph: TaskGraph, bitOf: (slot: LocalSlot) => number = ({ offset }) => offset): Liveness {
  const facts = graph.nodes.map((node) => new NodeFacts(node, bitOf));
  const nexts = graph.nodes.map((node) => successors(node).map(({ id }) => id));
  return { before: fixpoint(facts, nexts), written: facts.map((fact) => fact.written) };
}

/**
 * Backwards over the nodes until nothing changes; after the first time only over those of which a successor has changed. A function of its own, since V8
 * optimises a function while it runs as a whole.
 */
function fixpoint(facts: readonly NodeFacts[], nexts: readonly (readonly number[])[]): Offsets[] {
  const before: Offsets[] = facts.map(() => 0n);
  const predecessors: number[][] = facts.map(() => []);
  nexts.forEach((targets, i) => { for (const next of targets) predecessors[next]!.push(i); });
  const isOpen = facts.map(() => true);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = facts.length - 1; i >= 0; i--) {
      if (!isOpen[i]) continue;
      isOpen[i] = false;
      const { uses, kills, usesAfter } = facts[i] as NodeFacts;
      let after = usesAfter;
      for (const next of nexts[i] as readonly number[]) after |= before[next] as Offsets;
      const live = uses | (after & ~kills);
      if (live === before[i]) continue;
      before[i] = live;
      for (const predecessor of predecessors[i]!) isOpen[predecessor] = changed = true;
    }
  }
  return before;
}

/** Bits are asked for thousands of times, and each shift makes a new BigInt. */
function bit(offset: number): Offsets {
  return bits[offset] ??= 1n << BigInt(offset);
}

const bits: Offsets[] = [];

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

  constructor(node: Node, private readonly bitOf: (slot: LocalSlot) => number) {
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

  private read(value: Value): void {
    switch (value.kind) {
      case 'slot':
        if (value.slot.kept) return;
        if (!(this.kills & bit(this.bitOf(value.slot)))) this.uses |= bit(this.bitOf(value.slot));
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
          const written = bit(this.bitOf(op.lvalue.slot));
          this.written |= written;
          if (always) this.kills |= written;
        } else if (op.lvalue.kind === 'field') this.read(op.lvalue);
        return;
      }
      case 'if':
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
