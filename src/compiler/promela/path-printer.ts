// The inside of one event: its first node, then the local nodes up to the locations where it can end.
import type { Node, Op } from '../ir';
import type { Block } from './block';
import { Constants, propagate } from './constants';
import { isConst, type Folding } from './folding';
import type { StatementPrinter } from './statement-printer';

/** Where control continues after a node on one of its alternatives. */
export type Alternative = Pick<Node, 'next' | 'branch'>;

/** Prints the nodes of one event in the order of control. A node at which paths join is printed once, and all paths jump to it. */
export class PathPrinter {
  /** The nodes that a path jumps to. */
  private readonly jumps = new Set<Node>();

  constructor(
    private readonly statements: StatementPrinter,
    private readonly folding: Folding,
    private readonly joins: ReadonlySet<Node>,
    private readonly label: (name: string) => string,
    private readonly endAt: (end: Node, known: Constants) => Block,
  ) {}

  body(ops: readonly Op[], start: Alternative): Block {
    const main = this.along(ops, start, Constants.none());
    const out = `goto ${this.label('out')};`;
    const joined: Block[] = [];
    // The set grows during the iteration.
    for (const join of this.jumps) joined.push([out, `${this.name(join)}: skip;`, ...this.along(join.ops, join, Constants.none())]);
    return joined.length === 0 ? main : [...main, ...joined.flat(), `${this.label('out')}: skip;`];
  }

  private along(ops: readonly Op[], { branch, next }: Alternative, known: Constants): Block {
    const done = this.statements.block(propagate(ops, known, this.folding));
    if (!branch) return [...done, ...this.go(next, known)];
    const condition = this.folding.fold(branch.condition, known);
    if (condition.kind === 'const') return [...done, ...this.go(isConst(condition, true) ? branch.then : branch.else, known)];
    return [...done, ...this.statements.choice(condition, this.go(branch.then, known.copy()), this.go(branch.else, known))];
  }

  private go(target: Node | undefined, known: Constants): Block {
    if (!target) return ['assert(false); /* control ends here */'];
    if (target.location) return this.endAt(target, known);
    if (!this.joins.has(target)) return this.along(target.ops, target, known);
    this.jumps.add(target);
    return [`goto ${this.name(target)};`];
  }

  private name(join: Node): string {
    return this.label(`join ${join.id}`);
  }
}
