// Whether two parts of a graph do the same: another version often has only other names on the way to the same events, or hands a value on once more.
// Two parts are the same if they are bisimilar, node by node, up to the texts and positions of their locations.
import type { LoweredLocation, Node, Op } from '../ir';
import { keyOf } from './code-key';
import type { OpenEdge } from './graph';

/** A part of a graph with one way in. */
export interface Region {
  readonly entry: Node;
  /** The edges that lead out of it, each with where it leads. */
  readonly exits: ReadonlyMap<OpenEdge, string>;
}

export interface Correspondence {
  /** By exit of the one: those of the other. */
  readonly exits: ReadonlyMap<OpenEdge, ReadonlySet<OpenEdge>>;
  /** Locations of the one and of the other. */
  readonly locations: readonly (readonly [Node, Node])[];
}

/** Undefined if they are not the same. */
export function correspondence(one: Region, other: Region): Correspondence | undefined {
  return new Comparison(one, other).result();
}

/** What a node and the local nodes after it do until control divides, comes to a location or leaves the region. */
interface Run {
  readonly ops: string;
  readonly end: Node | OpenEdge;
}

class Comparison {
  readonly #exits = new Map<OpenEdge, Set<OpenEdge>>();
  readonly #locations: (readonly [Node, Node])[] = [];
  /** By node of the one: the nodes of the other that are being compared with it, or have been. */
  readonly #paired = new Map<Node, Set<Node>>();
  readonly #edges: ReadonlyMap<string, OpenEdge>;

  constructor(private readonly one: Region, private readonly other: Region) {
    this.#edges = new Map([...one.exits.keys(), ...other.exits.keys()].map((edge) => [edgeName(edge.from!, edge.side), edge]));
  }

  result(): Correspondence | undefined {
    return this.#areSame(this.#run(this.one.entry), this.#run(this.other.entry)) ? { exits: this.#exits, locations: this.#locations } : undefined;
  }

  #run(from: Node): Run {
    const ops: Op[] = [];
    for (let node = from; ; ) {
      ops.push(...node.ops.filter((op) => !isOnlyARename(op)));
      if (node.branch || node.options) return { ops: keyOf(ops), end: node };
      const { next } = node;
      if (!next) {
        const edge = this.#edges.get(edgeName(node, 'next'));
        // The end of the task.
        return { ops: keyOf(ops), end: edge ?? node };
      }
      // What a local loop goes round, and a location, are compared by themselves.
      if (next.location || next.id <= node.id) return { ops: keyOf(ops), end: next };
      node = next;
    }
  }

  #areSame(a: Run, b: Run): boolean {
    if (a.ops !== b.ops) return false;
    if (!('id' in a.end) || !('id' in b.end)) return !('id' in a.end) && !('id' in b.end) && this.#leave(a.end, b.end);
    return a.end.branch || b.end.branch || a.end.options || b.end.options ? this.#forks(a.end, b.end) : this.#nodes(a.end, b.end);
  }

  /** Nodes at which control divides, after their operations. */
  #forks(a: Node, b: Node): boolean {
    if (a.options || b.options) return a.options?.length === b.options?.length && !!a.options && a.options.every((_, i) => this.#sides(a, b, i));
    return keyOf(a.branch?.condition) === keyOf(b.branch?.condition) && this.#sides(a, b, 'then') && this.#sides(a, b, 'else');
  }

  #sides(a: Node, b: Node, side: 'then' | 'else' | number): boolean {
    const at = (node: Node): Node | OpenEdge | undefined => (typeof side === 'number' ? node.options![side] : node.branch![side]) ?? this.#edges.get(edgeName(node, side));
    const [left, right] = [at(a), at(b)];
    if (!left || !right) return left === right;
    if ('id' in left && 'id' in right) return this.#nodes(left, right);
    return !('id' in left) && !('id' in right) && this.#leave(left, right);
  }

  #nodes(a: Node, b: Node): boolean {
    // What lies before both is the same for both.
    if (a === b) return true;
    const paired = this.#paired.get(a) ?? new Set();
    if (paired.has(b)) return true;
    this.#paired.set(a, paired.add(b));
    if (a.location || b.location) {
      if (!a.location || !b.location || locationKey(a.location) !== locationKey(b.location)) return false;
      this.#locations.push([a, b]);
    }
    return this.#areSame(this.#run(a), this.#run(b));
  }

  #leave(a: OpenEdge, b: OpenEdge): boolean {
    if (this.one.exits.get(a) !== this.other.exits.get(b)) return false;
    this.#exits.set(a, (this.#exits.get(a) ?? new Set()).add(b));
    return true;
  }
}

/** A function that only calls another one has its result where that had it. */
function isOnlyARename(op: Op): boolean {
  return op.kind === 'set' && op.lvalue.kind === 'slot' && op.value.kind === 'slot' && op.lvalue.slot.offset === op.value.slot.offset;
}

function edgeName({ id }: Node, side: OpenEdge['side']): string {
  return `${id} ${side}`;
}

/** The values that its texts show count, since they have to be there. */
function locationKey({ activation, guard, members, holders, reason, text, idle, ended }: LoweredLocation): string {
  const shown = [text, reason ?? []].map((each) => each.map((part) => (typeof part === 'string' ? '' : keyOf(part))).join());
  return [keyOf(guard), keyOf(members), keyOf(holders), reason !== undefined, ...shown, idle, ended, activation.parent !== undefined].join('|');
}
