// Which calls of a recorded task are which calls of a process: those of both are in order, and as much as possible of what was recorded is one of the process.
import { systemCallsIn } from '../linux-calls';
import type { CallExtent } from './call-extent';
import type { OuterCall } from './outer-calls';

/** A call in the body of a process. */
export interface ProcessCall {
  /** Its number in the process, from 0. */
  readonly call: number;
  /** `punch_hole` */
  readonly function: string;
  /** What its documentation says. */
  readonly doc: string;
  /** Functions that it can come to in the model. */
  readonly reachable: ReadonlySet<string>;
  /** The process ends in it. */
  readonly isLast: boolean;
}

export interface MatchedCalls {
  readonly extents: readonly CallExtent[];
  /** Calls that the process does not make, though they come to functions of the model. */
  readonly leftOut: readonly OuterCall[];
}

/** `isModelled`: whether the model has a function. `hasSystemCalls`: system calls are recorded. */
export function matchCalls(task: string, recorded: readonly OuterCall[], calls: readonly ProcessCall[], isModelled: (name: string) => boolean, hasSystemCalls: boolean): MatchedCalls {
  const modelled = recorded.map(({ functions }) => [...functions].filter(isModelled));
  const weight = (outer: number, site: number): number => {
    const isIt = canBeCall(recorded[outer]!, modelled[outer]!, calls[site]!, hasSystemCalls);
    // What a task does at its end is recorded in pieces: it begins with the first.
    if (calls[site]!.isLast) return isIt ? 1 : 0;
    return isIt ? 1 + modelled[outer]!.filter((name) => calls[site]!.reachable.has(name)).length : 0;
  };
  const pairs = heaviest(recorded.length, calls.length, weight);
  const matched = new Set(pairs.map(([outer]) => outer));
  return {
    extents: pairs.map(([outer, site]) => {
      const { begin, end, errno } = recorded[outer]!;
      return { task, call: calls[site]!.call, begin, ...(end && !calls[site]!.isLast && { end }), ...(errno !== undefined && { errno }) };
    }),
    leftOut: recorded.filter((_, outer) => !matched.has(outer) && modelled[outer]!.length > 0),
  };
}

/** `modelled`: those of its functions that the model has. */
export function canBeCall({ systemCall }: Pick<OuterCall, 'systemCall'>, modelled: readonly string[], { function: name, doc, reachable, isLast }: ProcessCall, hasSystemCalls: boolean): boolean {
  const named = systemCallsIn(doc);
  if (systemCall !== undefined) return systemCall === name || named.includes(systemCall);
  // Memory is accessed without a system call; where none is recorded, the functions tell.
  return (!hasSystemCalls || named.length === 0 || isLast) && modelled.length > 0 && modelled.every((function_) => reachable.has(function_));
}

/** Pairs of two sequences, ascending in both, that weigh the most together. */
function heaviest(ones: number, others: number, weight: (one: number, other: number) => number): [number, number][] {
  const best = Array.from({ length: ones + 1 }, () => new Float64Array(others + 1));
  const weights = Array.from({ length: ones }, (_, one) => Float64Array.from({ length: others }, (_each, other) => weight(one, other)));
  for (let one = ones - 1; one >= 0; one--) {
    for (let other = others - 1; other >= 0; other--) {
      const own = weights[one]![other]!;
      best[one]![other] = Math.max(best[one + 1]![other]!, best[one]![other + 1]!, own > 0 ? own + best[one + 1]![other + 1]! : 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let one = 0, other = 0; one < ones && other < others;) {
    const own = weights[one]![other]!;
    if (own > 0 && best[one]![other] === own + best[one + 1]![other + 1]!) pairs.push([one++, other++]);
    else if (best[one]![other] === best[one + 1]![other]) one++;
    else other++;
  }
  return pairs;
}
