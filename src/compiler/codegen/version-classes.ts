// Versions that a graph does not tell apart, and sets of local slots for each class of them.
import type { Node, Op, TaskGraph } from '../ir';
import type { VersionSet } from '../version-set';

export class VersionClasses {
  /** Disjoint; together all. */
  readonly #classes: readonly VersionSet[];
  /** Every slot of every class. */
  readonly everywhere: bigint;
  readonly #ofClass: bigint;
  readonly #bits: bigint[] = [];

  /** `width`: a slot has a bit below it. */
  constructor(graph: TaskGraph, readonly all: VersionSet, private readonly width: number) {
    this.#classes = [...testsIn(graph.nodes)].reduce<readonly VersionSet[]>(
      (classes, test) => classes.flatMap((versions) => [versions & test, versions & ~test].filter((part) => part !== 0)), [all]);
    this.#ofClass = (1n << BigInt(width)) - 1n;
    this.everywhere = (1n << BigInt(width * this.#classes.length)) - 1n;
  }

  /** A slot in all classes. */
  bit(slot: number): bigint {
    return this.#bits[slot] ??= this.#classes.reduce((bits, _, i) => bits | 1n << BigInt(slot + i * this.width), 0n);
  }

  /** Every slot of the classes of these versions. */
  bitsOf(versions: VersionSet): bigint {
    return this.#classes.reduce((bits, each, i) => (each & versions ? bits | this.#ofClass << BigInt(i * this.width) : bits), 0n);
  }

  /** The slots in a set that are there for one version. */
  of(version: VersionSet, slots: bigint): bigint {
    const i = this.#classes.findIndex((each) => each & version);
    return slots >> BigInt(i * this.width) & this.#ofClass;
  }

  /** The slots in a set, together with the versions that they are there for. */
  offsets(slots: bigint): Map<VersionSet, number[]> {
    const versions: VersionSet[] = [];
    this.#classes.forEach((each, i) => {
      const some = slots >> BigInt(i * this.width) & this.#ofClass;
      for (let slot = 0; some >> BigInt(slot) > 0n; slot++) if (some >> BigInt(slot) & 1n) versions[slot] = (versions[slot] ?? 0) | each;
    });
    const offsets = new Map<VersionSet, number[]>();
    versions.forEach((each, slot) => offsets.set(each, [...(offsets.get(each) ?? []), slot]));
    return offsets;
  }
}

function testsIn(nodes: readonly Node[]): Set<VersionSet> {
  const tests = new Set<VersionSet>();
  const visit = (ops: readonly Op[]): void => {
    for (const op of ops) {
      if (op.kind === 'if') {
        if (op.condition.kind === 'versions') tests.add(op.condition.versions);
        visit(op.then);
        visit(op.else);
      } else if (op.kind === 'loop') {
        visit(op.body);
        visit(op.next);
      } else if (op.kind === 'labelled') visit(op.body);
    }
  };
  for (const { ops, branch } of nodes) {
    visit(ops);
    if (branch?.condition.kind === 'versions') tests.add(branch.condition.versions);
  }
  return tests;
}
