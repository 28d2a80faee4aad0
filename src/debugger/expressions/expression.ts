// A compiled expression, and where it is evaluated.
import type { FrameInfo, State } from '../../compiler/program';
import type { Type } from '../../language/tree';
import { RequestError } from '../protocol/request-error';

/** Where an expression is evaluated: at a position, and in a task's frame if it belongs to one. */
export interface EvaluationContext {
  /** How many events have happened. */
  readonly position: number;
  /** The state at that position. */
  readonly state: State;
  /** What `current` is: the index of a task. */
  readonly task?: number;
  /** Whose locals it can name. */
  readonly frame?: FrameInfo;
  /** Values of the extra names that the expression was compiled with. */
  readonly extra?: Readonly<Record<string, number>>;
}

/** A compiled expression. */
export interface Expression {
  readonly type: Type;
  /** Whether its value depends on the events, not only on the state to which they led. */
  readonly isOfHistory: boolean;
  /** Its value as the state would keep it: an id of an object, the number of an enum's member, 0 or 1. Throws a NoValue where there is none. */
  evaluate(context: EvaluationContext): number;
}

/** A name that an expression may use, and its type. */
export interface TypedName {
  readonly name: string;
  readonly type: Type;
}

/** An expression that is right but has no value here: null has no fields, a local has not been assigned. */
export class NoValue extends RequestError {}

/** The message for an object that is made later or has been freed. */
export function notInUse(name: string): string {
  return `\`${name}\` is not in use at this moment.`;
}

/** What `read` returns, or undefined where there is no value. */
export function valueOrNone(read: () => number): number | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}
