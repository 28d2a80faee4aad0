// A task's graph to JavaScript: one function for each event. It performs the operations of the event and of the local nodes
// after it, and sets the locals to 0 that are dead at the location where the event ends.
import type { Generator } from './generator';
import type { LoweredLocation, Node, TaskGraph } from '../ir';
import { liveness, successors, type Liveness, type Offsets } from './liveness';

/** The code of one task, as JavaScript texts, and what was found out about its graph. */
export interface TaskCode {
  /** The nodes that are locations, by program counter. */
  readonly locations: readonly Node[];
  /** The locations that the task can be at before its first event: an agent there is idle. */
  readonly first: ReadonlySet<Node>;
  readonly live: Liveness;
  /** How many slots the locals at an offset have, where it is more than one. */
  readonly words: TaskGraph['words'];
  /** `function(S,a,m){…}` that brings the task to its first location. */
  readonly start: string;
  /** `function(S,a,m){…}` for each location: state, alternative, marks. `null` at the end. */
  readonly steps: readonly string[];
  /** `function(S){…}` for each location whose event can wait: how many alternatives it has. `null` for the others. */
  readonly guards: readonly string[];
}

/** `pcSlot` is the slot of the program counter, `area` the first slot of the locals. */
export function generateTask(graph: TaskGraph, generator: Generator, pcSlot: number, area: number): TaskCode {
  generator.area = area;
  const locations = graph.nodes.filter((node) => node.location);
  const pcs = new Map(locations.map((node, pc) => [node, pc]));
  const live = liveness(graph);
  const emitter = new StepEmitter(generator, pcSlot, area, pcs, live, graph.words);
  const begin: Node = { id: -1, ops: [], next: graph.entry };
  return {
    locations,
    first: new Set(foldedFrom(begin).ends),
    live,
    words: graph.words,
    start: emitter.event(begin, 'S,a,m'),
    steps: locations.map((node) => (node.location?.ended ? 'null' : emitter.event(node, 'S,a,m'))),
    guards: locations.map(({ location }) => guard(location as LoweredLocation, generator)),
  };
}

/** A condition makes 1 or 0 alternatives, a set one for each member. */
function guard({ guard, members, waits }: LoweredLocation, generator: Generator): string {
  if (!guard && !members) return 'null';
  const count = generator.scoped(() => (guard ? `${generator.condition(guard)}?1:0` : generator.count(members!)));
  return `function(S){return ${waits === undefined ? count : `(${count})||(H[${waits}]++,0)`}}`;
}

/** `function(S,a,m){…}` for the event that begins at one of the task's locations. */
export function generateEvent(start: Node, { locations, live, words }: TaskCode, generator: Generator, pcSlot: number, area: number): string {
  generator.area = area;
  return new StepEmitter(generator, pcSlot, area, new Map(locations.map((node, pc) => [node, pc])), live, words).event(start, 'S,a,m');
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
    private readonly pcSlot: number,
    private readonly area: number,
    private readonly pcs: ReadonlyMap<Node, number>,
    private readonly live: Liveness,
    private readonly words: TaskGraph['words'],
  ) {}

  event(node: Node, params: string): string {
    const { locals, joins } = foldedFrom(node);
    let written: Offsets = node.id >= 0 ? (this.live.before[node.id] as Offsets) | (this.live.written[node.id] as Offsets) : 0n;
    for (const local of locals) written |= this.live.written[local.id] as Offsets;
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
    const dead = written & ~(this.live.before[target.id] as Offsets);
    let zero = '';
    for (let offset = 0; dead >> BigInt(offset) > 0n; offset++) {
      if (!((dead >> BigInt(offset)) & 1n)) continue;
      for (let word = 0; word < (this.words?.get(offset) ?? 1); word++) zero += `S[${this.area + offset + word}]=0;`;
    }
    return `${zero}S[${this.pcSlot}]=${this.pcs.get(target)};return;`;
  }
}
