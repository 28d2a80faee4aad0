// A task's graph to JavaScript: one function for each event. It performs the operations of the event and of the local nodes
// after it, and sets the locals to 0 that are dead at the location where the event ends.
import type { Generator } from './generator';
import type { LoweredLocation, Node, TaskGraph } from '../ir';
import type { VersionSet } from '../version-set';
import { liveness, successors, type Liveness, type Offsets } from './liveness';

/** What generated code of one task is made from. */
export interface TaskCode {
  /** The nodes that are locations, by program counter. */
  readonly locations: readonly Node[];
  readonly pcs: ReadonlyMap<Node, number>;
  /** The locations that the task can be at before its first event: an agent there is idle. */
  readonly first: ReadonlySet<Node>;
  readonly live: Liveness;
  /** How many slots the locals at an offset have, where it is more than one. */
  readonly words: TaskGraph['words'];
  /** The slot of the program counter, and the first slot of the locals. */
  readonly pcSlot: number;
  readonly area: number;
  /** Where the task begins. It is no location: the node's operations are done at once. */
  readonly begin: Node;
}

export function taskCode(graph: TaskGraph, pcSlot: number, area: number, versions: VersionSet): TaskCode {
  const locations = graph.nodes.filter((node) => node.location);
  const begin: Node = { id: -1, ops: [], next: graph.entry };
  return {
    locations, begin, pcSlot, area, words: graph.words,
    pcs: new Map(locations.map((node, pc) => [node, pc])),
    first: new Set(foldedFrom(begin).ends),
    live: liveness(graph, versions),
  };
}

/** `function(S,a,m){…}`, of state, alternative and marks, for the event that begins at one of the task's locations, or for what brings it to its first. */
export function generateEvent(start: Node, code: TaskCode, generator: Generator): string {
  generator.area = code.area;
  return new StepEmitter(generator, code).event(start, 'S,a,m');
}

/** `function(S){…}` for an event that can wait: how many alternatives it has. A condition makes 1 or 0, a set one for each member. */
export function generateGuard({ guard, members, waits }: LoweredLocation, { area }: TaskCode, generator: Generator): string {
  generator.area = area;
  const count = generator.scoped(() => (guard ? `${generator.condition(guard)}?1:0` : generator.count(members!)));
  return `function(S){return ${waits === undefined ? count : `(${count})||(H[${waits}]++,0)`}}`;
}

/**
 * What an event consists of after its first node: the local nodes that follow, in no particular order; the locations where it
 * can end; and those of the local nodes at which paths join.
 */
export function foldedFrom(node: Node): { locals: Node[]; ends: Node[]; joins: Set<Node> } {
  const locals: Node[] = [];
  const ends = new Set<Node>();
  const seen = new Set<Node>();
  const joins = new Set<Node>();
  const visit = (at: Node): void => {
    for (const next of successors(at)) {
      if (next.location) ends.add(next);
      else if (seen.has(next)) joins.add(next);
      else {
        seen.add(next);
        locals.push(next);
        visit(next);
      }
    }
  };
  visit(node);
  return { locals, ends: [...ends], joins };
}

class StepEmitter {
  constructor(
    private readonly generator: Generator,
    private readonly code: TaskCode,
  ) {}

  event(node: Node, params: string): string {
    const { locals, joins } = foldedFrom(node);
    const { live } = this.code;
    let written: Offsets = node.id >= 0 ? (live.before[node.id] as Offsets) | (live.written[node.id] as Offsets) : 0n;
    for (const local of locals) written |= live.written[local.id] as Offsets;
    const numbers = new Map([...joins].map((join, i) => [join, i + 1]));
    const body = this.generator.scoped(() => {
      const main = this.generator.ops(node.ops) + this.leave(node, numbers, written);
      if (numbers.size === 0) return main;
      const cases = [...numbers].map(([join, number]) => `case ${number}:{${this.generator.ops(join.ops)}${this.leave(join, numbers, written)}}`);
      return `let l=0,n=0;go:for(;;){if(++n>100000)Q();switch(l){case 0:{${main}}${cases.join('')}}}`;
    });
    return `function(${params}){${body}}`;
  }

  private leave(node: Node, numbers: ReadonlyMap<Node, number>, written: Offsets): string {
    const go = (target: Node | undefined): string => {
      if (!target) return 'Q();return;';
      if (target.location) return this.endAt(target, written);
      const number = numbers.get(target);
      if (number !== undefined) return `l=${number};continue go;`;
      return this.generator.ops(target.ops) + this.leave(target, numbers, written);
    };
    if (node.options) return `switch(a){${node.options.map((option, i) => `case ${i}:{${go(option)}}`).join('')}}Q();return;`;
    if (node.branch) return `if(${this.generator.condition(node.branch.condition)}){${go(node.branch.then)}}else{${go(node.branch.else)}}`;
    return go(node.next);
  }

  private endAt(target: Node, written: Offsets): string {
    const { live, words, area, pcs, pcSlot } = this.code;
    let zero = '';
    for (const [versions, offsets] of live.classes.offsets(written & ~live.before[target.id]!)) {
      const all = offsets.flatMap((offset) => Array.from({ length: words?.get(offset) ?? 1 }, (_, word) => `S[${area + offset + word}]=0;`)).join('');
      zero += versions === live.classes.all ? all : `if(${this.generator.isAmong(versions)}){${all}}`;
    }
    return `${zero}S[${pcSlot}]=${pcs.get(target)};return;`;
  }
}
