// The other half of a counterexample: until when it could have gone right, and which execution that goes right is nearest to it.
import type { Choice } from '../../machine/execution/choice';
import type { PackedProgram } from '../store/packed-program';
import type { Avoidable } from '../../machine/verdict/avoidable';
import { Avoidance } from './avoidance';
import { nearestPassingRun, type PassingRun } from './nearest-passing-run';
import { NumberedStates, type Edge } from './numbered-states';

/** How far it may be looked. */
export interface PassingBounds {
  readonly maxStates: number;
  /** Pairs of a state and a place in the counterexample that are compared, at most. */
  readonly maxNodes: number;
  /** Events that are moved, at most. */
  readonly mostMoved: number;
  readonly isLivelock?: boolean;
}

export interface Passing {
  /** How many events of the counterexample come before something is wrong: what is after them are consequences. */
  readonly events: number;
  /** Whether it can go right at all, whoever performs which event. */
  readonly avoidable: Avoidable;
  /** The index of the event after which no execution goes right any more: the point of no return. Undefined unless `avoidable` is `yes`, where that cannot be told, and if one can still go right after the last. */
  readonly pointOfNoReturn?: number;
  /** `none`: every run that goes right has more moved events. */
  readonly nearest: PassingRun | 'none' | 'unknown';
}

/** `isLivelock`: the counterexample is one, so an execution that goes on for ever does not go right. */
export function passingOf(packed: PackedProgram, choices: readonly Choice[], { maxStates, maxNodes, mostMoved, isLivelock = false }: PassingBounds): Passing {
  const states = new NumberedStates(packed);
  const avoidance = new Avoidance(states, maxStates);
  const path = pathOf(states, choices);
  const counterexample = choices.slice(0, path.length - 1);
  const base = { events: counterexample.length, nearest: 'none' as const };
  let end = path.length - 1;
  let answer: Avoidable = 'no';
  // From the end: what cannot be avoided later cannot be avoided where only that is left to happen.
  const isLost = (): boolean => answer === 'no' || (isLivelock && answer === 'endless');
  while (end >= 0 && ((answer = avoidance.of(path[end]!)), isLost())) end--;
  if (end < 0) return { ...base, avoidable: answer };
  if (answer !== 'yes') return { ...base, avoidable: avoidance.of(0), nearest: 'unknown' };
  const nearest = nearestPassingRun(states, avoidance, counterexample, { mostMoved, maxNodes });
  return { ...base, avoidable: 'yes', ...(end < counterexample.length && { pointOfNoReturn: end }), nearest: nearest ?? 'none' };
}

/** The states of the counterexample, up to the first in which nothing happens any more. */
function pathOf(states: NumberedStates, choices: readonly Choice[]): number[] {
  const path = [0];
  for (const { task, alternative } of choices) {
    const edge = states.edges(path.at(-1)!).find((each: Edge) => each.task === task && each.alternative === alternative);
    if (!edge) break;
    path.push(edge.target);
  }
  return path;
}
