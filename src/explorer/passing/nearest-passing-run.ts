// The execution that goes right and differs least from a counterexample: fewest of its events are moved. (Machado, Lucia and Rodrigues,
// "Concurrency debugging with differential schedule projections", PLDI 2015, look for the nearest passing schedule among those that a solver
// gives them; here it is the nearest of all.)
// A search by cost over pairs of a state and how much of the counterexample has been gone through: its next event is performed (free), or left for
// later (1), or an event that is not its next comes in between (1). What comes after all of it is free.
import { add, bitSet, isMember, type BitSet } from '../../compiler/bit-set';
import type { Choice } from '../../machine/execution/choice';
import type { Avoidance } from './avoidance';
import type { Edge, NumberedStates } from './numbered-states';

export interface PassingRun {
  readonly choices: readonly Choice[];
  /** Events of the counterexample, by index, that do not happen at their place in it. */
  readonly left: readonly number[];
  /** Indices of events of this run that come in between. */
  readonly inserted: readonly number[];
}

/** Where the search is: a state, and the index of the next event of the counterexample. */
interface Node {
  readonly state: number;
  readonly at: number;
  readonly before: Node | undefined;
  /** Undefined: the event of the counterexample is left out here. */
  readonly edge: Edge | undefined;
}

/** The nearest run; undefined if there is none as near as `mostMoved`; `unknown` if that cannot be told. */
export function nearestPassingRun(
  states: NumberedStates, avoidance: Avoidance, counterexample: readonly Choice[], { mostMoved, maxNodes }: { readonly mostMoved: number; readonly maxNodes: number },
): PassingRun | undefined | 'unknown' {
  const length = counterexample.length;
  /** By state, where in the counterexample it has been looked at. */
  const met: BitSet[] = [];
  const isMet = (state: number, at: number): boolean => met[state] !== undefined && isMember(met[state], at);
  let nodes = 0;
  let layer: Node[] = [{ state: 0, at: 0, before: undefined, edge: undefined }];
  let isOpen = false;
  for (let cost = 0; cost <= mostMoved; cost++) {
    const next: Node[] = [];
    // A free event is looked at in the same layer: the array grows while it is walked through.
    for (const node of layer) {
      const { state, at } = node;
      if (isMet(state, at)) continue;
      add(met[state] ??= bitSet(length + 1), at);
      if (++nodes > maxNodes) return 'unknown';
      // From there nothing goes right, however it is gone on.
      if (avoidance.of(state) === 'no') continue;
      const answer = at === length ? avoidance.of(state) : 'no';
      if (answer === 'yes') return runOf(states, avoidance, node, counterexample);
      isOpen ||= answer === 'unknown';
      if (at === length) continue;
      if (!isMet(state, at + 1)) next.push({ state, at: at + 1, before: node, edge: undefined });
      const { task, alternative } = counterexample[at]!;
      for (const edge of states.edges(state)) {
        const isNext = edge.task === task && edge.alternative === alternative;
        const to = isNext ? at + 1 : at;
        if (!isMet(edge.target, to)) (isNext ? layer : next).push({ state: edge.target, at: to, before: node, edge });
      }
    }
    layer = next;
  }
  return isOpen ? 'unknown' : undefined;
}

function runOf(states: NumberedStates, avoidance: Avoidance, end: Node, counterexample: readonly Choice[]): PassingRun {
  const nodes: Node[] = [];
  for (let node: Node | undefined = end; node?.before; node = node.before) nodes.push(node);
  const choices: Choice[] = [];
  const left: number[] = [];
  const inserted: number[] = [];
  for (const { edge, at, before } of nodes.reverse()) {
    if (!edge) left.push(at - 1);
    else {
      if (before!.at === at) inserted.push(choices.length);
      choices.push({ task: edge.task, alternative: edge.alternative });
    }
  }
  const late = new Set(left.map((index) => counterexample[index]!.task));
  for (const { task, alternative } of avoidance.wayFrom(end.state, late)) choices.push({ task, alternative });
  return { choices, left, inserted };
}
